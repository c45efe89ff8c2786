package dev.tenantry.benchmarks;

import dev.tenantry.benchmarks.Writers.Commit;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Benchmark of the live feed's latency: from DynamoDB's commit of a job's change to the parsed frame at a client. The
 * writers and the clients are threads of this process, so that one clock measures both; the system between them is
 * another process.
 *
 * <p>Nobody outside DynamoDB sees the commit itself. It lies between the moment at which its writer sends the
 * transaction and that at which it has the answer, so the latency since each of the two is printed. The target holds
 * for the confirmation, after which every read returns the new status.
 */
final class Latency {
    private static final double TARGET_MILLIS = 25;
    private static final List<Integer> CLIENTS = List.of(1, 100, 1000);
    private static final int JOBS = 50;
    private static final int CHANGES_A_SECOND = 25;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(20);

    /** How many clients connect at once: a crowd that arrives in one moment is not what is measured here. */
    private static final int ARRIVING = 20;

    /** How long the last frames are waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Web api;
    private final HttpClient http;
    private final Writers writers;

    private Latency(Web api, HttpClient http, Writers writers) {
        this.api = api;
        this.http = http;
        this.writers = writers;
    }

    /**
     * What was measured with a number of clients.
     *
     * @param clients how many
     * @param changes how many changes there were a second
     * @param sinceConfirmed the frames' latencies from the moment at which the writer had DynamoDB's answer, in ms
     * @param sinceSent from the moment at which it had begun to ask
     * @param missing how many frames did not come
     */
    private record Result(int clients, double changes, Sample sinceConfirmed, Sample sinceSent, int missing) {}

    /**
     * Measures with few clients and with many, and prints the figures.
     *
     * @param root the project's directory
     * @return whether the target is met
     */
    static boolean measure(Path root) throws IOException, InterruptedException {
        var http = HttpClient.newHttpClient();
        try (var system = LocalSystem.start(root);
                var writers = Writers.start(new JobStore(table(system.aws())), JOBS, CHANGES_A_SECOND)) {
            var latency = new Latency(Web.api(http, system.api()), http, writers);
            System.out.printf("From the commit of a change to its frame, parsed by a client; %d jobs%n", JOBS);
            System.out.printf(
                    "%8s %10s %8s %8s   %-29s   %-29s%n",
                    "clients", "changes/s", "frames", "missing", "since confirmed, ms", "since sent, ms");
            System.out.printf(
                    "%8s %10s %8s %8s   %9s %9s %9s   %9s %9s %9s%n",
                    "", "", "", "", "p50", "p99", "most", "p50", "p99", "most");
            var results = new ArrayList<Result>();
            for (var clients : CLIENTS) {
                results.add(latency.measure(clients));
                print(results.getLast());
            }
            var last = results.getLast();
            return TargetCheck.print(
                    "p99 with " + last.clients() + " clients, ms",
                    last.sinceConfirmed().percentile(99),
                    TARGET_MILLIS);
        } finally {
            // Not closed, which would wait for the clients.
            http.shutdownNow();
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

    private Result measure(int count) throws InterruptedException {
        var clients = connect(count);
        Thread.sleep(WARM_UP);
        var begin = System.nanoTime();
        Thread.sleep(MEASURED);
        var measured = confirmed(begin, System.nanoTime());
        var expected = measured.keySet().stream()
                .mapToLong(change -> clients.stream()
                        .filter(client -> client.follows(change.jobId()))
                        .count())
                .sum();
        var patientUntil = System.nanoTime() + PATIENCE.toNanos();
        while (latencies(clients, measured, Commit::sent).size() < expected && System.nanoTime() < patientUntil) {
            Thread.sleep(100);
        }
        clients.forEach(Client::close);
        var sinceConfirmed = new Sample(latencies(clients, measured, Commit::confirmed));
        return new Result(
                count,
                (double) measured.size() / MEASURED.toSeconds(),
                sinceConfirmed,
                new Sample(latencies(clients, measured, Commit::sent)),
                (int) expected - sinceConfirmed.size());
    }

    private Map<Change, Commit> confirmed(long begin, long end) {
        return writers.commits().entrySet().stream()
                .filter(entry -> entry.getValue().confirmed() >= begin
                        && entry.getValue().confirmed() < end)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Connects clients, spread over the jobs evenly; one that is alone follows them all. */
    private List<Client> connect(int count) {
        var jobs = writers.jobs();
        if (count == 1) {
            return List.of(Client.subscribe(http, api, jobs).join());
        }
        var clients = new ArrayList<Client>();
        for (int begin = 0; begin < count; begin += ARRIVING) {
            IntStream.range(begin, Math.min(count, begin + ARRIVING))
                    .mapToObj(i -> Client.subscribe(http, api, List.of(jobs.get(i % jobs.size()))))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .forEach(clients::add);
        }
        return clients;
    }

    private static List<Double> latencies(
            List<Client> clients, Map<Change, Commit> measured, Function<Commit, Long> since) {
        return clients.stream()
                .flatMap(client -> client.heard().entrySet().stream())
                .filter(heard -> measured.containsKey(heard.getKey()))
                .map(heard -> (heard.getValue() - since.apply(measured.get(heard.getKey()))) / 1e6)
                .toList();
    }

    private static void print(Result result) {
        System.out.printf(
                "%8d %10.1f %8d %8d   %9.1f %9.1f %9.1f   %9.1f %9.1f %9.1f%n",
                result.clients(),
                result.changes(),
                result.sinceConfirmed().size(),
                result.missing(),
                result.sinceConfirmed().median(),
                result.sinceConfirmed().percentile(99),
                result.sinceConfirmed().most(),
                result.sinceSent().median(),
                result.sinceSent().percentile(99),
                result.sinceSent().most());
    }
}
