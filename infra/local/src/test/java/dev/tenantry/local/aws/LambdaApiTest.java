package dev.tenantry.local.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.local.invocation.FakeFunctions;
import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.local.web.WebServer;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

class LambdaApiTest {

    private final FakeFunctions functions = new FakeFunctions();
    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private final WebServer server =
            WebServer.start(0, new AwsEndpoint(List.of(new LambdaApi(functions, this::takeEvent))));
    private final LambdaClient lambda = AwsClients.client(LambdaClient.builder(), server.uri());

    private Optional<InvocationResult.ServiceError> takeEvent(String function, byte[] event) {
        events.add(function + " " + new String(event, UTF_8));
        return function.equals("missing")
                ? Optional.of(new InvocationResult.ServiceError("ResourceNotFoundException", "Function not found", 404))
                : Optional.empty();
    }

    @AfterEach
    void close() {
        lambda.close();
        server.close();
    }

    @Test
    void invokesAndReturnsThePayload() {
        functions.returning("greet", "{\"hello\":\"Chester\"}");

        var response =
                lambda.invoke(invoke -> invoke.functionName("greet").payload(SdkBytes.fromUtf8String("{\"a\":1}")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.functionError()).isNull();
        assertThat(response.payload().asUtf8String()).isEqualTo("{\"hello\":\"Chester\"}");
        assertThat(functions.invocations()).containsExactly(new FakeFunctions.Invocation("greet", "{\"a\":1}"));
    }

    @Test
    void passesArnAndQualifierOn() {
        var arn = "arn:aws:lambda:eu-west-1:123456789012:function:greet";
        functions.returning(arn + ":live", "1");

        var response = lambda.invoke(invoke -> invoke.functionName(arn).qualifier("live"));

        assertThat(response.payload().asUtf8String()).isEqualTo("1");
    }

    @Test
    void tellsAFunctionErrorByItsHeader() {
        var error = "{\"errorMessage\":\"no\",\"errorType\":\"java.lang.IllegalStateException\",\"stackTrace\":[]}";
        functions.on("greet", event -> new InvocationResult.FunctionError(error.getBytes(UTF_8)));

        var response = lambda.invoke(invoke -> invoke.functionName("greet"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.payload().asUtf8String()).isEqualTo(error);
    }

    @Test
    void answersServiceErrorsAsTheSdkKnowsThem() {
        functions.on(
                "missing",
                event -> new InvocationResult.ServiceError(
                        "ResourceNotFoundException", "Function not found: missing", 404));
        functions.on(
                "busy", event -> new InvocationResult.ServiceError("TooManyRequestsException", "Rate exceeded", 429));

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> lambda.invoke(invoke -> invoke.functionName("missing")))
                .withMessageContaining("Function not found: missing");
        assertThatExceptionOfType(TooManyRequestsException.class)
                .isThrownBy(() -> lambda.invoke(invoke -> invoke.functionName("busy")));
    }

    @Test
    void queuesAnEventInvocation() {
        var response = lambda.invoke(invoke -> invoke.functionName("greet")
                .qualifier("live")
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{\"a\":1}")));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(events).containsExactly("greet:live {\"a\":1}");
        assertThat(functions.invocations()).isEmpty();
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() ->
                        lambda.invoke(invoke -> invoke.functionName("missing").invocationType(InvocationType.EVENT)));
    }

    @Test
    void invokesNothingInADryRun() {
        var response = lambda.invoke(invoke -> invoke.functionName("greet").invocationType(InvocationType.DRY_RUN));

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(functions.invocations()).isEmpty();
    }

    @Test
    void refusesMoreThanSixMegabytes() {
        var payload = SdkBytes.fromByteArray(new byte[6 * 1024 * 1024 + 1]);

        assertThatExceptionOfType(RequestTooLargeException.class)
                .isThrownBy(() ->
                        lambda.invoke(invoke -> invoke.functionName("greet").payload(payload)));
    }
}
