package dev.tenantry.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.ToolProvider;

/**
 * A source file as the compiler's parser sees it.
 *
 * @param packageName the package that it is in
 * @param classes its top-level classes; none in a package-info.java
 * @param methods all its methods and constructors, also those of inner classes
 */
record SourceFile(String packageName, List<Declaration> classes, List<Declaration> methods) {
    /**
     * A declaration.
     *
     * @param name the full name, such as {@code com.example.Order#total} of a method
     * @param lines how many lines it has, from its first annotation or modifier to its last brace
     */
    record Declaration(String name, long lines) {}

    /** Parses all source files under a folder. */
    static List<SourceFile> parseAll(Path folder) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> paths = Files.walk(folder)) {
            List<Path> sources =
                    paths.filter(path -> path.toString().endsWith(".java")).toList();
            var task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    diagnostic -> {
                        throw new IllegalStateException("cannot be parsed: " + diagnostic);
                    },
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(sources));
            var positions = Trees.instance(task).getSourcePositions();
            return StreamSupport.stream(task.parse().spliterator(), false)
                    .map(unit -> of(unit, positions))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFile of(CompilationUnitTree unit, SourcePositions positions) {
        var scanner = new DeclarationScanner(unit, positions);
        scanner.scan(unit, unit.getPackageName().toString());
        return new SourceFile(unit.getPackageName().toString(), scanner.classes, scanner.methods);
    }

    /** Collects declarations; it carries the full name of what surrounds them. */
    private static final class DeclarationScanner extends TreeScanner<Void, String> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Declaration> classes = new ArrayList<>();
        private final List<Declaration> methods = new ArrayList<>();

        DeclarationScanner(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitClass(ClassTree type, String surrounding) {
            String name = surrounding + "." + type.getSimpleName();
            if (unit.getTypeDecls().contains(type)) {
                classes.add(new Declaration(name, lines(type)));
            }
            return super.visitClass(type, name);
        }

        @Override
        public Void visitMethod(MethodTree method, String surrounding) {
            methods.add(new Declaration(surrounding + "#" + method.getName(), lines(method)));
            return super.visitMethod(method, surrounding);
        }

        private long lines(Tree tree) {
            LineMap map = unit.getLineMap();
            long first = map.getLineNumber(positions.getStartPosition(unit, tree));
            return map.getLineNumber(positions.getEndPosition(unit, tree)) - first + 1;
        }
    }
}
