package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The context object. Source: Developer Guide, "Accessing execution data from the Context object in Step Functions".
 */
final class ContextObject {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private ContextObject() {}

    static ObjectNode of(ExecutionState execution, StateRun run, Optional<String> token, Optional<FlowRun.Item> item) {
        ExecutionInfo info = execution.info();
        ObjectNode context = Json.NODES.objectNode();
        ObjectNode executionNode = context.putObject("Execution");
        executionNode.put("Id", info.arn());
        executionNode.set("Input", info.input());
        executionNode.put("StartTime", time(info.startMillis()));
        executionNode.put("Name", info.name());
        executionNode.put("RoleArn", info.roleArn());
        executionNode.put("RedriveCount", execution.redriveCount());
        execution.redriveMillis().ifPresent(millis -> executionNode.put("RedriveTime", time(millis)));
        context.putObject("StateMachine").put("Id", info.stateMachineArn()).put("Name", info.stateMachineName());
        ObjectNode state = context.putObject("State");
        state.put("Name", run.name());
        state.put("EnteredTime", time(run.enteredMillis));
        if (run.state.canRetry()) {
            state.put("RetryCount", run.retryCount);
        }
        token.ifPresent(value -> context.putObject("Task").put("Token", value));
        item.ifPresent(each -> {
            ObjectNode node = context.putObject("Map").putObject("Item");
            node.put("Index", each.index());
            node.set("Value", each.value());
            each.key().ifPresent(key -> node.put("Key", key));
        });
        return context;
    }

    static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }
}
