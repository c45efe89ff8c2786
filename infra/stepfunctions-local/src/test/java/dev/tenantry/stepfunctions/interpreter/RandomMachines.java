package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import java.util.List;
import java.util.Random;

/**
 * Makes well-formed definitions: every state type, nested, with handlers, expressions that may fail, and loops that may
 * not end.
 */
final class RandomMachines {
    private static final List<String> EXPRESSIONS = List.of(
            "{% $states.input %}",
            "{% $count($states.input) %}",
            "{% $states.input.a %}",
            "{% $x %}",
            "{% $random() %}",
            "{% $uuid() %}",
            "{% $states.context.State.RetryCount %}",
            "{% [1..3] %}",
            "{% $string($states.input) & 'x' %}",
            "{% $nothing() %}");
    private static final List<String> ERRORS =
            List.of("States.ALL", "States.TaskFailed", "States.Timeout", "Oops", "States.QueryEvaluationError");

    private final Random random;
    private int names;

    RandomMachines(long seed) {
        random = new Random(seed);
    }

    JsonNode definition() {
        ObjectNode definition = flow(0);
        definition.put("QueryLanguage", "JSONata");
        if (random.nextInt(4) == 0) {
            definition.put("TimeoutSeconds", 1 + random.nextInt(100));
        }
        return definition;
    }

    private ObjectNode flow(int depth) {
        int size = 1 + random.nextInt(4);
        String[] own = new String[size];
        for (int i = 0; i < size; i++) {
            own[i] = "S" + names++;
        }
        ObjectNode flow = Json.NODES.objectNode().put("StartAt", own[0]);
        ObjectNode states = flow.putObject("States");
        for (int i = 0; i < size; i++) {
            // Each state leads to the one after it, so that all are reachable and the last one ends.
            states.set(own[i], state(depth, own, i));
        }
        return flow;
    }

    private ObjectNode state(int depth, String[] names, int index) {
        boolean last = index == names.length - 1;
        String next = last ? null : names[index + 1];
        ObjectNode state = Json.NODES.objectNode();
        int kind = random.nextInt(depth < 2 ? 8 : 5);
        switch (kind) {
            case 0, 1 -> state.put("Type", "Pass");
            case 2 -> task(state);
            case 3 -> state.put("Type", "Wait").put("Seconds", random.nextInt(50));
            case 4 -> {
                return last ? ending() : choice(names, index);
            }
            case 5 -> {
                state.put("Type", "Parallel");
                ArrayNode branches = state.putArray("Branches");
                for (int i = 0; i <= random.nextInt(3); i++) {
                    branches.add(flow(depth + 1));
                }
            }
            default -> {
                state.put("Type", "Map").put("MaxConcurrency", random.nextInt(3));
                state.set("Items", Json.trusted("[1, {\"a\": 2}, \"{% $states.input %}\"]"));
                state.set("ItemProcessor", flow(depth + 1));
            }
        }
        handlers(state, kind == 2 || kind >= 5, names, index);
        return exit(state, next);
    }

    private void task(ObjectNode state) {
        state.put("Type", "Task");
        if (random.nextBoolean()) {
            state.put("Resource", "arn:aws:lambda:us-east-1:123456789012:function:f");
        } else {
            state.put("Resource", "arn:aws:states:::lambda:invoke.waitForTaskToken");
            state.set(
                    "Arguments",
                    Json.trusted("{\"FunctionName\": \"f\", \"Payload\": \"{% $states.context.Task.Token %}\"}"));
            state.put("HeartbeatSeconds", 1 + random.nextInt(9));
        }
        state.put("TimeoutSeconds", 10 + random.nextInt(90));
    }

    private ObjectNode ending() {
        return random.nextBoolean()
                ? Json.NODES.objectNode().put("Type", "Succeed")
                : Json.NODES
                        .objectNode()
                        .put("Type", "Fail")
                        .put("Error", "Oops")
                        .put("Cause", expression());
    }

    private ObjectNode choice(String[] names, int index) {
        ObjectNode state = Json.NODES.objectNode().put("Type", "Choice");
        ObjectNode rule = state.putArray("Choices").addObject();
        rule.put("Condition", "{% $random() < 0.7 %}").put("Next", names[random.nextInt(names.length)]);
        return state.put("Default", names[index + 1]);
    }

    private void handlers(ObjectNode state, boolean allowed, String[] names, int index) {
        if (!allowed || index == names.length - 1) {
            return;
        }
        if (random.nextBoolean()) {
            ObjectNode retrier = state.putArray("Retry").addObject();
            retrier.putArray("ErrorEquals").add(error());
            retrier.put("MaxAttempts", random.nextInt(3)).put("JitterStrategy", "FULL");
        }
        if (random.nextBoolean()) {
            ObjectNode catcher = state.putArray("Catch").addObject();
            catcher.putArray("ErrorEquals").add(error());
            catcher.put("Next", names[index + 1]);
        }
    }

    private ObjectNode exit(ObjectNode state, String next) {
        if (random.nextInt(3) == 0) {
            state.put("Output", expression());
        }
        if (random.nextInt(3) == 0) {
            state.putObject("Assign").put("x", expression());
        }
        return next == null ? state.put("End", true) : state.put("Next", next);
    }

    private String expression() {
        return EXPRESSIONS.get(random.nextInt(EXPRESSIONS.size()));
    }

    private String error() {
        return ERRORS.get(random.nextInt(ERRORS.size()));
    }
}
