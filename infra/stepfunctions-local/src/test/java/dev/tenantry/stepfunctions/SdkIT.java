package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/** The wire as the AWS SDK for Java reads and writes it. */
class SdkIT {
    private final StepFunctions engine = StepFunctions.builder().build();
    private final StepFunctionsServer server = new StepFunctionsServer(engine, 0);
    private final SfnClient client = SfnClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();

    @AfterEach
    void close() {
        client.close();
        server.close();
        engine.close();
    }

    @Test
    void understandsAnswersErrorsAndTimes() {
        String machine = client.createStateMachine(request -> request.name("m")
                        .roleArn(EngineFixture.ROLE)
                        .definition("{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"F\", \"States\": {\"F\":"
                                + " {\"Type\": \"Fail\", \"Error\": \"Mine\"}}}"))
                .stateMachineArn();
        Instant before = Instant.now();
        String run = client.startExecution(
                        request -> request.stateMachineArn(machine).name("n").input("{}"))
                .executionArn();
        await().until(() ->
                client.describeExecution(request -> request.executionArn(run)).status() == ExecutionStatus.FAILED);
        var execution = client.describeExecution(request -> request.executionArn(run));
        assertThat(execution.error()).isEqualTo("Mine");
        assertThat(Duration.between(before, execution.startDate()).abs()).isLessThan(Duration.ofSeconds(5));
        assertThat(client.getExecutionHistoryPaginator(
                                request -> request.executionArn(run).maxResults(1))
                        .events())
                .extracting(event -> event.type())
                .containsExactly(
                        HistoryEventType.EXECUTION_STARTED,
                        HistoryEventType.FAIL_STATE_ENTERED,
                        HistoryEventType.EXECUTION_FAILED);
        assertThatThrownBy(() -> client.startExecution(
                        request -> request.stateMachineArn(machine).name("n")))
                .isInstanceOf(ExecutionAlreadyExistsException.class);
        assertThatThrownBy(() -> client.startExecution(request -> request.stateMachineArn(machine + "x")))
                .isInstanceOf(StateMachineDoesNotExistException.class);
    }
}
