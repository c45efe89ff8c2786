package dev.tenantry.cli.option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Option {@code --plan}, the desired state of the organisation's tenant. */
public final class PlanOption {
    private static final byte[] DEFAULT_PLAN = "{}".getBytes(StandardCharsets.UTF_8);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "The plan, a JSON file, sent as it is; whatever it leaves out has a default.")
    private Optional<Path> file = Optional.empty();

    /**
     * The plan, by default one that leaves out everything.
     *
     * @throws ParameterException when the file cannot be read
     */
    public byte[] plan() {
        return file.map(this::read).orElse(DEFAULT_PLAN);
    }

    /**
     * The plan that was given, if one was.
     *
     * @throws ParameterException when the file cannot be read
     */
    public Optional<byte[]> given() {
        return file.map(this::read);
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "you may not read it";
            default -> Objects.requireNonNullElse(failure.getMessage(), "it is no readable file");
        };
    }

    private byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "Cannot read the plan " + path + ": " + reason(e), e);
        }
    }
}
