package dev.tenantry.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The contents of a {@code CodeUri}. A folder is laid out as Lambda's {@code /var/task}: classes at its root, jars in
 * {@code lib/} (AWS Lambda Developer Guide, "Deploy Java Lambda functions with .zip or JAR file archives").
 */
final class CodePath {
    private CodePath() {}

    /**
     * Where the classes of some code are.
     *
     * @param code a folder or a jar
     * @return itself, and its libraries
     * @throws IllegalStateException if there is nothing at the path
     */
    static List<Path> of(Path code) {
        if (!Files.exists(code)) {
            throw new IllegalStateException("There is no code at " + code + "; build it first: mvn package");
        }
        return Stream.concat(Stream.of(code), libraries(code).stream()).toList();
    }

    /** The jars that some code brings along, by name; none where there is no such folder. */
    static List<Path> libraries(Path code) {
        var folder = code.resolve("lib");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
