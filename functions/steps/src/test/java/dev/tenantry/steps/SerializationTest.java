package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import dev.tenantry.steps.engine.StepInput;
import dev.tenantry.steps.engine.StepOutput;
import dev.tenantry.steps.rollback.RollbackInput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Whether Lambda's Java runtime, which reads and writes with this library, understands our records. */
class SerializationTest {

    @Test
    void readsWhatTheStateMachineSends() {
        var input = JacksonFactory.getInstance().getSerializer(StepInput.class).fromJson("""
                        {"jobId": "job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G", "execution": "job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G-r2",
                         "redriveCount": 1}""");

        assertThat(input)
                .isEqualTo(new StepInput("job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G", "job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G-r2", 1));
    }

    @Test
    void readsWhatAStateSendsThatWaits() {
        var input = JacksonFactory.getInstance()
                .getSerializer(ReviewInput.class)
                .fromJson(
                        "{\"jobId\":\"job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G\",\"execution\":\"a\",\"redriveCount\":1,\"taskToken\":\"AQC8\"}");

        assertThat(input).isEqualTo(new ReviewInput("job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G", "a", 1, "AQC8"));
        assertThat(input).hasToString("ReviewInput[job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G]");
    }

    @Test
    void readsWhatTheRollbackSends() {
        var input =
                JacksonFactory.getInstance().getSerializer(RollbackInput.class).fromJson("""
                        {"jobId": "job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G", "step": "buy-numbers",
                         "execution": "job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G-rb1", "redriveCount": 1}""");

        assertThat(input)
                .isEqualTo(new RollbackInput(
                        "job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G", "buy-numbers", "job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G-rb1", 1));
    }

    @Test
    void writesWhatTheExecutionShows() {
        var written = new ByteArrayOutputStream();

        JacksonFactory.getInstance()
                .getSerializer(StepOutput.class)
                .toJson(new StepOutput("Purchased 2 phone numbers"), written);

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("{\"message\":\"Purchased 2 phone numbers\"}");
    }
}
