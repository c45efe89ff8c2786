package dev.tenantry.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Benchmark of the HTTP API: what it takes to start a job, to read one, to read one that has not changed, and to be
 * refused one; by callers that sign their requests, for which no authorizer runs, and by callers with a token. The
 * requests of all callers are sent in turns, so that a machine that is busy with something else is so for all.
 */
final class Api {
    private static final int WARM_UP = 500;
    private static final int ROUNDS = 2000;
    private static final int TRIGGERS = 100;
    private static final int CONNECTIONS = 8;
    private static final int LOAD_ROUNDS = 5;
    private static final Duration LOAD = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(20);

    /** Twilio's delays are short: they are no part of an answer. */
    private static final String SPEED = "--speed=100";

    private static final String ORG = "benchmark";
    private static final String JOBS = "/v1/provisioning-jobs/";
    private static final String UNKNOWN_JOB = JOBS + "job_00000000000000000000000000";

    private final HttpClient http;

    private Api(HttpClient http) {
        this.http = http;
    }

    /**
     * A caller of one version of the system.
     *
     * @param reach for which organisations it may act
     * @param job the path of the job that is read
     */
    private record Caller(String name, Reach reach, Web api, String job) {}

    /** Organisations that a caller may act for: all, the one whose job is read, or only another one. */
    private enum Reach {
        ALL,
        ONE,
        ANOTHER
    }

    /** A request that is sent many times, and the status that it is answered with. */
    private record Probe(String name, HttpRequest request, int status) {}

    /**
     * Measures, and prints the figures.
     *
     * @param root the project's directory
     * @param before the directory of another version, whose figures are printed too
     */
    static void measure(Path root, Optional<Path> before) throws IOException, InterruptedException {
        try (var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var system = LocalSystem.start(root, SPEED)) {
            var api = new Api(http);
            if (before.isEmpty()) {
                api.measure(api.callers(system));
                return;
            }
            try (var other = LocalSystem.start(before.get(), SPEED)) {
                var callers = new ArrayList<Caller>();
                callers.add(api.signing("before, signed", other));
                callers.addAll(api.callers(system));
                api.measure(callers);
            }
        }
    }

    private List<Caller> callers(LocalSystem system) throws IOException, InterruptedException {
        var signing = signing("signed", system);
        var plain = new Web(http, system.api());
        return List.of(
                signing,
                new Caller("token for all", Reach.ALL, plain.withToken("*"), signing.job()),
                new Caller("token for one", Reach.ONE, plain.withToken(ORG), signing.job()),
                new Caller("token for another", Reach.ANOTHER, plain.withToken("other"), signing.job()));
    }

    private Caller signing(String name, LocalSystem system) throws IOException, InterruptedException {
        var api = new Web(http, system.api()).signed();
        return new Caller(name, Reach.ALL, api, JOBS + provision(api, ORG));
    }

    private void measure(List<Caller> callers) throws IOException, InterruptedException {
        var readers = callers.stream()
                .filter(caller -> caller.reach() != Reach.ANOTHER)
                .toList();
        System.out.printf("%n%-34s %8s %9s %9s%n", "one request at a time", "requests", "p50, ms", "p99, ms");
        inTurns(probes(callers, readers)).forEach(Api::print);
        triggers(callers.stream().filter(caller -> caller.reach() == Reach.ALL).toList())
                .forEach(Api::print);
        System.out.printf("%n%-34s %8s%n", CONNECTIONS + " requests at a time", "a second");
        var counts = new LinkedHashMap<Caller, Integer>();
        for (var round = 0; round < LOAD_ROUNDS; round++) {
            for (var caller : readers) {
                counts.merge(caller, load(read(caller)), Integer::sum);
            }
        }
        counts.forEach((caller, count) ->
                System.out.printf("%-34s %8d%n", "read, " + caller.name(), count / (LOAD_ROUNDS * LOAD.toSeconds())));
    }

