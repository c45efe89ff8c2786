package dev.tenantry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Provisions many tenants at once, and tells what that cost. It asks Step Functions for the end, not the API, whose
 * answers would cost requests to DynamoDB.
 */
final class Burst implements AutoCloseable {
    /** The name under which requests to Twilio are counted. */
    static final Predicate<String> TWILIO = "Twilio"::equals;

    /** What AWS charges for: reading a stream from Lambda is free. */
    static final Predicate<String> DYNAMODB_REQUESTS = TWILIO.negate();

    private static final String DISPATCHER = "Dispatcher";

    /** DynamoDB Local has a class for each operation. */
    static final List<String> COUNTED = Stream.of(
                    "GetItem",
                    "PutItem",
                    "UpdateItem",
                    "DeleteItem",
                    "Query",
                    "Scan",
                    "BatchGetItem",
                    "BatchWriteItem",
                    "TransactGetItems",
                    "TransactWriteItems",
                    "ExecuteStatement")
            .map(operation ->
                    "software.amazon.dynamodb.services.local.dispatchers." + operation + DISPATCHER + "::enact")
            .toList();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(500);

    private final JavaProcess process;
    private final String plan;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Web api;
    private final Web aws;
    private final Web twilio;
    private final List<String> machines;

    /** @param plan the body of the requests */
    Burst(LocalSystem system, JavaProcess process, String plan) throws IOException, InterruptedException {
        this.process = process;
        this.plan = plan;
        this.api = Web.api(http, system.api());
        this.aws = new Web(http, system.aws());
        this.twilio = new Web(http, system.twilio());
        this.machines = Provisioning.elements(
                        stepFunctions("ListStateMachines", Map.of()).required("stateMachines"))
                .map(machine -> machine.required("stateMachineArn").textValue())
                .toList();
    }

    /**
     * The cost of a burst.
     *
     * @param tenants how many there were
     * @param wall from the first request to the end of the last execution
     * @param cpu the CPU time of the system
     * @param requests how many there were in all, by DynamoDB's operation; and to Twilio
     */
    record Cost(int tenants, Duration wall, Duration cpu, Map<String, Long> requests) {
        Cost {
            requests = Map.copyOf(requests);
        }

        double cpuPerTenant() {
            return cpu.toNanos() / 1e9 / tenants;
        }

        double perSecond() {
            return tenants / (wall.toNanos() / 1e9);
        }

        double perTenant(Predicate<String> which) {
            return (double) requests.entrySet().stream()
                            .filter(counted -> which.test(counted.getKey()))
                            .mapToLong(Map.Entry::getValue)
                            .sum()
                    / tenants;
        }
    }

    /**
     * Provisions new organisations.
     *
     * @param name what their ids begin with
     * @throws IOException when one of them is not provisioned
     */
    Cost provision(String name, int tenants) throws IOException, InterruptedException {
        twilio.delete("/_simulator/requests");
        var calls = process.calls();
        var cpu = process.cpu();
        var begin = System.nanoTime();
        trigger(name, tenants);
        while (executions("RUNNING") > 0) {
            Thread.sleep(POLL);
        }
        var wall = Duration.ofNanos(System.nanoTime() - begin);
        var used = process.cpu().minus(cpu);
        if (executions("FAILED") + executions("TIMED_OUT") + executions("ABORTED") > 0) {
            throw new IOException("Some tenants were not provisioned");
        }
        var requests = new TreeMap<String, Long>();
        process.calls()
                .forEach((type, count) -> requests.put(
                        type.substring(0, type.length() - DISPATCHER.length()), count - calls.getOrDefault(type, 0L)));
        requests.values().removeIf(count -> count == 0);
        requests.put("Twilio", (long)
                twilio.get("/_simulator/requests").required("requests").size());
        return new Cost(tenants, wall, used, requests);
    }

    private void trigger(String name, int tenants) throws IOException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var triggered = IntStream.rangeClosed(1, tenants)
                    .<Future<?>>mapToObj(tenant -> threads.submit(
                            () -> api.post("/v1/orgs/" + name + "-" + tenant + "/provisioning-jobs", plan)))
                    .toList();
            for (var one : triggered) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("A tenant could not be triggered", e.getCause());
        }
    }

    /** How many executions have a status: none, or at least one. */
    private int executions(String status) throws IOException, InterruptedException {
        var found = 0;
        for (var machine : machines) {
            found += stepFunctions(
                            "ListExecutions",
                            Map.of("stateMachineArn", machine, "statusFilter", status, "maxResults", 1))
                    .required("executions")
                    .size();
        }
        return found;
    }

    private JsonNode stepFunctions(String operation, Map<String, Object> input)
            throws IOException, InterruptedException {
        return aws.call("AWSStepFunctions." + operation, JSON.writeValueAsString(input));
    }

    @Override
    public void close() {
        http.close();
    }
}
