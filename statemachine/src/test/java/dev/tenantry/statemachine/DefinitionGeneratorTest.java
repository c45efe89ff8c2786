package dev.tenantry.statemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tenantry.core.json.Json;
import org.junit.jupiter.api.Test;

/** Topologies in their notation, and what becomes of them. */
class DefinitionGeneratorTest {
    private static final String TASKS = """
            retry:
              - ErrorEquals: [Lambda.Unknown, States.Timeout]
            templates:
              invoke:
                Resource: ${<function>}
                Retry: <retry>
              wait:
                Resource: ${<function>}
                Retry: <retry except States.Timeout>
              rollback:
                Step: <step>
            titles:
              complete: Complete
            """;

    @Test
    void putsTheStatesOfAListOneAfterTheOther() throws JsonProcessingException {
        assertThat(Json.parse(generate("[buy-numbers: wait, complete]"))).isEqualTo(Json.parse("""
                {
                  "Comment": "Does it.",
                  "QueryLanguage": "JSONata",
                  "StartAt": "Buy numbers",
                  "States": {
                    "Buy numbers": {
                      "Resource": "${BuyNumbersFunction}",
                      "Retry": [{"ErrorEquals": ["Lambda.Unknown"]}],
                      "Next": "Complete"
                    },
                    "Complete": {
                      "Resource": "${CompleteFunction}",
                      "Retry": [{"ErrorEquals": ["Lambda.Unknown", "States.Timeout"]}],
                      "End": true
                    }
                  }
                }
                """));
    }

    @Test
    void putsTheBranchesOfAParallelStateSideBySide() throws JsonProcessingException {
        var machine = Json.parse(generate("[Both: [buy-numbers, [create-sip-trunk, complete]]]"));

        var both = machine.at("/States/Both");
        assertThat(both.get("Type").textValue()).isEqualTo("Parallel");
        assertThat(both.get("End").booleanValue()).isTrue();
        assertThat(both.at("/Branches/0/States").properties())
                .extracting(state -> state.getKey())
                .containsExactly("Buy numbers");
        assertThat(both.at("/Branches/1/StartAt").textValue()).isEqualTo("Create SIP trunk");
        assertThat(both.at("/Branches/1/States/Create SIP trunk/Next").textValue())
                .isEqualTo("Complete");
    }

    @Test
    void refusesATaskThatIsNoStepAndHasNoTitle() {
        assertThatThrownBy(() -> generate("[buy-nubmers]")).hasMessage("There is no step buy-nubmers");
    }

    @Test
    void refusesATemplateThatDoesNotExist() {
        assertThatThrownBy(() -> generate("[buy-numbers: wiat]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wiat");
    }

    @Test
    void refusesAStateThatStandsTwiceInAList() {
        assertThatThrownBy(() -> generate("[complete, buy-numbers, complete]"))
                .hasMessage("Two states have the name Complete");
    }

    private static String generate(String states) {
        var machines = Yaml.parse("machine: {comment: Does it., states: " + states + "}");
        return new DefinitionGenerator(machines, new TaskTemplates(Yaml.parse(TASKS)))
                .definitions()
                .get("machine.asl.json");
    }
}
