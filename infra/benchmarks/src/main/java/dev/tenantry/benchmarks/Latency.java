package dev.tenantry.benchmarks;

import dev.tenantry.core.AwsClients;
import dev.tenantry.core.Environment;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * How long a change of a job takes to its clients: from the moment at which its writer knows that DynamoDB has it, to
 * the moment at which a client has parsed the frame. Writers and clients are threads of this process, so one clock
 * tells both; the system between them is another process.
 */
final class Latency {
    private static final double TARGET_MILLIS = 25;
    private static final List<Integer> CLIENTS = List.of(1, 100, 1000);
    private static final int JOBS = 50;
    private static final int CHANGES_A_SECOND = 50;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(20);

    /** How many clients connect at once: a crowd that arrives in one moment is not what is measured here. */
    private static final int ARRIVING = 20;

    /** How long the last frames are waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI live;
    private final HttpClient http;
    private final JobStore store;

    private Latency(URI live, HttpClient http, JobStore store) {
        this.live = live;
        this.http = http;
        this.store = store;
    }

    /**
     * What was measured with a number of clients.
     *
     * @param clients how many
     * @param changes how many changes there were a second
     * @param millis the latencies of the frames
     * @param missing how many frames did not come
     */
    private record Result(int clients, double changes, Sample millis, int missing) {}

    /**
     * Measures with few clients and with many, and prints the figures.
     *
     * @param root the project's directory
     * @return whether the target is met
     */
    static boolean measure(Path root) throws IOException, InterruptedException, ExecutionException {
        try (var system = LocalSystem.start(root);
                var http = HttpClient.newHttpClient()) {
            var latency = new Latency(system.live(), http, new JobStore(table(system.aws())));
            var results = new ArrayList<Result>();
            for (var clients : CLIENTS) {
                results.add(latency.measure(clients));
            }
            http.shutdownNow();
            return report(results);
        }
    }

    private static Table table(URI aws) {
        var environment = Environment.of(Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "benchmark",
                "AWS_SECRET_ACCESS_KEY", "benchmark",
                "AWS_ENDPOINT_URL", aws.toString()));
        var client = new AwsClients(environment).make(DynamoDbClient.builder(), "DYNAMODB");
        // The only one that the system has.
        return new Table(client, client.listTables().tableNames().getFirst());
    }

    private Result measure(int count) throws InterruptedException, ExecutionException {
        var writers = Writers.ofNewJobs(store, Math.min(JOBS, count));
        var clients = connect(writers, count);
        writers.write(WARM_UP, CHANGES_A_SECOND);
        var confirmed = writers.write(MEASURED, CHANGES_A_SECOND);
        var expected = confirmed.size() * count / writers.jobs().size();
        var patientUntil = System.nanoTime() + PATIENCE.toNanos();
        var millis = latencies(clients, confirmed);
        while (millis.size() < expected && System.nanoTime() < patientUntil) {
            Thread.sleep(100);
            millis = latencies(clients, confirmed);
        }
        clients.forEach(Client::close);
        return new Result(
                count,
                (double) confirmed.size() / MEASURED.toSeconds(),
                new Sample(millis),
                expected - millis.size());
    }

    /** Connects clients, spread over the jobs evenly. */
    private List<Client> connect(Writers writers, int count) {
        var jobs = writers.jobs();
        var clients = new ArrayList<Client>();
        for (int begin = 0; begin < count; begin += ARRIVING) {
            IntStream.range(begin, Math.min(count, begin + ARRIVING))
                    .mapToObj(i -> Client.subscribe(http, live, jobs.get(i % jobs.size())))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .forEach(clients::add);
        }
        return clients;
    }

    private static List<Double> latencies(List<Client> clients, Map<Change, Long> confirmed) {
        return clients.stream()
                .flatMap(client -> client.heard().entrySet().stream())
                .filter(heard -> confirmed.containsKey(heard.getKey()))
                .map(heard -> (heard.getValue() - confirmed.get(heard.getKey())) / 1e6)
                .toList();
    }

    private static boolean report(List<Result> results) {
        System.out.printf("From a change's confirmation by DynamoDB to its frame, parsed by a client; %d jobs%n", JOBS);
        System.out.printf(
                "%8s %10s %10s %10s %10s %10s %10s%n",
                "clients", "changes/s", "frames", "missing", "p50, ms", "p99, ms", "most, ms");
        for (var result : results) {
            System.out.printf(
                    "%8d %10.1f %10d %10d %10.1f %10.1f %10.1f%n",
                    result.clients(),
                    result.changes(),
                    result.millis().size(),
                    result.missing(),
                    result.millis().median(),
                    result.millis().percentile(99),
                    result.millis().most());
        }
        var last = results.getLast();
        return Verdict.print(
                "p99 with " + last.clients() + " clients, ms", last.millis().percentile(99), TARGET_MILLIS);
    }
}
