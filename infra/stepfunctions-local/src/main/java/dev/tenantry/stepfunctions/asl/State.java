package dev.tenantry.stepfunctions.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** A state of a machine. */
public sealed interface State {
    /** Its name. */
    String name();

    /** The state type as the definition writes it, which is also the first word of its history events. */
    default String type() {
        return switch (this) {
            case Task _ -> "Task";
            case Pass _ -> "Pass";
            case Choice _ -> "Choice";
            case Wait _ -> "Wait";
            case Succeed _ -> "Succeed";
            case Fail _ -> "Fail";
            case Parallel _ -> "Parallel";
            case ForEach _ -> "Map";
        };
    }

    /** Whether a state of this type may have a Retry list. */
    default boolean canRetry() {
        return this instanceof Task || this instanceof Parallel || this instanceof ForEach;
    }

    /** What to do when this state fails. */
    default ErrorHandling errorHandling() {
        return switch (this) {
            case Task task -> task.errors();
            case Parallel parallel -> parallel.errors();
            case ForEach map -> map.errors();
            case Pass _, Choice _, Wait _, Succeed _, Fail _ -> ErrorHandling.NONE;
        };
    }

    /**
     * The Retry and Catch lists of a state.
     *
     * @param retriers tried in order
     * @param catchers tried in order when no retrier is left
     */
    record ErrorHandling(List<Retrier> retriers, List<Catcher> catchers) {
        static final ErrorHandling NONE = new ErrorHandling(List.of(), List.of());
    }

    /**
     * Does work elsewhere.
     *
     * @param arguments what is sent; without it the state's input
     * @param timeoutSeconds how long the task may take
     * @param heartbeatSeconds the longest silence of a task that holds a token
     */
    record Task(
            String name,
            Resource resource,
            Optional<Template> arguments,
            Optional<Template> timeoutSeconds,
            Optional<Template> heartbeatSeconds,
            ErrorHandling errors,
            Exit exit)
            implements State {}

    /**
     * Hands its input on, or makes new output.
     *
     * @param result a fixed output, from the JSONPath dialect
     */
    record Pass(String name, Optional<JsonNode> result, Exit exit) implements State {}

    /**
     * Takes the first rule whose condition is true.
     *
     * @param otherwise what happens when none is
     */
    record Choice(String name, List<Rule> rules, Optional<Exit> otherwise) implements State {
        /** A condition and the way out that it opens. */
        public record Rule(Template condition, Exit exit) {}
    }

    /** Waits for a time. */
    record Wait(String name, Until until, Exit exit) implements State {
        /** The time that a Wait state waits for. */
        public sealed interface Until {
            /** Seconds from now. */
            record Seconds(Template seconds) implements Until {}

            /** A point in time, ISO 8601 with an offset. */
            record Timestamp(Template timestamp) implements Until {}
        }
    }

    /** Ends its flow well. */
    record Succeed(String name, Optional<Template> output) implements State {}

    /** Ends its flow with an error. */
    record Fail(String name, Optional<Template> error, Optional<Template> cause) implements State {}

    /**
     * Runs branches side by side; its result is the array of their outputs.
     *
     * @param arguments the input of every branch; without it the state's input
     */
    record Parallel(String name, Optional<Template> arguments, List<Flow> branches, ErrorHandling errors, Exit exit)
            implements State {}

    /**
     * A Map state: runs a flow for each item; its result is the array of the outputs.
     *
     * @param items the array (or, when distributed, object) to go through; without it the state's input
     * @param itemSelector the input of an iteration; without it the item
     * @param batcher puts several items into one iteration, when distributed
     * @param maxConcurrency how many iterations run at once; 0 is no limit
     * @param toleratedFailureCount how many failed iterations a distributed Map survives
     * @param toleratedFailurePercentage the same in per cent of the items
     * @param label what names the Map Run of a distributed Map
     */
    record ForEach(
            String name,
            Optional<Template> items,
            Optional<Template> itemSelector,
            Optional<Batcher> batcher,
            Optional<Template> maxConcurrency,
            Optional<Template> toleratedFailureCount,
            Optional<Template> toleratedFailurePercentage,
            Optional<String> label,
            Processor processor,
            ErrorHandling errors,
            Exit exit)
            implements State {
        /** Whether the state gives a tolerated failure threshold, even one of zero. */
        public boolean toleratesFailures() {
            return toleratedFailureCount.isPresent() || toleratedFailurePercentage.isPresent();
        }

        /**
         * What is done with an item.
         *
         * @param distributed whether each iteration is an execution of its own
         * @param express whether such executions are of the EXPRESS type
         * @param source the definition of such an execution
         */
        public record Processor(Flow flow, boolean distributed, boolean express, JsonNode source) {}

        /** How a distributed Map makes batches. */
        public record Batcher(
                Optional<Template> batchInput,
                Optional<Template> maxItemsPerBatch,
                Optional<Template> maxInputBytesPerBatch) {}
    }
}
