package dev.tenantry.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PageFilesTest {

    /** What a visit loads at once. */
    private static final int BUDGET_BYTES = 31_000;
    /** What a view loads more when it is needed. */
    private static final int BUDGET_ON_DEMAND_BYTES = 2_000;

    /** Not those of the build, among which there may be files of an earlier one. */
    private static final Path SOURCES = Path.of("src/main/resources/dev/tenantry/web/site");

    private static final Pattern ADDRESS = Pattern.compile("(?:https?:)?//[\\w.]+\\.\\w+");
    private static final Pattern ON_DEMAND = Pattern.compile("import\\(\"([^\"]+)\"\\)");

    @Test
    void theScriptsAndStylesAreSmall() throws IOException {
        var onDemand = onDemand();
        var atOnce = 0;
        for (var file : files()) {
            if (!onDemand.contains(file)
                    && (file.toString().endsWith(".js") || file.toString().endsWith(".css"))) {
                atOnce += gzipped(Files.readAllBytes(file));
            }
        }

        assertThat(atOnce).isPositive().isLessThanOrEqualTo(BUDGET_BYTES);
        assertThat(onDemand).isNotEmpty().allSatisfy(file -> assertThat(gzipped(Files.readAllBytes(file)))
                .isPositive()
                .isLessThanOrEqualTo(BUDGET_ON_DEMAND_BYTES));
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

    private static List<Path> onDemand() throws IOException {
        var found = new ArrayList<Path>();
        for (var file : files()) {
            ON_DEMAND
                    .matcher(Files.readString(file))
                    .results()
                    .map(address -> file.resolveSibling(address.group(1)).normalize())
                    .forEach(found::add);
        }
        return found;
    }

    private static int gzipped(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.size();
    }
}
