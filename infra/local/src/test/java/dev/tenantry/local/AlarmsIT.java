package dev.tenantry.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tenantry.core.metrics.Metric;
import dev.tenantry.core.metrics.MetricLines;
import dev.tenantry.local.aws.AwsClients;
import dev.tenantry.local.cloudwatch.AlarmResource;
import dev.tenantry.local.cloudwatch.AlarmState;
import dev.tenantry.local.cloudwatch.Alarms;
import dev.tenantry.local.cloudwatch.EmbeddedMetricFormat;
import dev.tenantry.local.cloudwatch.MetricId;
import dev.tenantry.local.cloudwatch.TestClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Brings about what each alarm of the template is for, and sees that it begins, sends its message and ends. The clock
 * of the alarms is the test's, and the schedules do not come to their first run. Where the local system cannot be
 * brought to a condition, such as a quota of AWS, the metric gets the values that AWS would publish.
 */
class AlarmsIT {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int PATIENCE_MINUTES = 60;
    private static final TestClock CLOCK = new TestClock(Instant.parse("2026-12-01T10:00:00Z"));

    private static LocalCloud cloud;
    private static HttpClient http;
    private static SqsClient sqs;
    private static SfnClient sfn;
    private static LambdaClient lambda;

    /** Something that may fail. */
    @FunctionalInterface
    private interface Action {
        void run() throws Exception;
    }

    /**
     * A condition and its end.
     *
     * @param eachMinute what brings it about, once in each minute
     * @param end what ends it, once in each minute
     */
    private record Condition(Action eachMinute, Action end) {
        Condition(Action eachMinute) {
            this(eachMinute, () -> {});
        }
    }

    private static final Map<String, Condition> CONDITIONS = Map.ofEntries(
            Map.entry("UnfinalizedExecutionsAlarm", messageIn("UnfinalizedExecutions")),
            Map.entry("UndeliveredChangesAlarm", messageIn("UndeliveredChanges")),
            Map.entry("StreamDelayAlarm", published("AWS/Lambda", "IteratorAge", "TableStreamFunction", 60_001)),
            Map.entry("ExecutionsFailedAlarm", new Condition(AlarmsIT::failAnExecution)),
            Map.entry("ExecutionsThrottledAlarm", new Condition(() -> cloud.cloudWatch()
                    .metrics()
                    .add(
                            "AWS/States",
                            "ExecutionThrottled",
                            "StateMachineArn",
                            stateMachine("RollbackStateMachine"),
                            1))),
            Map.entry("FunctionErrorsAlarm", new Condition(() -> invoke("BroadcastFunction", 3, true))),
            Map.entry(
                    "FunctionThrottlesAlarm",
                    new Condition(() -> cloud.cloudWatch().metrics().add("AWS/Lambda", "Throttles", "", "", 1))),
            Map.entry("HttpErrorsAlarm", new Condition(AlarmsIT::askForEstimatesWithoutTwilio)),
            Map.entry("LiveErrorsAlarm", new Condition(() -> cloud.cloudWatch()
                    .metrics()
                    .add("AWS/ApiGateway", "IntegrationError", "ApiId", "liveapi", 5))),
            Map.entry("JobsNotMovingAlarm", logged(Metric.JOBS_NOT_MOVING, 1)),
            Map.entry("PollerAlarm", new Condition(() -> {}, () -> invoke("PollFunction", 1, false))),
            Map.entry("ReconcilerAlarm", new Condition(() -> {}, () -> invoke("ReconcileFunction", 1, false))),
            Map.entry("PushFailuresAlarm", logged(Metric.PUSH_FAILURES, 20)),
            Map.entry("TwilioThrottlesAlarm", logged(Metric.TWILIO_THROTTLES, 10)),
            Map.entry("SpendAlarm", logged(Metric.SPEND_ALARMS, 1)));

    @BeforeAll
    static void start() throws Exception {
        cloud = LocalCloud.start(LocalCloud.Options.inMemory(ROOT.resolve("template.yaml"), 1)
                .twilioBaseUrl(URI.create("http://127.0.0.1:1"))
                .alarmClock(CLOCK));
        http = HttpClient.newHttpClient();
        sqs = AwsClients.client(SqsClient.builder(), cloud.awsUrl());
        sfn = AwsClients.client(SfnClient.builder(), cloud.awsUrl());
        lambda = AwsClients.client(LambdaClient.builder(), cloud.awsUrl());
    }

