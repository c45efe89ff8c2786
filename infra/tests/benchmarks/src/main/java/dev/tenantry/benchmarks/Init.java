package dev.tenantry.benchmarks;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.AwsClients;
import dev.tenantry.core.Environment;
import dev.tenantry.core.storage.Table;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Measures what it costs to make the handlers of five functions, and to call each for the first and for the second
 * time, in a new JVM each time; and to make a handler that has nothing but a client of DynamoDB. With another checkout
 * of the project, that has been built, the two are measured in turns, so that a machine that is busy with something
 * else is so for both.
 */
final class Init {
    private static final String LAMBDA = "target/lambda/lib";
    private static final Pattern REFUSED = Pattern.compile("\"statusCode\":[45]");
    private static final int RUNS = 9;
    private static final double MOST_TIMES_THE_SECOND = 1.5;

    /** What the template gives these functions, in this state of the project and in earlier ones. */
    private static final Map<String, String> VARIABLES = Map.ofEntries(
            Map.entry("AWS_REGION", "us-east-1"),
            Map.entry("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"),
            Map.entry("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
            Map.entry("AWS_SESSION_TOKEN", "a-session"),
            Map.entry("TABLE_NAME", "tenantry-Table"),
            Map.entry("KMS_KEY_ARN", "arn:aws:kms:us-east-1:123456789012:key/1"),
            Map.entry("STATE_MACHINE_ARN", "arn:aws:states:us-east-1:123456789012:stateMachine:Provisioning"),
            Map.entry("SETTINGS_PARAMETER", "/tenantry/settings"));

    private final Path probe;
    private final CannedAws aws;
    private final Path directory;

    private Init(Path probe, CannedAws aws, Path directory) {
        this.probe = probe;
        this.aws = aws;
        this.directory = directory;
    }

    /** A function, the event that it is called with, and what its initialization may cost, in empty handlers. */
    private record Function(String name, String module, String handler, JsonNode event, double mostTimesEmpty) {}

    /** A built checkout of the project, and how Lambda initializes its functions. */
    private record Variant(String name, Path checkout, String initialization) {
        boolean isForSnapshot() {
            return initialization.equals("snap-start");
        }
    }

    /** What something took. */
    private record Cost(double milliseconds, double cpuMilliseconds, double classes) {}

    /** What making a handler and calling it twice took. */
    private record Costs(List<Cost> parts) {}

    /**
     * Prints what the initialization and the first calls cost.
     *
     * @param root the project's directory
     * @param other another checkout's, to compare with
     * @return whether the targets are met
     */
    static boolean measure(Path root, Optional<Path> other) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("init");
        try (var aws = CannedAws.start(directory)) {
            System.setProperty("javax.net.ssl.trustStore", aws.keyStore().toString());
            System.setProperty("javax.net.ssl.trustStorePassword", CannedAws.PASSWORD);
            var variants = new ArrayList<Variant>();
            other.ifPresent(checkout -> {
                variants.add(new Variant("before", checkout, "on-demand"));
                variants.add(new Variant("before, snapshot", checkout, "snap-start"));
            });
            variants.add(new Variant("now", root, "on-demand"));
            variants.add(new Variant("now, snapshot", root, "snap-start"));
            var init = new Init(root.resolve("infra/tests/benchmarks/target/classes"), aws, directory);
            printSizes(variants);
            return init.measure(variants, functions(aws));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("TLS is not as expected", impossible);
        }
    }

    private static List<Function> functions(CannedAws aws) throws GeneralSecurityException {
        var environment = new HashMap<>(VARIABLES);
        environment.put("AWS_ENDPOINT_URL", aws.url());
        var client = new AwsClients(Environment.of(environment)).make(DynamoDbClient.builder(), "DYNAMODB");
        var events = new InitEvents(aws, new Table(client, "tenantry-Table"));
        aws.seal();
        return List.of(
                new Function("trigger", "api", "dev.tenantry.api.TriggerHandler", events.trigger(), 2.2),
                new Function("read a job", "api", "dev.tenantry.api.GetJobHandler", events.read(), 2.2),
                new Function(
                        "create subaccount", "steps", "dev.tenantry.steps.CreateSubaccountHandler", events.step(), 2.8),
                new Function(
                        "callback", "webhooks", "dev.tenantry.webhooks.TwilioCallbackHandler", events.callback(), 2.8),
                new Function("broadcast", "live", "dev.tenantry.live.BroadcastHandler", events.broadcast(), 2.2));
    }

