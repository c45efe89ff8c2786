package dev.tenantry.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.LocalCloud;
import dev.tenantry.local.template.Template;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * Our own AWS endpoints, with the whole template behind them: they keep the contract, and a job that was triggered by
 * HTTP is there to be read by AWS's clients, as it is on AWS.
 */
class OwnEndpointsIT extends AwsContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double SPEED = 100;
    private static final String ORG = "smoke";

    private LocalCloud cloud;
    private HttpClient http;
    private Clients clients;
    private Template template;
    private JsonNode job;

    @BeforeAll
    void provisionAnOrganisation() throws Exception {
        cloud = LocalCloud.start(LocalCloud.Options.inMemory(Resources.TEMPLATE, SPEED));
        http = HttpClient.newHttpClient();
        clients = Clients.of(cloud.awsUrl());
        template = Resources.template(cloud.awsUrl());
        var path = "/v1/orgs/" + ORG + "/provisioning-jobs";
        send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}")));
        await().atMost(PATIENCE).until(() -> get(path + "/latest").has("endedAt"));
        job = get(path + "/latest");
    }

    @AfterAll
    void stop() {
        clients.close();
        http.shutdownNow();
        cloud.close();
    }

    @Override
    Clients clients() {
        return clients;
    }

    @Override
    Resources resources() {
        return Resources.of(template);
    }

    @Test
    void dynamoDbHasTheJobAndAnEventForEachVersion() {
        assertThat(job.path("status").textValue()).isEqualTo("COMPLETE");
        var partition = "JOB#" + job.path("id").textValue();

        var head = item(partition, "HEAD");

        assertThat(head.get("status").s()).isEqualTo("COMPLETE");
        assertThat(sortKeys(partition, "EVENT#"))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, job.path("version").longValue())
                                .mapToObj("EVENT#%019d"::formatted)
                                .toList());
    }

    @Test
    void stepFunctionsHasTheExecutionAndEachOfItsStates() {
        var execution = job.at("/executions/0/arn").textValue();

        assertThat(status(execution)).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(clients.stepFunctions()
                        .getExecutionHistoryPaginator(request -> request.executionArn(execution))
                        .events())
                .filteredOn(event -> event.stateEnteredEventDetails() != null)
                .map(OwnEndpointsIT::stateName)
                .contains("Create Twilio subaccount", "Buy numbers", "Check setup", "Complete");
    }

    @Test
    void anotherExecutionOfADoneJobChangesNothing() {
        var input = JSON.createObjectNode().put("jobId", job.path("id").textValue());
        var again = clients.stepFunctions()
                .startExecution(request -> request.stateMachineArn(
                                template.stateMachines().getFirst().arn())
                        .input(input.toString()))
                .executionArn();

        await().atMost(PATIENCE).until(() -> status(again) != ExecutionStatus.RUNNING);

        assertThat(status(again)).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(get("/v1/provisioning-jobs/" + job.path("id").textValue())).isEqualTo(job);
    }

    @Test
    void lambdaAnswersForTheHttpApi() throws IOException {
        var event = JSON.createObjectNode().put("version", "2.0").put("isBase64Encoded", false);
        event.putObject("headers");
        event.putObject("pathParameters").put("jobId", job.path("id").textValue());
        event.putObject("requestContext")
                .put("requestId", "smoke")
                .putObject("authorizer")
                .putObject("iam")
                .put("userArn", "arn:aws:iam::123456789012:user/local");

        var answer = clients.lambda().invoke(request -> request.functionName(functionName("GetJobFunction"))
                .qualifier("live")
                .payload(SdkBytes.fromUtf8String(event.toString())));

        assertThat(answer.functionError()).isNull();
        var response = JSON.readTree(answer.payload().asByteArray());
        assertThat(response.path("statusCode").intValue()).isEqualTo(200);
        assertThat(JSON.readTree(response.path("body").textValue())).isEqualTo(job);
    }

    @Test
    void secretsManagerHasTheOperatorsCredentialsWhichOpenTheTenant() throws IOException {
        var operator = JSON.readTree(secret("tenantry/twilio", "AWSCURRENT"));

        var account = twilio(
                "/api.twilio.com/2010-04-01/Accounts/" + accountSid() + ".json",
                operator.path("accountSid").textValue(),
                operator.path("authToken").textValue());

        assertThat(account.path("friendly_name").textValue()).isEqualTo(ORG);
    }

    @Test
    void kmsOpensTheTenantsApiKeyForItsOrganisationOnly() {
        var key = item("ORG#" + ORG, "LEDGER#api-key");
        var locked = key.get("secret").b();

        assertThatThrownBy(() -> decrypted(locked, "umbrella")).isInstanceOf(InvalidCiphertextException.class);
        var numbers = twilio(
                "/api.twilio.com/2010-04-01/Accounts/" + accountSid() + "/IncomingPhoneNumbers.json",
                key.get("sid").s(),
                decrypted(locked, ORG));
        assertThat(numbers.path("incoming_phone_numbers")).hasSize(2);
    }

    @Test
    void theParameterStoreHasTheSettings() {
        assertThat(parameter("/tenantry/settings"))
                .contains("\"publicUrl\": \"" + cloud.apiUrl() + "\"", "\"simulated\": \"true\"");
    }

    @Test
    void nothingLiesInTheQueueOfUnsettledExecutions() {
        var queue = template.queues().stream()
                .filter(declared -> declared.logicalId().equals("UnfinalizedExecutions"))
                .findFirst()
                .orElseThrow();
        var url = clients.sqs()
                .getQueueUrl(request -> request.queueName(queue.name()))
                .queueUrl();

        assertThat(messages(url)).containsExactly(0, 0);
    }

    private Map<String, AttributeValue> item(String partition, String sortKey) {
        var key = Map.of("PK", AttributeValue.fromS(partition), "SK", AttributeValue.fromS(sortKey));
        return clients.dynamoDb()
                .getItem(request -> request.tableName(resources().table()).key(key))
                .item();
    }

    private String functionName(String logicalId) {
        return template.functions().stream()
                .filter(function -> function.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow()
                .name();
    }

    private String accountSid() {
        return StreamSupport.stream(job.path("steps").spliterator(), false)
                .filter(step -> step.path("name").textValue().equals("create-subaccount"))
                .map(step -> step.at("/resources/0/sid").textValue())
                .findFirst()
                .orElseThrow();
    }

    private static String stateName(HistoryEvent event) {
        return event.stateEnteredEventDetails().name();
    }

    private JsonNode get(String path) {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(cloud.apiUrl().resolve(path))
                .header("Authorization", "Bearer " + cloud.devToken());
    }

    private JsonNode twilio(String path, String user, String password) {
        var credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return send(HttpRequest.newBuilder(cloud.twilioUrl().resolve(path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials)));
    }

    private JsonNode send(HttpRequest.Builder request) {
        var answer = http.sendAsync(request.build(), BodyHandlers.ofString()).join();
        assertThat(answer.statusCode()).as(answer.body()).isIn(List.of(200, 202));
        try {
            return JSON.readTree(answer.body());
        } catch (IOException notJson) {
            throw new AssertionError(answer.body(), notJson);
        }
    }
}
