package dev.tenantry.local.lambda;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.jar.JarFile;

/**
 * The libraries that every code folder or jar contains, so that they are loaded, and compiled by the JIT, only once. A
 * function sees no more of them than it would without: it has them itself.
 *
 * <p>The product's own modules are not among them: a module can use libraries that one function leaves out and another
 * has, and a class sees only what its loader sees. What is published elsewhere is complete. The measurements are in
 * {@code docs/adr/0018-shared-libraries-are-loaded-once.md}.
 */
final class SharedLibraries {

    private static final String PRODUCT = "dev/tenantry/";

    /** A published version never changes, and the name of its file tells it. */
    private record Library(String fileName, long bytes) {
        static Library of(Path jar) {
            try {
                return new Library(jar.getFileName().toString(), Files.size(jar));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Map<Library, Path> jars;

    private SharedLibraries(Map<Library, Path> jars) {
        this.jars = jars;
    }

    /**
     * Finds the libraries that all folders and jars contain.
     *
     * @param codes folders and jars
     * @return their shared libraries; none if there is only one folder or jar
     */
    static SharedLibraries of(Collection<Path> codes) {
        var each = codes.stream()
                .map(Path::normalize)
                .distinct()
                .map(CodePath::libraries)
                .map(SharedLibraries::byIdentity)
                .toList();
        if (each.size() < 2) {
            return new SharedLibraries(Map.of());
        }
        var shared = each.getFirst();
        each.forEach(other -> shared.keySet().retainAll(other.keySet()));
        shared.values().removeIf(SharedLibraries::isOfTheProduct);
        return new SharedLibraries(shared);
    }

    /** One jar of each library. */
    Collection<Path> jars() {
        return jars.values();
    }

    /** Whether a jar, wherever it lies, is one of these libraries. */
    boolean contains(Path jar) {
        return Files.isRegularFile(jar) && jars.containsKey(Library.of(jar));
    }

    private static Map<Library, Path> byIdentity(List<Path> libraries) {
        return libraries.stream().collect(toMap(Library::of, Function.identity()));
    }

    private static boolean isOfTheProduct(Path library) {
        try (var jar = new JarFile(library.toFile())) {
            return jar.getEntry(PRODUCT) != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
