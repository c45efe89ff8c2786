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
 * The libraries that each of some codes brings along, so they can be loaded, and compiled by the JIT, once for all. A
 * function sees no more of them than it would without: it has them itself.
 *
 * <p>The product's own modules are not among them: each code leaves out libraries that it does not need but they can
 * use, and a class sees only what its loader sees. What is published elsewhere is complete.
 */
final class CommonLibraries {
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

    private CommonLibraries(Map<Library, Path> jars) {
        this.jars = jars;
    }

    /**
     * Finds what codes have in common.
     *
     * @param codes folders and jars
     * @return their common libraries; none where there are not several codes
     */
    static CommonLibraries of(Collection<Path> codes) {
        var each = codes.stream()
                .map(Path::normalize)
                .distinct()
                .map(CodePath::libraries)
                .map(CommonLibraries::byIdentity)
                .toList();
        if (each.size() < 2) {
            return new CommonLibraries(Map.of());
        }
        var common = each.getFirst();
        each.forEach(other -> common.keySet().retainAll(other.keySet()));
        common.values().removeIf(CommonLibraries::isOfTheProduct);
        return new CommonLibraries(common);
    }

    /** One jar of each. */
    Collection<Path> jars() {
        return jars.values();
    }

    /** Whether a jar, wherever it lies, is one of them. */
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
