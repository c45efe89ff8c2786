package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.EngineFixture.FunctionFailed;
import dev.tenantry.stepfunctions.clock.SystemClock;
import dev.tenantry.stepfunctions.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The API's rules. Source: AWS Step Functions API Reference. */
class ApiTest {
    private static final String PASS = """
            {"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}""";
    private static final String WAIT = """
            {"QueryLanguage": "JSONata", "StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 1000, "End": true}}}""";
    private static final String MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:";
    private static final String EXECUTION = "arn:aws:states:us-east-1:123456789012:execution:";

    private final EngineFixture fixture = new EngineFixture(new SystemClock());

    @AfterEach
    void close() {
        fixture.close();
    }

    private static ObjectNode request(String... fields) {
        ObjectNode request = Json.NODES.objectNode();
        for (int i = 0; i < fields.length; i += 2) {
            request.put(fields[i], fields[i + 1]);
        }
        return request;
    }

    @Test
    void createsAMachineOnceAndTheSameAgain() {
        assertThat(fixture.create("m", PASS)).isEqualTo(MACHINE + "m");
        assertThat(fixture.create("m", PASS)).isEqualTo(MACHINE + "m");
        assertThat(fixture.refusal(
                        "CreateStateMachine", request("name", "m", "definition", WAIT, "roleArn", EngineFixture.ROLE)))
                .isEqualTo("StateMachineAlreadyExists: State Machine Already Exists: '" + MACHINE + "m'");
        assertThat(fixture.refusal(
                        "CreateStateMachine",
                        request("name", "a b", "definition", PASS, "roleArn", EngineFixture.ROLE)))
                .isEqualTo("InvalidName: Invalid Name: 'a b'");
        assertThat(fixture.refusal(
                        "CreateStateMachine", request("name", "x", "definition", "{", "roleArn", EngineFixture.ROLE)))
                .startsWith("InvalidDefinition: Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: ");
    }

    @Test
    void startsTheSameNameOnceWhileItRuns() {
        String machine = fixture.create("m", WAIT);
        String arn = fixture.start(machine, "n", "{\"a\":1}");
        assertThat(arn).isEqualTo(EXECUTION + "m:n");
        assertThat(fixture.start(machine, "n", "{\"a\":1}")).isEqualTo(arn);
        String exists = "ExecutionAlreadyExists: Execution Already Exists: '" + arn + "'";
        ObjectNode again = request("stateMachineArn", machine, "name", "n", "input", "{\"a\":2}");
        assertThat(fixture.refusal("StartExecution", again)).isEqualTo(exists);
        fixture.call("StopExecution", request("executionArn", arn));
        assertThat(fixture.refusal("StartExecution", again.put("input", "{\"a\":1}")))
                .isEqualTo(exists);
    }

    @Test
    void refusesToStartWhatCannotBeStarted() {
        String machine = fixture.create("m", PASS);
        assertThat(fixture.refusal("StartExecution", request("stateMachineArn", MACHINE + "nothing")))
                .isEqualTo("StateMachineDoesNotExist: State Machine Does Not Exist: '" + MACHINE + "nothing'");
        assertThat(fixture.refusal("StartExecution", request("stateMachineArn", "nonsense")))
                .isEqualTo("InvalidArn: Invalid Arn: 'Invalid ARN prefix: nonsense'");
        assertThat(fixture.refusal("StartExecution", request("stateMachineArn", machine, "input", "{")))
                .startsWith("InvalidExecutionInput: Invalid State Machine Execution Input: '");
        assertThat(fixture.refusal("DescribeExecution", request("executionArn", EXECUTION + "m:x")))
                .isEqualTo("ExecutionDoesNotExist: Execution Does Not Exist: '" + EXECUTION + "m:x'");
        assertThat(fixture.refusal("Nonsense", request())).startsWith("UnknownOperationException: ");
    }

    @Test
    void stopsAnExecution() {
        String arn = fixture.start(WAIT, "{}");
        fixture.call("StopExecution", request("executionArn", arn, "error", "Enough", "cause", "of this"));
        JsonNode description = fixture.describe(arn);
        assertThat(description.path("status").asText()).isEqualTo("ABORTED");
        assertThat(description.path("error").asText()).isEqualTo("Enough");
        assertThat(fixture.history(arn).getLast().path("executionAbortedEventDetails"))
                .isEqualTo(Json.trusted("{\"error\":\"Enough\",\"cause\":\"of this\"}"));
    }

