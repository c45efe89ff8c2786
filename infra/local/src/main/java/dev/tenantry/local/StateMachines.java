package dev.tenantry.local;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.local.template.StateMachineResource;
import dev.tenantry.local.template.evaluation.Stack;
import dev.tenantry.stepfunctions.StepFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Creates the template's state machines in Step Functions, or updates them. */
final class StateMachines {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");
    private static final String ROLE = "arn:aws:iam::" + Stack.LOCAL_ACCOUNT + ":role/local";

    private StateMachines() {}

    /**
     * Makes state machines, or brings those of an earlier run on the same data to their definition of now.
     *
     * @throws IOException if a definition cannot be read
     * @throws IllegalArgumentException if Step Functions refuses one, or it has a placeholder that is given no value
     */
    static void create(List<StateMachineResource> stateMachines, StepFunctions stepFunctions) throws IOException {
        for (var stateMachine : stateMachines) {
            var request = JsonNodeFactory.instance
                    .objectNode()
                    .put("definition", definition(stateMachine))
                    .put("roleArn", ROLE);
            var exists = stepFunctions
                    .call("DescribeStateMachine", named(stateMachine))
                    .ok();
            var answer = exists
                    ? stepFunctions.call("UpdateStateMachine", request.setAll(named(stateMachine)))
                    : stepFunctions.call("CreateStateMachine", request.put("name", stateMachine.name()));
            if (!answer.ok()) {
                throw new IllegalArgumentException(stateMachine.logicalId() + ": "
                        + answer.body().path("message").asText());
            }
        }
    }

    private static ObjectNode named(StateMachineResource stateMachine) {
        return JsonNodeFactory.instance.objectNode().put("stateMachineArn", stateMachine.arn());
    }

    static String definition(StateMachineResource stateMachine) throws IOException {
        var text = Files.readString(stateMachine.definitionUri());
        return PLACEHOLDER.matcher(text).replaceAll(placeholder -> value(stateMachine, placeholder));
    }

    private static String value(StateMachineResource stateMachine, MatchResult placeholder) {
        var value = Optional.ofNullable(stateMachine.substitutions().get(placeholder.group(1)))
                .orElseThrow(() -> new IllegalArgumentException("The DefinitionSubstitutions of "
                        + stateMachine.logicalId() + " give no value for " + placeholder.group()));
        return Matcher.quoteReplacement(
                new String(JsonStringEncoder.getInstance().quoteAsString(value)));
    }
}
