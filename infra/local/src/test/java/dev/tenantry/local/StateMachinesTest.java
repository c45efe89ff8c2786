package dev.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tenantry.local.template.StateMachineResource;
import dev.tenantry.stepfunctions.StepFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateMachinesTest {

    private static final String ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:flow";

    private final StepFunctions stepFunctions = StepFunctions.builder().build();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        stepFunctions.close();
    }

    @Test
    void placeholdersGetTheirValuesAsJsonStrings() throws IOException {
        StateMachines.create(List.of(flow("${Comment}", Map.of("Comment", "say \"hi\""))), stepFunctions);

        assertThat(definition()).contains("\"Comment\":\"say \\\"hi\\\"\"");
    }

    @Test
    void aPlaceholderWithoutAValueIsAnError() {
        assertThatThrownBy(() -> StateMachines.create(List.of(flow("${Comment}", Map.of())), stepFunctions))
                .hasMessage("The DefinitionSubstitutions of Flow give no value for ${Comment}");
    }

    @Test
    void aStateMachineOfAnEarlierRunGetsTheDefinitionOfNow() throws IOException {
        StateMachines.create(List.of(flow("before", Map.of())), stepFunctions);

        StateMachines.create(List.of(flow("after", Map.of())), stepFunctions);

        assertThat(definition()).contains("after");
    }

    @Test
    void aDefinitionThatStepFunctionsRefusesIsAnErrorThatNamesIt() throws IOException {
        var machine = flow("x", Map.of());
        Files.writeString(machine.definitionUri(), "{\"StartAt\":\"Nowhere\",\"States\":{}}");

        assertThatThrownBy(() -> StateMachines.create(List.of(machine), stepFunctions))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Flow: ");
    }

    private String definition() {
        var request = JsonNodeFactory.instance.objectNode().put("stateMachineArn", ARN);
        return stepFunctions
                .call("DescribeStateMachine", request)
                .body()
                .path("definition")
                .asText();
    }

    private StateMachineResource flow(String comment, Map<String, String> substitutions) throws IOException {
        var definition = "{\"Comment\":\"" + comment
                + "\",\"QueryLanguage\":\"JSONata\",\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}";
        var file = Files.writeString(folder.resolve("flow.asl.json"), definition);
        return new StateMachineResource("Flow", "flow", ARN, "STANDARD", file, substitutions, List.of());
    }
}
