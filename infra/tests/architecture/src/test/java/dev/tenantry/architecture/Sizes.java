package dev.tenantry.architecture;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The limits for the sizes of packages, classes and methods, and what exceeds them in a module's main code. */
final class Sizes {
    private static final long MAX_CLASSES_OF_A_PACKAGE = 30;
    private static final long MAX_LINES_OF_A_CLASS = 350;
    private static final long MAX_LINES_OF_A_METHOD = 60;

    /**
     * Something that is too large.
     *
     * @param subject the full name of the package, class or method
     */
    record Excess(String subject, long size) {
        @Override
        public String toString() {
            return subject + ": " + size;
        }
    }

    private final List<SourceFile> files;

    Sizes(List<SourceFile> files) {
        this.files = files;
    }

    static Sizes of(MavenModule module) {
        return new Sizes(SourceFile.parseAll(module.sources()));
    }

    /** The packages with too many top-level classes. */
    List<Excess> packages() {
        var counts = files.stream()
                .collect(Collectors.groupingBy(
                        SourceFile::packageName, TreeMap::new, Collectors.summingLong(file -> file.classes()
                                .size())));
        return counts.entrySet().stream()
                .map(each -> new Excess(each.getKey(), each.getValue()))
                .filter(each -> each.size() > MAX_CLASSES_OF_A_PACKAGE)
                .toList();
    }

    /** The top-level classes with too many lines. */
    List<Excess> classes() {
        return longer(files.stream().flatMap(file -> file.classes().stream()), MAX_LINES_OF_A_CLASS);
    }

    /** The methods and constructors with too many lines. */
    List<Excess> methods() {
        return longer(files.stream().flatMap(file -> file.methods().stream()), MAX_LINES_OF_A_METHOD);
    }

    private static List<Excess> longer(Stream<SourceFile.Declaration> declarations, long limit) {
        return declarations
                .filter(each -> each.lines() > limit)
                .map(each -> new Excess(each.name(), each.lines()))
                .toList();
    }
}