    private boolean measure(List<Variant> variants, List<Function> functions) throws IOException, InterruptedException {
        System.out.printf(
                "%nMeans of the middle half of %d JVMs: time in ms / CPU time in ms / classes loaded%n", RUNS);
        System.out.printf(
                "%-18s %-17s %22s %22s %22s %14s%n",
                "handler", "", "made", "first call", "second call", "CPU 1st / 2nd");
        var empty = new Function("(only DynamoDB)", "api", EmptyHandler.class.getName(), null, 1);
        var baseline = new ArrayList<Costs>();
        for (var run = 0; run < RUNS; run++) {
            baseline.add(run(new Variant("", variants.getLast().checkout(), "on-demand"), empty));
        }
        var emptyCost = middle(baseline, 0);
        System.out.printf("%-18s %-17s %22s%n", empty.name(), "", text(emptyCost));
        var met = true;
        for (var function : functions) {
            var costs = new LinkedHashMap<Variant, List<Costs>>();
            variants.forEach(variant -> costs.put(variant, new ArrayList<>()));
            for (var run = 0; run < RUNS; run++) {
                for (var variant : variants) {
                    costs.get(variant).add(run(variant, function));
                }
            }
            for (var entry : costs.entrySet()) {
                met &= print(function, entry.getKey(), entry.getValue(), emptyCost);
            }
        }
        return met;
    }

    private static boolean print(Function function, Variant variant, List<Costs> costs, Cost empty) {
        var made = middle(costs, 0);
        var first = middle(costs, 1);
        var second = middle(costs, 2);
        var firstToSecond = first.cpuMilliseconds() / second.cpuMilliseconds();
        var toEmpty = made.cpuMilliseconds() / empty.cpuMilliseconds();
        System.out.printf(
                "%-18s %-17s %22s %22s %22s %11.1f%s%n",
                function.name(),
                variant.name(),
                text(made),
                text(first),
                text(second),
                firstToSecond,
                variant.isForSnapshot() ? "" : "  made: %.1f x (only DynamoDB)".formatted(toEmpty));
        return variant.name().startsWith("before")
                || (variant.isForSnapshot()
                        ? firstToSecond <= MOST_TIMES_THE_SECOND
                        : toEmpty <= function.mostTimesEmpty());
    }

    private static String text(Cost cost) {
        return "%.0f / %.0f / %.0f".formatted(cost.milliseconds(), cost.cpuMilliseconds(), cost.classes());
    }

    private static Cost middle(List<Costs> costs, int part) {
        return new Cost(
                middle(costs.stream().map(all -> all.parts().get(part).milliseconds())),
                middle(costs.stream().map(all -> all.parts().get(part).cpuMilliseconds())),
                middle(costs.stream().map(all -> all.parts().get(part).classes())));
    }

    /** The mean of the middle half: many systems count CPU time in steps of 10 ms, so a median would be such a step. */
    private static double middle(Stream<Double> figures) {
        var sorted = figures.sorted().toList();
        var cut = sorted.size() / 4;
        return sorted.subList(cut, sorted.size() - cut).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }

    private static void printSizes(List<Variant> variants) throws IOException {
        System.out.printf("%n%-18s %-17s %10s %6s%n", "package", "", "unzipped", "jars");
        for (var module : List.of("api", "steps", "webhooks", "live")) {
            for (var variant : variants) {
                if (!variant.isForSnapshot()) {
                    try (var jars = Files.list(
                            variant.checkout().resolve("functions/" + module).resolve(LAMBDA))) {
                        var sizes = jars.mapToLong(jar -> jar.toFile().length()).summaryStatistics();
                        System.out.printf(
                                "%-18s %-17s %7.1f MB %6d%n",
                                module, variant.name(), sizes.getSum() / 1e6, sizes.getCount());
                    }
                }
            }
        }
    }

    private Costs run(Variant variant, Function function) throws IOException, InterruptedException {
        var event = directory.resolve("event.json");
        Files.writeString(
                event, function.event() == null ? "" : function.event().toString());
        var serialization = Path.of(PojoSerializer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        var libraries = variant.checkout()
                .resolve("functions")
                .resolve(function.module())
                .resolve(LAMBDA + "/*");
        var process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djavax.net.ssl.trustStore=" + aws.keyStore(),
                "-Djavax.net.ssl.trustStorePassword=" + CannedAws.PASSWORD,
                "-classpath",
                Stream.of(probe, libraries, serialization)
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)),
                InitProbe.class.getName(),
                function.handler(),
                event.toString());
        process.environment().clear();
        process.environment().putAll(VARIABLES);
        process.environment().put("AWS_LAMBDA_INITIALIZATION_TYPE", variant.initialization());
        process.environment().put("AWS_ENDPOINT_URL", aws.url());
        var started = process.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var lines = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (started.waitFor() != 0
                || lines.stream().anyMatch(line -> REFUSED.matcher(line).find())) {
            throw new IOException(function.name() + " of " + variant.checkout() + " failed; is it built? " + lines);
        }
        var numbers =
                Stream.of(lines.getFirst().split(" ", -1)).map(Double::valueOf).toList();
        var parts = new ArrayList<Cost>();
        for (var part = 0; part < numbers.size(); part += 3) {
            parts.add(new Cost(numbers.get(part) / 1000, numbers.get(part + 1) / 1000, numbers.get(part + 2)));
        }
        return new Costs(parts);
    }
}
