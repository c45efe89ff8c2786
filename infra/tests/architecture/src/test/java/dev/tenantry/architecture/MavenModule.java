package dev.tenantry.architecture;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The modules that have main code, each with all other modules that its main code may use. */
enum MavenModule {
    CORE("functions/core"),
    TWILIO("functions/twilio", CORE),
    REVIEWS("functions/reviews", CORE, TWILIO),
    STEPS("functions/steps", CORE, TWILIO, REVIEWS),
    API("functions/api", CORE, TWILIO, STEPS),
    WEBHOOKS("functions/webhooks", CORE, TWILIO, REVIEWS, STEPS),
    LIVE("functions/live", CORE),
    STATEMACHINE("statemachine", CORE),
    STEPFUNCTIONS_LOCAL("infra/stepfunctions-local"),
    TWILIO_SIMULATOR("infra/twilio-simulator"),
    LOCAL("infra/local", STEPFUNCTIONS_LOCAL, TWILIO_SIMULATOR),
    WEB("infra/web"),
    CLI("infra/cli", LOCAL, WEB),
    BENCHMARKS("infra/tests/benchmarks", CORE);

    private static final Path ROOT = Path.of("../../..").toAbsolutePath().normalize();

    private final String folder;

    @SuppressWarnings("ImmutableEnumChecker") // Nobody can change what List.of made.
    private final List<MavenModule> mayUse;

    MavenModule(String folder, MavenModule... mayUse) {
        this.folder = folder;
        this.mayUse = List.of(mayUse);
    }

    /** The project's folder. */
    static Path root() {
        return ROOT;
    }

    String folder() {
        return folder;
    }

    Path sources() {
        return ROOT.resolve(folder).resolve("src/main/java");
    }

    Path classes() {
        return ROOT.resolve(folder).resolve("target/classes");
    }

    /** The modules whose main code this one's may use: its own, and those of the table. */
    Set<MavenModule> allowed() {
        var allowed = EnumSet.of(this);
        allowed.addAll(mayUse);
        return allowed;
    }

    @Override
    public String toString() {
        return folder;
    }
}
