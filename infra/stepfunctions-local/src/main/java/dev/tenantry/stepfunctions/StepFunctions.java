package dev.tenantry.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.api.Api;
import dev.tenantry.stepfunctions.clock.EngineClock;
import dev.tenantry.stepfunctions.clock.SystemClock;
import dev.tenantry.stepfunctions.engine.Engine;
import dev.tenantry.stepfunctions.engine.StateTestRunner;
import dev.tenantry.stepfunctions.engine.TaskCalls;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.lambda.LambdaInvoker;
import dev.tenantry.stepfunctions.lambda.LambdaResponse;
import dev.tenantry.stepfunctions.protocol.ApiResponse;
import dev.tenantry.stepfunctions.store.DiskStore;
import dev.tenantry.stepfunctions.store.ExecutionRecord.TaskReference;
import dev.tenantry.stepfunctions.store.MemoryStore;
import dev.tenantry.stepfunctions.store.Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * AWS Step Functions in process: an engine with its API, for one account in one region. Any number of them can live in
 * one JVM.
 *
 * <p>Calls may be made by many threads at once.
 */
public final class StepFunctions implements AutoCloseable {
    private final Api api;
    private final Store store;
    private final TaskCalls calls;
    private final Engine engine;
    private final EngineClock ownClock;

    private StepFunctions(Builder builder) {
        ownClock = builder.clock == null ? new SystemClock() : null;
        EngineClock clock = builder.clock == null ? ownClock : builder.clock;
        store = builder.dataDirectory.isPresent()
                ? new DiskStore(builder.dataDirectory.get(), builder.forceToDisk)
                : new MemoryStore();
        calls = new TaskCalls(builder.lambda, this::call, builder.dynamoDbEndpoint, builder.region);
        engine = new Engine(store, clock, calls, builder.onStatusChange);
        RandomGenerator seeds = builder.seed.isPresent() ? new Random(builder.seed.getAsLong()) : new SecureRandom();
        var tests = new StateTestRunner(calls, clock);
        api = new Api(builder.region, builder.accountId, engine, tests, store, clock, seeds::nextLong);
        engine.recover();
    }

    /**
     * A builder with the defaults: us-east-1, account 123456789012, everything in memory, the machine's clock, no
     * functions.
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Makes one API call.
     *
     * @param operation the operation's name, such as {@code StartExecution}
     * @param request its parameters as AWS JSON 1.0 writes them
     */
    public ApiResponse call(String operation, JsonNode request) {
        return call(operation, request, Optional.empty());
    }

    private ApiResponse call(String operation, JsonNode request, Optional<TaskReference> startedBy) {
        return api.call(operation, request, startedBy);
    }

    /**
     * Makes one API call with the parameters in UTF-8. A request that is not JSON is answered with
     * {@code SerializationException}.
     */
    public ApiResponse call(String operation, byte[] request) {
        try {
            return call(operation, request.length == 0 ? Json.NODES.objectNode() : Json.parse(request));
        } catch (IOException _) {
            ObjectNode error = Json.NODES.objectNode().put("__type", "com.amazon.coral.service#SerializationException");
            return new ApiResponse(400, error);
        }
    }

    /**
     * Creates a STANDARD state machine, or answers with the existing one that is the same.
     *
     * @return its ARN
     * @throws IllegalArgumentException when the API refuses it; the message says why
     */
    public String createStateMachine(String name, String definition, String roleArn) {
        ObjectNode request = Json.NODES.objectNode();
        request.put("name", name).put("definition", definition).put("roleArn", roleArn);
        ApiResponse response = call("CreateStateMachine", request);
        if (!response.ok()) {
            throw new IllegalArgumentException(
                    name + ": " + response.body().path("message").asText());
        }
        return response.body().path("stateMachineArn").textValue();
    }

    /**
     * The state machine that gave out a task token, which is what permissions to return it are about.
     *
     * @return its ARN; empty when no task waits for the token (any more)
     */
    public Optional<String> stateMachineOf(String taskToken) {
        return engine.stateMachineOf(taskToken);
    }

    /** Stops working. Executions that have not ended go on when a new engine opens the same data folder. */
    @Override
    public void close() {
        store.stopWaiting();
        engine.close();
        if (ownClock != null) {
            ownClock.close();
        }
        calls.close();
        store.close();
    }

    /** Settings of an engine. */
    public static final class Builder {
        private String region = "us-east-1";
        private String accountId = "123456789012";
        private LambdaInvoker lambda = (function, payload) ->
                new LambdaResponse.ServiceError("ResourceNotFoundException", "Function not found: " + function, 404);
        private Consumer<JsonNode> onStatusChange = event -> {};
        private EngineClock clock;
        private Optional<Path> dataDirectory = Optional.empty();
        private Optional<URI> dynamoDbEndpoint = Optional.empty();
        private boolean forceToDisk;
        private OptionalLong seed = OptionalLong.empty();

        private Builder() {}

        /** The region in ARNs. */
        public Builder region(String value) {
            region = value;
            return this;
        }

        /** The account in ARNs: 12 digits. */
        public Builder accountId(String value) {
            accountId = value;
            return this;
        }

        /** How functions are called. Without it every function is "not found". */
        public Builder lambda(LambdaInvoker value) {
            lambda = value;
            return this;
        }

        /**
         * Gets the complete EventBridge event when an execution starts, ends or is redriven, after that has been
         * stored; one at a time, in order, on a virtual thread.
         */
        public Builder onStatusChange(Consumer<JsonNode> value) {
            onStatusChange = value;
            return this;
        }

        /**
         * Where the DynamoDB integrations send their calls, such as {@code http://127.0.0.1:8000}. Without it they
         * fail.
         */
        public Builder dynamoDbEndpoint(URI value) {
            dynamoDbEndpoint = Optional.of(value);
            return this;
        }

        /** The folder to keep everything in. Without it everything is gone when the engine is closed. */
        public Builder dataDirectory(Path value) {
            dataDirectory = Optional.of(value);
            return this;
        }

        /**
         * Forces each commit to the disk (fsync), so that it survives a loss of power and not only the death of the
         * process; the module's README.md has the price. Without a data folder it has no effect.
         */
        public Builder forceToDisk(boolean value) {
            forceToDisk = value;
            return this;
        }

        /** The time to live in; it stays the caller's to close. */
        public Builder clock(EngineClock value) {
            clock = value;
            return this;
        }

        /**
         * Makes names, tokens, jitter and random numbers the same in every run; only for tests, because tokens can then
         * be foretold.
         */
        public Builder seed(long value) {
            seed = OptionalLong.of(value);
            return this;
        }

        /** Starts the engine. */
        public StepFunctions build() {
            return new StepFunctions(this);
        }
    }
}
