package dev.tenantry.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.plan.OrgId;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionLogTest {
    private static final Map<String, Object> INVOCATION = Map.of(
            "getAwsRequestId", "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
            "getFunctionName", "tenantry-Trigger",
            "getXrayTraceId", "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1");

    private final List<String> texts = new ArrayList<>();
    private final List<String> bytes = new ArrayList<>();
    private final FunctionLog log = FunctionLog.of(context());

    @Test
    void aLineHasWhatIsKnown() throws JsonProcessingException {
        log.about(new JobId("job_01M8S7FHGXK318ZKXBG4C7093E"))
                .about(new OrgId("acme"))
                .with("step", "buy-numbers")
                .log("Two lines\nand a \"quote\"", LogLevel.INFO);

        var line = line();
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("message").asText()).isEqualTo("Two lines\nand a \"quote\"");
        assertThat(line.path("jobId").asText()).isEqualTo("job_01M8S7FHGXK318ZKXBG4C7093E");
        assertThat(line.path("orgId").asText()).isEqualTo("acme");
        assertThat(line.path("step").asText()).isEqualTo("buy-numbers");
        assertThat(line.path("requestId").asText()).isEqualTo("8476a536-e9f4-11e8-9739-2dfe598c3fcd");
        assertThat(line.path("function").asText()).isEqualTo("tenantry-Trigger");
        assertThat(line.path("traceId").asText()).isEqualTo("1-5759e988-bd862e3fe1be46a994272793");
        assertThat(line.path("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    /** Lambda's runtime puts a text into an object of its own; bytes it leaves as they are. */
    @Test
    void aLineIsHandedOverAsBytes() {
        log.log("Something");

        assertThat(texts).isEmpty();
        assertThat(bytes).singleElement().asString().doesNotContain("\n");
    }

    @Test
    void anUnexpectedExceptionIsLoggedWithoutItsMessage() throws JsonProcessingException {
        log.log("It failed", LogLevel.ERROR, new IllegalStateException("+14155550100", new RuntimeException("token")));

        var exception = line().path("exception");
        assertThat(exception.path("type").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(exception.path("stack").get(0).asText()).contains("FunctionLogTest");
        assertThat(exception.path("cause").path("type").asText()).isEqualTo("java.lang.RuntimeException");
        assertThat(bytes).singleElement().asString().doesNotContain("+14155550100", "token");
    }

    @Test
    void aFailureIsLoggedWithItsMessageWhichIsWrittenForPeople() throws JsonProcessingException {
        log.log(
                "It failed",
                LogLevel.ERROR,
                new NeedsHumanException(FailureDetails.of("There are no numbers.", "Choose another area code.")));

        assertThat(line().path("exception").path("message").asText())
                .contains("There are no numbers.", "Choose another area code.");
    }

    @Test
    void whatIsNotKnownIsNotThere() throws JsonProcessingException {
        log.with("orgId", "").log("Something");

        assertThat(line().has("orgId")).isFalse();
        assertThat(line().has("exception")).isFalse();
    }

    private JsonNode line() throws JsonProcessingException {
        return Json.parse(bytes.getFirst());
    }

    private Context context() {
        var logger = new LambdaLogger() {
            @Override
            public void log(String message) {
                texts.add(message);
            }

            @Override
            public void log(byte[] message) {
                bytes.add(new String(message, StandardCharsets.UTF_8));
            }
        };
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getLogger") ? logger : INVOCATION.get(method.getName()));
    }
}
