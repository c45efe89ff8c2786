package dev.tenantry.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of {@code template.yaml}, as tests in a module of {@code functions} find it. */
public final class TemplateText {
    private static final Path FILE = Path.of("../../template.yaml");

    private TemplateText() {}

    /** The whole text. */
    public static String read() throws IOException {
        return Files.readString(FILE);
    }

    /** The declaration of a resource, without the line that has its logical id. */
    public static String of(String logicalId) throws IOException {
        return read().split("\n  " + logicalId + ":\n", 2)[1].split("\n  (?=\\w)", 2)[0];
    }
}
