package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds COMPARISON.md against the engine. */
class ComparisonTest {
    @Test
    void isWhatTheEngineAnswers() throws IOException {
        assertThat(Path.of("COMPARISON.md"))
                .as("run: mvn -q -pl infra/stepfunctions-local test-compile exec:exec@comparison")
                .hasContent(Comparison.text());
    }
}