    private List<Probe> probes(List<Caller> callers, List<Caller> readers) throws IOException, InterruptedException {
        var probes = new ArrayList<Probe>();
        readers.forEach(caller -> probes.add(read(caller)));
        for (var caller : readers) {
            probes.add(new Probe(
                    "unchanged, " + caller.name(),
                    caller.api()
                            .request(caller.job())
                            .header("If-None-Match", etag(caller))
                            .build(),
                    304));
        }
        for (var path : List.of(UNKNOWN_JOB, callers.getLast().job())) {
            var name = path.equals(UNKNOWN_JOB) ? "refused, unknown job" : "refused, another's job";
            probes.add(new Probe(name, callers.getLast().api().request(path).build(), 404));
        }
        return probes;
    }

    private static Probe read(Caller caller) {
        return new Probe(
                "read, " + caller.name(), caller.api().request(caller.job()).build(), 200);
    }

    private String etag(Caller caller) throws IOException, InterruptedException {
        return http.send(caller.api().request(caller.job()).build(), BodyHandlers.discarding())
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    private Map<String, Sample> inTurns(List<Probe> probes) throws IOException, InterruptedException {
        var millis = new LinkedHashMap<String, List<Double>>();
        probes.forEach(probe -> millis.put(probe.name(), new ArrayList<>()));
        for (var round = -WARM_UP; round < ROUNDS; round++) {
            for (var probe : probes) {
                var took = send(probe);
                if (round >= 0) {
                    millis.get(probe.name()).add(took);
                }
            }
        }
        return samples(millis);
    }

    /** Starts jobs, each when the one before has ended. */
    private Map<String, Sample> triggers(List<Caller> callers) throws IOException, InterruptedException {
        var millis = new LinkedHashMap<String, List<Double>>();
        for (var round = 0; round < TRIGGERS; round++) {
            for (var caller : callers) {
                var org = ORG + "-" + round + "-" + callers.indexOf(caller);
                var request = caller.api()
                        .request(Web.jobsOf(org))
                        .POST(BodyPublishers.noBody())
                        .build();
                millis.computeIfAbsent("trigger, " + caller.name(), _ -> new ArrayList<>())
                        .add(send(new Probe("trigger", request, 202)));
                awaitEnd(caller.api(), org);
            }
        }
        return samples(millis);
    }

    private static Map<String, Sample> samples(Map<String, List<Double>> millis) {
        var samples = new LinkedHashMap<String, Sample>();
        millis.forEach((name, values) -> samples.put(name, new Sample(values)));
        return samples;
    }

    private static void print(String name, Sample sample) {
        System.out.printf("%-34s %8d %9.2f %9.2f%n", name, sample.size(), sample.median(), sample.percentile(99));
    }

    /** How long the answer took, in milliseconds. */
    private double send(Probe probe) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var answer = http.send(probe.request(), BodyHandlers.ofByteArray());
        var took = (System.nanoTime() - begin) / 1e6;
        if (answer.statusCode() != probe.status()) {
            throw new IOException(probe.name() + " was answered with " + answer.statusCode());
        }
        return took;
    }

    /** How many requests are answered in a while, when some are always under way. */
    private int load(Probe probe) throws IOException, InterruptedException {
        var end = System.nanoTime() + LOAD.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = IntStream.range(0, CONNECTIONS)
                    .<Future<Integer>>mapToObj(_ -> threads.submit(() -> {
                        var count = 0;
                        while (System.nanoTime() < end) {
                            send(probe);
                            count++;
                        }
                        return count;
                    }))
                    .toList();
            var all = 0;
            for (var one : sent) {
                all += one.get();
            }
            return all;
        } catch (ExecutionException e) {
            throw new IOException("A request failed", e.getCause());
        }
    }

    /** Provisions an organisation, and returns its job's id. */
    private static String provision(Web api, String org) throws IOException, InterruptedException {
        api.post(Web.jobsOf(org));
        return awaitEnd(api, org);
    }

    private static String awaitEnd(Web api, String org) throws IOException, InterruptedException {
        var job = api.get(Web.jobsOf(org) + "/latest");
        while (!job.has("endedAt")) {
            Thread.sleep(POLL);
            job = api.get(Web.jobsOf(org) + "/latest");
        }
        return job.required("id").textValue();
    }
}
