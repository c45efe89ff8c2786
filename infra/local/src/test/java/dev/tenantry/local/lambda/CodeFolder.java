package dev.tenantry.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Lays out classes of the tests as a function's code. */
public final class CodeFolder {

    private CodeFolder() {}

    /** Copies classes, with those nested in them, into a folder; they stand there as in a function's archive. */
    public static Path of(Path folder, Class<?>... classes) {
        try {
            for (var type : classes) {
                copy(folder, type);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the jar that has a class into the folder's {@code lib}. */
    public static Path withLibrary(Path folder, Class<?> type) {
        try {
            var jar = source(type);
            Files.createDirectories(folder.resolve("lib"));
            Files.copy(jar, folder.resolve("lib").resolve(jar.getFileName()));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path folder, Class<?> type) throws IOException {
        var source = source(type);
        if (Files.isDirectory(source)) {
            copy(folder, type, source);
        } else {
            try (var jar = FileSystems.newFileSystem(source)) {
                copy(folder, type, jar.getPath("/"));
            }
        }
    }

    private static void copy(Path folder, Class<?> type, Path root) throws IOException {
        var packageFolder = type.getPackageName().replace('.', '/');
        var target = Files.createDirectories(folder.resolve(packageFolder));
        try (Stream<Path> files = Files.list(root.resolve(packageFolder))) {
            var name = type.getSimpleName();
            for (var file : files.toList()) {
                var fileName = file.getFileName().toString();
                if (fileName.equals(name + ".class") || fileName.startsWith(name + "$")) {
                    Files.copy(file, target.resolve(fileName));
                }
            }
        }
    }

    private static Path source(Class<?> type) {
        var location = type.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(URI.create(location.toString()));
    }
}