    @AfterAll
    static void stop() {
        Stream.of(sqs, sfn, lambda, http, cloud).forEach(one -> {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void thereIsAConditionForEachAlarm() {
        assertThat(cloud.cloudWatch().alarms().alarms())
                .extracting(AlarmResource::logicalId)
                .containsExactlyInAnyOrderElementsOf(CONDITIONS.keySet());
    }

    @TestFactory
    Stream<DynamicTest> eachAlarmBeginsAndEnds() {
        return cloud.cloudWatch().alarms().alarms().stream()
                .map(alarm -> DynamicTest.dynamicTest(alarm.logicalId(), () -> {
                    var condition = CONDITIONS.get(alarm.logicalId());
                    until(alarm, AlarmState.OK, condition.end());

                    until(alarm, AlarmState.ALARM, condition.eachMinute());
                    assertThat(lastMessage(alarm)).hasValueSatisfying(message -> {
                        assertThat(message.state()).isEqualTo(AlarmState.ALARM);
                        assertThat(message.topic()).isEqualTo("arn:aws:sns:us-east-1:123456789012:tenantry-AlarmTopic");
                    });
                    requireSection(alarm);

                    until(alarm, AlarmState.OK, condition.end());
                    assertThat(lastMessage(alarm)).hasValueSatisfying(message -> assertThat(message.state())
                            .isEqualTo(AlarmState.OK));
                }));
    }

    /** So the lines that functions log, and not only those that this test makes, become metrics. */
    @Test
    void whatAFunctionLogsInTheEmbeddedMetricFormatIsAMetric() {
        invoke("ReconcileFunction", 1, false);

        assertThat(cloud.cloudWatch().metrics().ids())
                .contains(new MetricId("Tenantry/tenantry", Metric.JOBS_NOT_MOVING.word(), Map.of()));
    }

    private static void until(AlarmResource alarm, AlarmState state, Action eachMinute) throws Exception {
        var minutes = 0;
        while (cloud.cloudWatch().alarms().states().get(alarm.logicalId()) != state) {
            assertThat(minutes++)
                    .as("minutes until " + alarm.logicalId() + " is " + state)
                    .isLessThan(PATIENCE_MINUTES);
            eachMinute.run();
            cloud.cloudWatch().evaluate();
            CLOCK.forward(MINUTE);
            cloud.cloudWatch().evaluate();
        }
    }

    private static Optional<Alarms.Message> lastMessage(AlarmResource alarm) {
        return cloud.cloudWatch().alarms().messages().reversed().stream()
                .filter(message -> message.alarm().equals(alarm.logicalId()))
                .findFirst();
    }

    /** The message links a section of the document, by the anchor that GitHub gives to its heading. */
    private static void requireSection(AlarmResource alarm) throws IOException {
        var link = alarm.description()
                .substring(alarm.description().lastIndexOf(' ') + 1)
                .split("#", 2);
        assertThat(Files.readAllLines(ROOT.resolve(link[0]))).anyMatch(line -> line.equalsIgnoreCase("## " + link[1]));
    }

    private static Condition messageIn(String queue) {
        return new Condition(
                () -> sqs.sendMessage(send -> send.queueUrl(queueUrl(queue)).messageBody("{}")),
                () -> sqs.receiveMessage(
                                receive -> receive.queueUrl(queueUrl(queue)).maxNumberOfMessages(10))
                        .messages()
                        .forEach(message -> sqs.deleteMessage(
                                delete -> delete.queueUrl(queueUrl(queue)).receiptHandle(message.receiptHandle()))));
    }

    private static Condition published(String namespace, String metric, String function, int value) {
        return new Condition(() ->
                cloud.cloudWatch().metrics().add(namespace, metric, "FunctionName", "tenantry-" + function, value));
    }

    private static Condition logged(Metric metric, int value) {
        return new Condition(() -> {
            var lines = new MetricLines.Source("Tenantry/tenantry", CLOCK).begin();
            lines.add(metric, value);
            lines.lines()
                    .forEach(line -> EmbeddedMetricFormat.read(
                            new String(line, UTF_8), cloud.cloudWatch().metrics()));
        });
    }

    /** The state machine needs the id of a job. */
    private static void failAnExecution() {
        var failed = new MetricId(
                "AWS/States",
                "ExecutionsFailed",
                Map.of("StateMachineArn", stateMachine("A2pRegistrationStateMachine")));
        var started = sfn.startExecution(start -> start.stateMachineArn(stateMachine("A2pRegistrationStateMachine"))
                .input("{}"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> sfn.describeExecution(describe -> describe.executionArn(started.executionArn()))
                                .status()
                        == ExecutionStatus.FAILED);
        await().until(() -> cloud.cloudWatch().metrics().ids().contains(failed));
    }

    private static void askForEstimatesWithoutTwilio() throws Exception {
        var request = HttpRequest.newBuilder(cloud.apiUrl().resolve("/v1/estimates"))
                .header("Authorization", "Bearer " + cloud.devToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        for (var i = 0; i < 5; i++) {
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isGreaterThanOrEqualTo(500);
        }
    }

    private static void invoke(String function, int times, boolean fails) {
        for (var i = 0; i < times; i++) {
            var answer = lambda.invoke(
                    invoke -> invoke.functionName("tenantry-" + function).payload(SdkBytes.fromUtf8String("{}")));
            assertThat(answer.functionError() != null).isEqualTo(fails);
        }
    }

    private static String queueUrl(String queue) {
        return sqs.getQueueUrl(get -> get.queueName("tenantry-" + queue)).queueUrl();
    }

    private static String stateMachine(String logicalId) {
        return sfn.listStateMachines().stateMachines().stream()
                .filter(machine -> machine.name()
                        .toLowerCase(Locale.ROOT)
                        .replace("-", "")
                        .contains(logicalId.toLowerCase(Locale.ROOT).replace("statemachine", "")))
                .findFirst()
                .orElseThrow()
                .stateMachineArn();
    }
}
