package dev.tenantry.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The class loaders of the functions' code: one for each code folder or jar, so that functions share classes only if
 * they share their code; and one above them for the {@link SharedLibraries}.
 */
final class CodeLoaders implements AutoCloseable {

    private final SharedLibraries shared;
    private final URLClassLoader libraries;
    private final Map<Path, URLClassLoader> loaders = new LinkedHashMap<>();

    /**
     * Makes the class loaders of some functions.
     *
     * @param codes the folders and jars of all of them
     */
    CodeLoaders(Collection<Path> codes) {
        shared = SharedLibraries.of(codes);
        libraries = new URLClassLoader("libraries", urls(shared.jars()), new RuntimeClassLoader());
    }

    /**
     * The class loader of some code.
     *
     * @param codeUri a folder or a jar
     * @return its loader, the same for the same path
     * @throws IllegalStateException if there is nothing at the path
     */
    synchronized ClassLoader loaderOf(Path codeUri) {
        return loaders.computeIfAbsent(codeUri.normalize(), path -> {
            var own = CodePath.of(path).stream()
                    .filter(jar -> !shared.contains(jar))
                    .toList();
            return new URLClassLoader("code-" + path.getFileName(), urls(own), Serializer.newLoader(libraries));
        });
    }

    @Override
    public synchronized void close() {
        try {
            for (var loader : loaders.values()) {
                loader.close();
                ((URLClassLoader) loader.getParent()).close();
            }
            loaders.clear();
            libraries.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL[] urls(Collection<Path> paths) {
        return paths.stream().map(CodeLoaders::url).toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
