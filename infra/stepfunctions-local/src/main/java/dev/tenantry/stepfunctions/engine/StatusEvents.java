package dev.tenantry.stepfunctions.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.clock.EngineClock;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.store.ExecutionRecord;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publisher of the events that EventBridge delivers when an execution's status changes, in order. Source: Developer
 * Guide, "Automating Step Functions event delivery with EventBridge".
 */
final class StatusEvents {
    private static final Logger LOG = LoggerFactory.getLogger(StatusEvents.class);

    private final Consumer<JsonNode> consumer;
    private final EngineClock clock;
    private final Queue<Delivery> queue = new ArrayDeque<>();
    private boolean delivering;

    private record Delivery(JsonNode event, Runnable work) {}

    StatusEvents(Consumer<JsonNode> consumer, EngineClock clock) {
        this.consumer = consumer;
        this.clock = clock;
    }

    void publish(ExecutionView view) {
        var delivery = new Delivery(envelope(view), clock.begin());
        synchronized (queue) {
            queue.add(delivery);
            if (!delivering) {
                delivering = true;
                Thread.startVirtualThread(this::deliver);
            }
        }
    }

    private Delivery next() {
        synchronized (queue) {
            Delivery delivery = queue.poll();
            delivering = delivery != null;
            return delivery;
        }
    }

    private void deliver() {
        for (Delivery delivery = next(); delivery != null; delivery = next()) {
            try {
                consumer.accept(delivery.event());
            } catch (RuntimeException e) {
                LOG.error("the consumer of status-change events failed", e);
            } finally {
                delivery.work().run();
            }
        }
    }

    private JsonNode envelope(ExecutionView view) {
        ExecutionRecord record = view.record();
        String[] arn = record.arn().split(":", -1);
        String identity = record.arn() + view.status() + view.redriveCount();
        ObjectNode event = Json.NODES.objectNode();
        event.put("version", "0");
        event.put(
                "id",
                UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                        .toString());
        event.put("detail-type", "Step Functions Execution Status Change");
        event.put("source", "aws.states");
        event.put("account", arn[4]);
        event.put("time", clock.now().truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", arn[3]);
        event.putArray("resources").add(record.arn());
        event.set("detail", detail(view));
        return event;
    }

    private static ObjectNode detail(ExecutionView view) {
        ExecutionRecord record = view.record();
        ObjectNode detail = Json.NODES.objectNode();
        detail.put("executionArn", record.arn());
        detail.put("stateMachineArn", record.stateMachineArn());
        put(detail, "stateMachineVersionArn", record.versionArn());
        put(detail, "stateMachineAliasArn", record.aliasArn());
        detail.put("name", record.name());
        detail.put("status", view.status().name());
        detail.put("startDate", record.startMillis());
        put(detail, "stopDate", view.stopMillis());
        detail.put("input", record.input());
        detail.putObject("inputDetails").put("included", true);
        put(detail, "output", view.output().map(Json::text));
        if (view.output().isPresent()) {
            detail.putObject("outputDetails").put("included", true);
        } else {
            detail.putNull("outputDetails");
        }
        put(detail, "error", view.error());
        put(detail, "cause", view.cause());
        detail.put("redriveCount", view.redriveCount());
        put(detail, "redriveDate", view.redriveMillis());
        detail.put("redriveStatus", Redrives.status(view, view.stopMillis().orElse(0)));
        return detail;
    }

    private static void put(ObjectNode detail, String field, Optional<String> value) {
        detail.put(field, value.orElse(null));
    }

    private static void put(ObjectNode detail, String field, OptionalLong value) {
        if (value.isPresent()) {
            detail.put(field, value.getAsLong());
        } else {
            detail.putNull(field);
        }
    }
}
