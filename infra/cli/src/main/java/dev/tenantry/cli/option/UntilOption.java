package dev.tenantry.cli.option;

import dev.tenantry.cli.watch.WatchUntil;
import picocli.CommandLine.Option;

/** Option {@code --until}: how far a job is followed. */
public final class UntilOption {
    @Option(
            names = "--until",
            paramLabel = "usable|end",
            defaultValue = "end",
            description =
                    "How far to follow the job: until its tenant is usable, without waiting for the reviews of its "
                            + "registrations, which may take weeks; or to its end. Default: ${DEFAULT-VALUE}")
    private WatchUntil value;

    /** How far. */
    public WatchUntil value() {
        return value;
    }
}
