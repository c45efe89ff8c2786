package dev.tenantry.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.local.invocation.EventInvoker;
import dev.tenantry.local.template.EventSource.Rule;
import dev.tenantry.local.template.FunctionResource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The default event bus: invokes the function of each rule that an event matches.
 *
 * <p>EventBridge invokes a function asynchronously: once Lambda has taken the event, a failing function concerns Lambda
 * ({@code EventInvokeConfig}), no longer the rule. The local Lambda takes every event.
 */
public final class EventBus {

    private final List<Target> targets = new ArrayList<>();
    private final EventInvoker lambda;

    /**
     * Makes the bus.
     *
     * @param functions the functions with their rules
     * @param lambda invokes them
     */
    public EventBus(List<FunctionResource> functions, EventInvoker lambda) {
        this.lambda = lambda;
        for (var function : functions) {
            function.eventsOf(Rule.class).forEach(rule -> targets.add(new Target(rule, function.invokedArn())));
        }
    }

    private record Target(Rule rule, String function) {}

    /**
     * Takes an event, and returns without waiting for any function.
     *
     * @param event the event as EventBridge describes it: {@code source}, {@code detail-type}, {@code detail}, …
     */
    public void accept(JsonNode event) {
        for (var target : targets) {
            if (target.rule().pattern().matches(event)) {
                var input = target.rule().input().orElse(event);
                AsyncDelivery.send(lambda, target.function(), input.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
