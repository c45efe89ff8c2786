package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of versions and aliases. Source: API Reference, and API calls recorded from AWS (LocalStack's snapshots). */
class VersionsAndAliasesTest {
    private static final String PASS = """
            {"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}""";
    private static final String SUCCEED = """
            {"QueryLanguage": "JSONata", "StartAt": "S", "States": {"S": {"Type": "Succeed"}}}""";

    private final EngineFixture fixture = new EngineFixture();
    private String machine;

    @BeforeEach
    void publishTwoVersions() {
        ObjectNode create = Json.NODES.objectNode();
        create.put("name", "m").put("definition", PASS).put("roleArn", EngineFixture.ROLE);
        create.put("publish", true);
        machine = fixture.call("CreateStateMachine", create)
                .path("stateMachineArn")
                .asText();
        update(SUCCEED);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private JsonNode update(String definition) {
        ObjectNode update = Json.NODES.objectNode().put("stateMachineArn", machine);
        return fixture.call(
                "UpdateStateMachine", update.put("definition", definition).put("publish", true));
    }

    private int versions() {
        return fixture.call("ListStateMachineVersions", Json.NODES.objectNode().put("stateMachineArn", machine))
                .path("stateMachineVersions")
                .size();
    }

    @Test
    void anUpdateThatChangesNothingPublishesTheVersionThatThereIs() {
        JsonNode second = update(SUCCEED);
        assertThat(second.path("stateMachineVersionArn").asText()).isEqualTo(machine + ":2");
        assertThat(second.path("revisionId")).isEqualTo(update(SUCCEED).path("revisionId"));
        assertThat(versions()).isEqualTo(2);
        assertThat(update(PASS).path("stateMachineVersionArn").asText()).isEqualTo(machine + ":3");
    }

    @Test
    void aVersionIsNoMachineToChangeTagOrDelete() {
        String version = machine + ":1";
        ObjectNode update =
                Json.NODES.objectNode().put("stateMachineArn", version).put("definition", PASS);
        assertThat(fixture.refusal("UpdateStateMachine", update))
                .isEqualTo("StateMachineDoesNotExist: State Machine Does Not Exist: '" + version + "'");
        assertThat(fixture.refusal(
                        "PublishStateMachineVersion", Json.NODES.objectNode().put("stateMachineArn", version)))
                .startsWith("StateMachineDoesNotExist: ");
        ObjectNode tag = Json.NODES.objectNode().put("resourceArn", version);
        tag.putArray("tags").addObject().put("key", "a").put("value", "1");
        tag.putArray("tagKeys").add("a");
        for (String operation : List.of("TagResource", "UntagResource", "ListTagsForResource")) {
            assertThat(fixture.refusal(operation, tag))
                    .isEqualTo("ResourceNotFound: Resource not found: '" + version + "'");
        }
        fixture.call("DeleteStateMachine", Json.NODES.objectNode().put("stateMachineArn", version));
        assertThat(versions()).isEqualTo(2);
    }

    private static ObjectNode alias(String name, Object... arnsAndWeights) {
        ObjectNode request = Json.NODES.objectNode().put("name", name);
        ArrayNode routing = request.putArray("routingConfiguration");
        for (int i = 0; i < arnsAndWeights.length; i += 2) {
            routing.addObject()
                    .put("stateMachineVersionArn", (String) arnsAndWeights[i])
                    .put("weight", (Integer) arnsAndWeights[i + 1]);
        }
        return request;
    }

    @Test
    void anAliasPointsToDistinctVersionsOnly() {
        String one = machine + ":1";
        assertThat(fixture.refusal("CreateStateMachineAlias", alias("a", one, 50, one, 50)))
                .startsWith(
                        "ValidationException: Routing configuration must contain distinct state machine version ARNs.");
        assertThat(fixture.refusal("CreateStateMachineAlias", alias("a", machine, 100)))
                .startsWith("ValidationException: Routing configuration must contain state machine version ARNs.");
        assertThat(fixture.refusal("CreateStateMachineAlias", alias("a", machine + ":9", 100)))
                .startsWith("ResourceNotFound: ");
        assertThat(fixture.refusal("CreateStateMachineAlias", alias("a", machine.replace(":m", ":none") + ":1", 100)))
                .startsWith("ResourceNotFound: ");
        assertThat(fixture.refusal("CreateStateMachineAlias", alias("a", one, -20, machine + ":2", 120)))
                .startsWith("ValidationException: ");
        assertThat(fixture.refusal("CreateStateMachineAlias", alias("a", one, 20, machine + ":2", 20)))
                .startsWith("ValidationException: Sum of routing configuration weights must equal 100");
        assertThat(fixture.refusal("CreateStateMachineAlias", alias("a"))).startsWith("ValidationException: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "a b", "a:b", "", "ä"})
    void anAliasHasARestrictedName(String name) {
        assertThat(fixture.refusal("CreateStateMachineAlias", alias(name, machine + ":1", 100)))
                .isEqualTo("ValidationException: 1 validation error detected: Value '" + name
                        + "' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                        + " ^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$");
    }

    @Test
    void aliasesAreListedNewestFirstWhateverIsUpdated() {
        for (String name : List.of("a", "b", "c")) {
            fixture.call("CreateStateMachineAlias", alias(name, machine + ":1", 100));
        }
        ObjectNode update = alias("", machine + ":2", 100).put("stateMachineAliasArn", machine + ":a");
        fixture.call("UpdateStateMachineAlias", update);
        List<String> listed = new ArrayList<>();
        fixture.call("ListStateMachineAliases", Json.NODES.objectNode().put("stateMachineArn", machine))
                .path("stateMachineAliases")
                .forEach(each -> listed.add(each.path("stateMachineAliasArn").asText()));
        assertThat(listed).containsExactly(machine + ":c", machine + ":b", machine + ":a");
    }

    @Test
    void anAliasIsUpdatedWithSomethingAndDeletedAsOftenAsOneLikes() {
        fixture.call("CreateStateMachineAlias", alias("a", machine + ":1", 100));
        ObjectNode arn = Json.NODES.objectNode().put("stateMachineAliasArn", machine + ":a");
        assertThat(fixture.refusal("UpdateStateMachineAlias", arn)).startsWith("ValidationException: ");
        String long257 = "d".repeat(257);
        assertThat(fixture.refusal("UpdateStateMachineAlias", arn.deepCopy().put("description", long257)))
                .startsWith("ValidationException: 1 validation error detected: Value at 'description'");
        fixture.call("DeleteStateMachineAlias", arn);
        fixture.call("DeleteStateMachineAlias", arn);
        assertThat(fixture.refusal("DescribeStateMachineAlias", arn)).startsWith("ResourceNotFound: ");
    }
}
