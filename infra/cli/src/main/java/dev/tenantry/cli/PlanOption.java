package dev.tenantry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the organisation's tenant is to have. */
final class PlanOption {
    private static final byte[] DEFAULT_PLAN = "{}".getBytes(StandardCharsets.UTF_8);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "The plan, a JSON file, sent as it is; whatever it leaves out has a default. "
                    + "Default: a plan that leaves out everything, which means two US local numbers")
    private Optional<Path> file = Optional.empty();

    /** @throws ParameterException when the file cannot be read */
    byte[] plan() {
        return file.map(this::read).orElse(DEFAULT_PLAN);
    }

    /**
     * The plan that was given, if one was.
     *
     * @throws ParameterException when the file cannot be read
     */
    Optional<byte[]> given() {
        return file.map(this::read);
    }

    private byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "Cannot read the plan: " + e, e);
        }
    }
}
