package dev.tenantry.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Measures what the initialization of two functions costs: the CPU time and the classes that it takes to make their
 * handlers, in a new JVM each time, and those of the first read of an item after that. With another checkout of the
 * project, that has been built, the two are measured in turns, so that a machine that is busy with something else is so
 * for both.
 */
final class Init {
    private static final int RUNS = 15;
    private static final List<Function> FUNCTIONS = List.of(
            new Function("api", "dev.tenantry.api.TriggerHandler"),
            new Function("steps", "dev.tenantry.steps.CreateSubaccountHandler"));

    /** What the template gives these functions, in this state of the project and in earlier ones. */
    private static final Map<String, String> VARIABLES = Map.ofEntries(
            Map.entry("AWS_REGION", "us-east-1"),
            Map.entry("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"),
            Map.entry("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
            Map.entry("AWS_SESSION_TOKEN", "a-session"),
            Map.entry("TABLE_NAME", "tenantry-Table"),
            Map.entry("KMS_KEY_ARN", "arn:aws:kms:us-east-1:123456789012:key/1"),
            Map.entry("STATE_MACHINE_ARN", "arn:aws:states:us-east-1:123456789012:stateMachine:Provisioning"),
            Map.entry("SETTINGS_PARAMETER", "/tenantry/settings"),
            Map.entry("PUBLIC_URL_PARAMETER", "/tenantry/public-url"),
            Map.entry("TWILIO_SECRET_NAME", "tenantry/twilio"),
            Map.entry("SIMULATED", "false"));

    private final Path root;
    private final String dynamoDb;

    private Init(Path root, String dynamoDb) {
        this.root = root;
        this.dynamoDb = dynamoDb;
    }

    /** A function by its module and its handler. */
    private record Function(String module, String handler) {
        String name() {
            return handler.substring(handler.lastIndexOf('.') + 1);
        }
    }

    /** A built checkout of the project, and how Lambda initializes its functions. */
    private record Variant(String name, Path checkout, String initialization) {}

    /** What one initialization took, and then the first read of an item. */
    private record Cost(long milliseconds, long classes, long readMilliseconds, long readClasses) {}

    /**
     * Prints what the initialization costs.
     *
     * @param root the project's directory
     * @param other another checkout's, to compare with
     */
    static void measure(Path root, Optional<Path> other) throws IOException, InterruptedException {
        var variants = new ArrayList<Variant>();
        other.ifPresent(checkout -> variants.add(new Variant("other", checkout, "on-demand")));
        variants.add(new Variant("this", root, "on-demand"));
        variants.add(new Variant("this, for a snapshot", root, "snap-start"));
        var dynamoDb = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        dynamoDb.createContext("/", Init::answerThatThereIsNothing);
        dynamoDb.start();
        try {
            new Init(root, "http://127.0.0.1:" + dynamoDb.getAddress().getPort()).measure(variants);
        } finally {
            dynamoDb.stop(0);
        }
    }

    private void measure(List<Variant> variants) throws IOException, InterruptedException {
        System.out.printf(
                "%-24s %-22s %10s %8s %12s %8s%n", "handler", "", "init CPU", "classes", "1st read", "classes");
        for (var function : FUNCTIONS) {
            var costs = new LinkedHashMap<Variant, List<Cost>>();
            variants.forEach(variant -> costs.put(variant, new ArrayList<>()));
            for (var run = 0; run < RUNS; run++) {
                for (var variant : variants) {
                    costs.get(variant).add(run(variant, function));
                }
            }
            costs.forEach((variant, measured) -> print(function, variant, measured));
        }
    }

    private static void print(Function function, Variant variant, List<Cost> costs) {
        System.out.printf(
                "%-24s %-22s %7.0f ms %8d %9.0f ms %8d%n",
                function.name(),
                variant.name(),
                median(costs, Cost::milliseconds),
                costs.getFirst().classes(),
                median(costs, Cost::readMilliseconds),
                costs.getFirst().readClasses());
    }

    private static double median(List<Cost> costs, ToLongFunction<Cost> part) {
        return new Sample(costs.stream()
                        .map(cost -> (double) part.applyAsLong(cost))
                        .toList())
                .median();
    }

    private static void answerThatThereIsNothing(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    private Cost run(Variant variant, Function function) throws IOException, InterruptedException {
        var probe = root.resolve("infra/tests/benchmarks/target/classes");
        var libraries = variant.checkout()
                .resolve("functions")
                .resolve(function.module())
                .resolve("target/lambda/lib/*");
        var process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                probe + File.pathSeparator + libraries,
                InitProbe.class.getName(),
                function.handler());
        process.environment().clear();
        process.environment().putAll(VARIABLES);
        process.environment().put("AWS_LAMBDA_INITIALIZATION_TYPE", variant.initialization());
        process.environment().put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb);
        var started = process.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var answer = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (started.waitFor() != 0) {
            throw new IOException(function.name() + " of " + variant.checkout() + " could not be made; is it built?");
        }
        var numbers =
                Stream.of(answer.strip().split(" ", -1)).map(Long::valueOf).toList();
        return new Cost(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
    }
}
