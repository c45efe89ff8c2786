package dev.tenantry.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One class loader for each code folder or jar, so functions that share their code share its classes, and others do not
 * meet.
 *
 * <p>A folder is laid out as Lambda's {@code /var/task}: classes at its root, jars in {@code lib/} (AWS Lambda
 * Developer Guide, "Deploy Java Lambda functions with .zip or JAR file archives").
 */
final class CodeLoaders implements AutoCloseable {

    private final RuntimeClassLoader runtime = new RuntimeClassLoader();
    private final Map<Path, URLClassLoader> loaders = new LinkedHashMap<>();

    /**
     * The class loader of some code.
     *
     * @param codeUri a folder or a jar
     * @return its loader, the same for the same path
     * @throws IllegalStateException if there is nothing at the path
     */
    synchronized ClassLoader loaderOf(Path codeUri) {
        return loaders.computeIfAbsent(codeUri.normalize(), path -> {
            var urls = classPath(path).stream().map(CodeLoaders::url).toArray(URL[]::new);
            return new URLClassLoader("code-" + path.getFileName(), urls, Serializer.newLoader(runtime));
        });
    }

    @Override
    public synchronized void close() {
        for (var loader : loaders.values()) {
            try {
                loader.close();
                ((URLClassLoader) loader.getParent()).close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        loaders.clear();
    }

    private static List<Path> classPath(Path code) {
        if (Files.isRegularFile(code)) {
            return List.of(code);
        } else if (!Files.isDirectory(code)) {
            throw new IllegalStateException("There is no code at " + code + "; build it first: mvn package");
        }
        var classPath = new ArrayList<>(List.of(code));
        var libraries = code.resolve("lib");
        if (Files.isDirectory(libraries)) {
            try (var jars = Files.list(libraries)) {
                jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().forEach(classPath::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return classPath;
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