    @Test
    void pagesThroughAHistoryForwardsAndBackwards() {
        String arn = fixture.start(PASS, "{\"secret\": 1}");
        fixture.outcome(arn);
        List<Long> ids = new ArrayList<>();
        ObjectNode request = request("executionArn", arn).put("maxResults", 3).put("reverseOrder", true);
        JsonNode page = fixture.call("GetExecutionHistory", request);
        page.path("events").forEach(event -> ids.add(event.path("id").asLong()));
        assertThat(ids).containsExactly(4L, 3L, 2L);
        page = fixture.call(
                "GetExecutionHistory",
                request.put("nextToken", page.path("nextToken").asText()));
        assertThat(page.path("events")).hasSize(1);
        assertThat(page.has("nextToken")).isFalse();
        assertThat(fixture.refusal("GetExecutionHistory", request.put("nextToken", "nonsense")))
                .startsWith("InvalidToken: ");
        JsonNode bare =
                fixture.call("GetExecutionHistory", request("executionArn", arn).put("includeExecutionData", false));
        assertThat(bare.toString()).doesNotContain("secret");
    }

    @Test
    void listsExecutionsNewestFirst() {
        String machine = fixture.create("m", PASS);
        List<String> arns = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            arns.addFirst(fixture.start(machine, "n" + i, "{}"));
            fixture.outcome(arns.getFirst());
        }
        List<String> listed = new ArrayList<>();
        fixture.call("ListExecutions", request("stateMachineArn", machine))
                .path("executions")
                .forEach(each -> listed.add(each.path("executionArn").asText()));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(arns);
        assertThat(fixture.call("ListExecutions", request("stateMachineArn", machine, "statusFilter", "FAILED"))
                        .path("executions"))
                .isEmpty();
        assertThat(fixture.refusal(
                        "ListExecutions", request("stateMachineArn", machine).put("maxResults", 1001)))
                .startsWith("ValidationException: 1 validation error detected: Value '1001' at 'maxResults'");
    }

    @Test
    void keepsTheDefinitionOfARunningExecution() {
        String machine = fixture.create("m", WAIT);
        String arn = fixture.start(machine, "", "{}");
        JsonNode update = fixture.call("UpdateStateMachine", request("stateMachineArn", machine, "definition", PASS));
        assertThat(update.path("revisionId").asText()).isNotEmpty();
        assertThat(fixture.call("DescribeStateMachine", request("stateMachineArn", machine))
                        .path("definition")
                        .asText())
                .isEqualTo(PASS);
        assertThat(fixture.call("DescribeStateMachineForExecution", request("executionArn", arn))
                        .path("definition")
                        .asText())
                .isEqualTo(WAIT);
        fixture.call("DeleteStateMachine", request("stateMachineArn", machine));
        fixture.call("DeleteStateMachine", request("stateMachineArn", machine));
        assertThat(fixture.refusal("DescribeStateMachine", request("stateMachineArn", machine)))
                .startsWith("StateMachineDoesNotExist: ");
    }

    @Test
    void publishesVersionsAndPointsAliasesAtThem() {
        ObjectNode create = request("name", "m", "definition", PASS, "roleArn", EngineFixture.ROLE)
                .put("publish", true);
        JsonNode created = fixture.call("CreateStateMachine", create);
        String machine = created.path("stateMachineArn").asText();
        assertThat(created.path("stateMachineVersionArn").asText()).isEqualTo(machine + ":1");
        fixture.call("UpdateStateMachine", request("stateMachineArn", machine, "definition", WAIT));
        JsonNode second =
                fixture.call("PublishStateMachineVersion", request("stateMachineArn", machine, "description", "two"));
        assertThat(second.path("stateMachineVersionArn").asText()).isEqualTo(machine + ":2");
        assertThat(fixture.call("PublishStateMachineVersion", request("stateMachineArn", machine))
                        .path("stateMachineVersionArn")
                        .asText())
                .isEqualTo(machine + ":2");
        ObjectNode alias = request("name", "live");
        alias.putArray("routingConfiguration")
                .addObject()
                .put("stateMachineVersionArn", machine + ":1")
                .put("weight", 100);
        assertThat(fixture.call("CreateStateMachineAlias", alias)
                        .path("stateMachineAliasArn")
                        .asText())
                .isEqualTo(machine + ":live");
        var outcome = fixture.outcome(fixture.start(machine + ":live", "by-alias", "{}"));
        assertThat(outcome.status()).isEqualTo("SUCCEEDED");
        assertThat(outcome.description().path("executionArn").asText()).isEqualTo(EXECUTION + "m:by-alias");
        assertThat(outcome.description().path("stateMachineArn").asText()).isEqualTo(machine);
        assertThat(outcome.description().path("stateMachineAliasArn").asText()).isEqualTo(machine + ":live");
        assertThat(outcome.description().path("stateMachineVersionArn").asText())
                .isEqualTo(machine + ":1");
        assertThat(fixture.refusal("DeleteStateMachineVersion", request("stateMachineVersionArn", machine + ":1")))
                .startsWith("ConflictException: Version to be deleted must not be referenced by an alias.");
        fixture.call("DeleteStateMachineAlias", request("stateMachineAliasArn", machine + ":live"));
        fixture.call("DeleteStateMachineVersion", request("stateMachineVersionArn", machine + ":1"));
        assertThat(fixture.call("ListStateMachineVersions", request("stateMachineArn", machine))
                        .path("stateMachineVersions"))
                .hasSize(1);
    }

    @Test
    void tagsAMachine() {
        ObjectNode create = request("name", "m", "definition", PASS, "roleArn", EngineFixture.ROLE);
        create.putArray("tags").addObject().put("key", "a").put("value", "1");
        String machine = fixture.call("CreateStateMachine", create)
                .path("stateMachineArn")
                .asText();
        ObjectNode tag = request("resourceArn", machine);
        tag.putArray("tags").addObject().put("key", "b").put("value", "2");
        fixture.call("TagResource", tag);
        ObjectNode untag = request("resourceArn", machine);
        untag.putArray("tagKeys").add("a");
        fixture.call("UntagResource", untag);
        assertThat(fixture.call("ListTagsForResource", request("resourceArn", machine)))
                .isEqualTo(Json.trusted("{\"tags\":[{\"key\":\"b\",\"value\":\"2\"}]}"));
    }

    @Test
    void redrivesOnlyWhatDidNotSucceed() {
        var works = new AtomicBoolean();
        var good = new AtomicInteger();
        String goodFunction = fixture.function("good", event -> {
            good.incrementAndGet();
            return event;
        });
        String badFunction = fixture.function("bad", event -> {
            if (!works.get()) {
                throw new FunctionFailed("Broken", "no");
            }
            return event;
        });
        String arn = fixture.start("""
                {"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
                  {"StartAt": "G", "States": {"G": {"Type": "Task", "Resource": "%s", "End": true}}},
                  {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 1, "Next": "B"},
                                             "B": {"Type": "Task", "Resource": "%s", "End": true}}}]}}}""".formatted(goodFunction, badFunction), "7");
        assertThat(fixture.outcome(arn).error()).isEqualTo("Broken");
        assertThat(fixture.describe(arn).path("redriveStatus").asText()).isEqualTo("REDRIVABLE");
        works.set(true);
        ObjectNode redrive = request("executionArn", arn, "clientToken", "once");
        JsonNode redriven = fixture.call("RedriveExecution", redrive);
        assertThat(fixture.call("RedriveExecution", redrive)).isEqualTo(redriven);
        var outcome = fixture.outcome(arn);
        assertThat(outcome.output()).isEqualTo(Json.trusted("[7,7]"));
        assertThat(good).hasValue(1);
        assertThat(outcome.events("ExecutionRedriven")).hasSize(1);
        assertThat(outcome.events("TaskStateEntered")).hasSize(2);
        assertThat(outcome.description().path("redriveCount").asInt()).isEqualTo(1);
        assertThat(fixture.refusal("RedriveExecution", request("executionArn", arn)))
                .isEqualTo("ExecutionNotRedrivable: Execution is SUCCEEDED and cannot be redriven");
    }

    @Test
    void redrivesABranchThatWasBetweenTwoStates() {
        String arn = fixture.start("""
                {"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
                  {"StartAt": "A", "States": {"A": {"Type": "Pass", "Output": "a", "Next": "B"}, "B": {"Type": "Pass", "End": true}}},
                  {"StartAt": "C", "States": {"D": {"Type": "Succeed"}, "C": {"Type": "Choice", "Choices": [
                    {"Condition": "{% $states.context.Execution.RedriveCount = 1 %}", "Next": "D"}]}}}]}}}""", "7");
        assertThat(fixture.outcome(arn).error()).isEqualTo("States.Runtime");
        fixture.call("RedriveExecution", request("executionArn", arn));
        var outcome = fixture.outcome(arn);
        assertThat(outcome.output()).isEqualTo(Json.trusted("[\"a\",7]"));
        assertThat(outcome.events("PassStateEntered")).hasSize(2);
    }

    @Test
    void redrivesTheFailedChildrenOfAMapRun() {
        var works = new AtomicBoolean();
        var calls = new AtomicInteger();
        String function = fixture.function("odd", event -> {
            calls.incrementAndGet();
            if (!works.get() && event.asInt() == 2) {
                throw new FunctionFailed("Broken", "no");
            }
            return event;
        });
        String arn = fixture.start("""
                {"QueryLanguage": "JSONata", "StartAt": "M", "States": {"M": {"Type": "Map", "MaxConcurrency": 1, "End": true,
                  "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "T",
                    "States": {"T": {"Type": "Task", "Resource": "%s", "End": true}}}}}}""".formatted(function), "[1,2,3]");
        assertThat(fixture.outcome(arn).error()).isEqualTo("States.ExceedToleratedFailureThreshold");
        works.set(true);
        fixture.call("RedriveExecution", request("executionArn", arn));
        var outcome = fixture.outcome(arn);
        assertThat(outcome.output()).isEqualTo(Json.trusted("[1,2,3]"));
        assertThat(outcome.types()).containsSubsequence("ExecutionRedriven", "MapRunRedriven", "MapRunSucceeded");
        assertThat(calls).hasValue(4);
    }

    @Test
    void runsNestedExecutions() {
        String inner = fixture.create("inner", """
                {"QueryLanguage": "JSONata", "StartAt": "C", "States": {
                  "C": {"Type": "Choice", "Choices": [{"Condition": "{% $states.input.fail %}", "Next": "F"}], "Default": "P"},
                  "F": {"Type": "Fail", "Error": "Inner", "Cause": "why"},
                  "P": {"Type": "Pass", "Output": {"done": true}, "End": true}}}""");
        String outer = """
                {"QueryLanguage": "JSONata", "StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
                  "Resource": "arn:aws:states:::states:startExecution.sync:2",
                  "Arguments": {"StateMachineArn": "%s", "Input": {"fail": "{%% $states.input %%}"}}}}}""".formatted(inner);
        var good = fixture.run(outer, "false");
        assertThat(good.output().path("Output")).isEqualTo(Json.trusted("{\"done\":true}"));
        assertThat(good.output().path("Status").asText()).isEqualTo("SUCCEEDED");
        var bad = fixture.run(outer, "true");
        assertThat(bad.error()).isEqualTo("States.TaskFailed");
        assertThat(Json.trusted(bad.cause()).path("Error").asText()).isEqualTo("Inner");
        assertThat(Json.trusted(bad.cause()).path("Status").asText()).isEqualTo("FAILED");
    }

    @Test
    void stopsTheNestedExecutionWithItsParent() {
        String inner = fixture.create("inner", WAIT);
        String arn = fixture.start("""
                {"QueryLanguage": "JSONata", "StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
                  "Resource": "arn:aws:states:::states:startExecution.sync",
                  "Arguments": {"StateMachineArn": "%s", "Name": "child"}}}}""".formatted(inner), "{}");
        fixture.event(arn, "TaskSubmitted");
        fixture.call("StopExecution", request("executionArn", arn));
        assertThat(fixture.outcome(EXECUTION + "inner:child").status()).isEqualTo("ABORTED");
    }

    @Test
    void tellsOfEveryChangeOfStatus() {
        String arn = fixture.start(PASS, "{\"k\":1}");
        await().until(() -> fixture.statusEvents.size() == 2);
        JsonNode started = fixture.statusEvents.getFirst();
        assertThat(started.path("source").asText()).isEqualTo("aws.states");
        assertThat(started.path("detail-type").asText()).isEqualTo("Step Functions Execution Status Change");
        assertThat(started.path("resources").get(0).asText()).isEqualTo(arn);
        assertThat(started.path("detail").path("status").asText()).isEqualTo("RUNNING");
        assertThat(started.path("detail").path("stopDate").isNull()).isTrue();
        JsonNode ended = fixture.statusEvents.getLast().path("detail");
        assertThat(ended.path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(ended.path("input").asText()).isEqualTo("{\"k\":1}");
        assertThat(ended.path("output").asText()).isEqualTo("{\"k\":1}");
        assertThat(ended.path("startDate").isIntegralNumber()).isTrue();
    }
}
