package dev.tenantry.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Benchmark of many tenants at once: what each of them costs in CPU time and in requests to DynamoDB and Twilio, and
 * whether the system gives the memory and threads of such a burst back. Twilio's delays are short, so that the system's
 * own work counts.
 */
final class Tenants {
    /** The share of another version's CPU time, and of its requests to DynamoDB, that may be needed. */
    private static final double MOST_CPU = 0.7;

    private static final double MOST_REQUESTS = 2 / 3.0;
    private static final long MOST_MEMORY = 100;
    private static final long MOST_THREADS = 20;
    private static final Duration REST = Duration.ofMinutes(1);
    private static final int WARM_UP = 20;
    private static final double MEBIBYTE = 1024 * 1024;

    private final int count;
    private final String plan;

    /**
     * @param count how many tenants at once
     * @param plan the body of the requests for them
     */
    Tenants(int count, String plan) {
        this.count = count;
        this.plan = plan;
    }

    /** A version of the system that was measured. */
    private record Result(
            Burst.Cost first,
            Burst.Cost second,
            JavaProcess.State before,
            JavaProcess.State afterFirst,
            JavaProcess.State afterSecond) {
        double cpu() {
            return first.cpuPerTenant();
        }

        double requests() {
            return first.perTenant(Burst.DYNAMODB_REQUESTS);
        }

        /** How many MiB the second burst has left beyond the first. */
        double left() {
            return Math.max(afterSecond.resident() - afterFirst.resident(), afterSecond.heap() - afterFirst.heap())
                    / MEBIBYTE;
        }

        int threadsLeft() {
            return afterSecond.threads() - before.threads();
        }
    }

    /**
     * Measures the system, and perhaps another version of it before, and prints the figures.
     *
     * @param root the project's directory
     * @param other the directory of another version
     * @return whether the targets are met
     */
    boolean measure(Path root, Optional<Path> other) throws IOException, InterruptedException {
        var before = Optional.<Result>empty();
        if (other.isPresent()) {
            before = Optional.of(measure(other.get()));
        }
        var after = measure(root);
        System.out.printf("%n%-40s %12s %12s%n", count + " tenants at once", "before", "now");
        table(before, after);
        var met = Stream.of(
                        TargetCheck.print(
                                "MiB more after the second burst than after the first", after.left(), MOST_MEMORY),
                        TargetCheck.print(
                                "threads more after the second burst than before both",
                                after.threadsLeft(),
                                MOST_THREADS))
                .toList();
        return Stream.concat(met.stream(), before.stream().flatMap(earlier -> compare(earlier, after).stream()))
                .allMatch(is -> is);
    }

    private static List<Boolean> compare(Result before, Result after) {
        return List.of(
                TargetCheck.print("share of the CPU time before", after.cpu() / before.cpu(), MOST_CPU),
                TargetCheck.print(
                        "share of the requests to DynamoDB before",
                        after.requests() / before.requests(),
                        MOST_REQUESTS));
    }

    private Result measure(Path root) throws IOException, InterruptedException {
        System.out.println("Measuring " + root.toRealPath() + " …");
        try (var system = LocalSystem.start(root, "--speed=20");
                var process = JavaProcess.attach(system.pid(), Burst.COUNTED);
                var burst = new Burst(system, process, plan)) {
            burst.provision("warm-up", WARM_UP);
            Thread.sleep(REST);
            var before = process.collect();
            var first = burst.provision("first", count);
            Thread.sleep(REST);
            var afterFirst = process.collect();
            var second = burst.provision("second", count);
            Thread.sleep(REST);
            return new Result(first, second, before, afterFirst, process.collect());
        }
    }

    private static void table(Optional<Result> before, Result after) {
        line("CPU seconds per tenant", before.map(Result::cpu), after.cpu());
        line(
                "CPU seconds per tenant, second burst",
                before.map(one -> one.second().cpuPerTenant()),
                after.second().cpuPerTenant());
        line(
                "tenants per second",
                before.map(one -> one.first().perSecond()),
                after.first().perSecond());
        line(
                "requests to Twilio per tenant",
                before.map(one -> one.first().perTenant(Burst.TWILIO)),
                after.first().perTenant(Burst.TWILIO));
        line("requests to DynamoDB per tenant", before.map(Result::requests), after.requests());
        var operations = new TreeMap<>(after.first().requests());
        before.ifPresent(one -> operations.putAll(one.first().requests()));
        operations.keySet().stream()
                .filter(Burst.DYNAMODB_REQUESTS)
                .forEach(operation -> line(
                        "  " + operation,
                        before.map(one -> one.first().perTenant(operation::equals)),
                        after.first().perTenant(operation::equals)));
        state("before", before.map(Result::before), after.before());
        state("a minute after the first", before.map(Result::afterFirst), after.afterFirst());
        state("a minute after the second", before.map(Result::afterSecond), after.afterSecond());
    }

    private static void state(String when, Optional<JavaProcess.State> before, JavaProcess.State after) {
        line("MiB of live objects " + when, before.map(one -> one.heap() / MEBIBYTE), after.heap() / MEBIBYTE);
        line("MiB resident " + when, before.map(one -> one.resident() / MEBIBYTE), after.resident() / MEBIBYTE);
        line("threads " + when, before.map(one -> (double) one.threads()), after.threads());
    }

    private static void line(String name, Optional<Double> before, double after) {
        System.out.printf(
                "%-48s %10s %10.2f%n", name, before.map("%.2f"::formatted).orElse(""), after);
    }
}
