package dev.tenantry.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PageFilesTest {

    /** What a view loads at once. */
    private static final int BUDGET_BYTES = 31_000;
    /** What a view loads more when it is needed. */
    private static final int BUDGET_ON_DEMAND_BYTES = 2_000;

    /** Not those of the build, among which there may be files of an earlier one. */
    private static final Path SOURCES = Path.of("src/main/resources/dev/tenantry/web/site");

    private static final Pattern ADDRESS = Pattern.compile("(?:https?:)?//[\\w.]+\\.\\w+");
    private static final Pattern AT_ONCE = Pattern.compile(" from \"([^\"]+)\";");
    private static final Pattern ON_DEMAND = Pattern.compile("import\\(\"([^\"]+)\"\\)");

    @Test
    void whatEachViewLoadsAtOnceIsSmall() throws IOException {
        var app = SOURCES.resolve("app.js");
        var style = gzipped(SOURCES.resolve("style.css"));
        var home = Set.of(view("plan-form"), view("job-list"));
        var job = Set.of(view("job-page"));
        var reference = Set.of(view("reference"));

        assertThat(matches(ON_DEMAND, app))
                .isEqualTo(union(union(union(home, job), reference), Set.of(view("login-dialog"))));
        for (var view : List.of(home, job, reference)) {
            var atOnce = withImports(union(Set.of(app), view));

            assertThat(style + gzipped(atOnce)).as("%s", view).isLessThanOrEqualTo(BUDGET_BYTES);
        }
    }

    @Test
    void whatAViewLoadsMoreIsSmall() throws IOException {
        var atOnce = withImports(Set.of(
                SOURCES.resolve("app.js"), view("plan-form"), view("job-list"), view("job-page"), view("reference")));
        var onDemand = new HashSet<>(files());
        onDemand.removeIf(file -> !file.toString().endsWith(".js") || atOnce.contains(file));

        assertThat(onDemand)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(gzipped(file)).isPositive().isLessThanOrEqualTo(BUDGET_ON_DEMAND_BYTES));
    }

    @Test
    void nothingIsFetchedFromElsewhere() throws IOException {
        for (var file : files()) {
            var addresses = ADDRESS.matcher(Files.readString(file)).results().map(found -> found.group());

            assertThat(addresses).as(file.toString()).allMatch(address -> address.equals("http://www.w3.org"));
        }
    }

    private static List<Path> files() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static Path view(String name) {
        return SOURCES.resolve("views").resolve(name + ".js");
    }

    /** The files with those that they cannot run without. */
    private static Set<Path> withImports(Set<Path> files) throws IOException {
        var found = new HashSet<Path>();
        var open = new ArrayDeque<>(files);
        while (!open.isEmpty()) {
            var file = open.pop();
            if (found.add(file)) {
                open.addAll(matches(AT_ONCE, file));
            }
        }
        return found;
    }

    private static Set<Path> matches(Pattern imports, Path file) throws IOException {
        return imports.matcher(Files.readString(file))
                .results()
                .map(address -> file.resolveSibling(address.group(1)).normalize())
                .collect(Collectors.toSet());
    }

    private static Set<Path> union(Set<Path> one, Set<Path> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }

    private static int gzipped(Set<Path> files) throws IOException {
        var sum = 0;
        for (var file : files) {
            sum += gzipped(file);
        }
        return sum;
    }

    private static int gzipped(Path file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Files.readAllBytes(file));
        }
        return bytes.size();
    }
}
