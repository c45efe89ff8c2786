package dev.tenantry.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PageFilesTest {

    private static final int BUDGET_BYTES = 30_000;
    /** Not those of the build, among which there may be files of an earlier one. */
    private static final Path SOURCES = Path.of("src/main/resources/dev/tenantry/web/site");

    private static final Pattern ADDRESS = Pattern.compile("(?:https?:)?//[\\w.]+\\.\\w+");

    @Test
    void theScriptsAndStylesAreSmall() throws IOException {
        var total = 0;
        for (var file : files()) {
            if (file.toString().endsWith(".js") || file.toString().endsWith(".css")) {
                total += gzipped(Files.readAllBytes(file));
            }
        }

        assertThat(total).isPositive().isLessThanOrEqualTo(BUDGET_BYTES);
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

    private static int gzipped(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.size();
    }
}
