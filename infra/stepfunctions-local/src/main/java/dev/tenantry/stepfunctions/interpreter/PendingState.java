package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.asl.Resource;
import dev.tenantry.stepfunctions.asl.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The work or time that an open state waits for. */
sealed interface PendingState {
    /** A Wait state's time, or the delay before a retry. */
    record Delay(long timerId, boolean retry) implements PendingState {}

    /** A task that something outside of the execution does. */
    final class Task implements PendingState {
        final long id;
        final Resource resource;
        final JsonNode arguments;
        final Optional<String> token;
        final OptionalLong heartbeatSeconds;
        OptionalLong timeoutTimer = OptionalLong.empty();
        OptionalLong heartbeatTimer = OptionalLong.empty();
        boolean submitted;

        Task(long id, Resource resource, JsonNode arguments, Optional<String> token, OptionalLong heartbeatSeconds) {
            this.id = id;
            this.resource = resource;
            this.arguments = arguments;
            this.token = token;
            this.heartbeatSeconds = heartbeatSeconds;
        }
    }

    /** The branches of a Parallel state. */
    final class Branches implements PendingState {
        final List<FlowRun> flows = new ArrayList<>();
    }

    /** The iterations of an inline Map state. */
    final class Iterations implements PendingState {
        final List<FlowRun.Item> items;
        final int maxConcurrency;
        final List<FlowRun> flows = new ArrayList<>();

        Iterations(List<FlowRun.Item> items, int maxConcurrency) {
            this.items = items;
            this.maxConcurrency = maxConcurrency;
        }
    }

    /** The child executions of a distributed Map state. */
    final class MapRun implements PendingState {
        final long id;
        final Command.MapRunInfo info;
        final State.ForEach map;
        final List<JsonNode> inputs;
        final List<Integer> itemCounts;
        final Limits limits;
        final JsonNode[] outputs;
        final int[] starts;
        final Set<Integer> running = new HashSet<>();
        final Set<Integer> unsuccessful = new HashSet<>();
        int next;
        int failedItems;
        int redriveCount;

        MapRun(
                long id,
                Command.MapRunInfo info,
                State.ForEach map,
                List<JsonNode> inputs,
                List<Integer> itemCounts,
                Limits limits) {
            this.id = id;
            this.info = info;
            this.map = map;
            this.inputs = inputs;
            this.itemCounts = itemCounts;
            this.limits = limits;
            this.outputs = new JsonNode[inputs.size()];
            this.starts = new int[inputs.size()];
        }
    }

    /**
     * The limits of a Map Run.
     *
     * @param toleratedCount failed items that are borne
     * @param toleratedPercentage the same in per cent of the items
     */
    record Limits(int maxConcurrency, OptionalLong toleratedCount, Optional<Double> toleratedPercentage) {
        /**
         * Whether more items have failed than may. Without any tolerance a single one is too many. Source: Developer
         * Guide, "Setting failure thresholds for Distributed Map".
         */
        boolean exceeded(long failedItems, long items) {
            if (toleratedCount.isEmpty() && toleratedPercentage.isEmpty()) {
                return failedItems > 0;
            }
            boolean tooMany = toleratedCount.isPresent() && failedItems > toleratedCount.getAsLong();
            boolean tooLargeAShare =
                    toleratedPercentage.isPresent() && 100.0 * failedItems / items > toleratedPercentage.get();
            return tooMany || tooLargeAShare;
        }
    }
}
