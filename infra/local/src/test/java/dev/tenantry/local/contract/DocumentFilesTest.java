package dev.tenantry.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the JSON that the API serves with the YAML that people edit; {@code docs/reference/generate} writes it. */
class DocumentFilesTest {
    private static final Path RESOURCES =
            Documents.PROJECT.resolve("functions/api/src/main/resources/dev/tenantry/api");

    @ParameterizedTest
    @ValueSource(strings = {"openapi", "asyncapi"})
    void theServedDocumentIsTheWrittenOne(String name) throws IOException {
        var indenter = new DefaultIndenter(" ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        var json = new ObjectMapper().writer(printer).writeValueAsString(Documents.read(name)) + "\n";
        var file = RESOURCES.resolve(name + ".json");
        if (Boolean.getBoolean("documents.write")) {
            Files.createDirectories(RESOURCES);
            Files.writeString(file, json);
        }

        assertThat(file)
                .as("docs/reference/%s.yaml has changed: run docs/reference/generate", name)
                .hasContent(json);
    }
}
