package dev.tenantry.statemachine;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The definitions that are deployed against those that their sources generate. */
class GeneratedDefinitionsTest {
    private static final Path MODULE = Path.of("");

    @ParameterizedTest
    @MethodSource("definitions")
    void deploysWhatIsGenerated(String file, String generated) throws IOException {
        assertThat(Files.readString(MODULE.resolve(file)).equals(generated))
                .withFailMessage(
                        "statemachine/%s is not what statemachine/src/main/asl generates. It is not edited by hand:"
                                + " change machines.yaml or tasks.yaml there, and run statemachine/generate",
                        file)
                .isTrue();
    }

    @Test
    void deploysNoOtherDefinitions() throws IOException {
        try (var files = Files.list(MODULE.toAbsolutePath())) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".asl.json"))
                            .collect(toSet()))
                    .isEqualTo(generated().keySet());
        }
    }

    static Stream<Arguments> definitions() throws IOException {
        return generated().entrySet().stream()
                .map(definition -> Arguments.of(definition.getKey(), definition.getValue()));
    }

    private static Map<String, String> generated() throws IOException {
        return DefinitionGenerator.of(MODULE).definitions();
    }
}
