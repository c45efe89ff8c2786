package dev.tenantry.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code infra/benchmark}: {@code makespan} or {@code latency}, and {@code --check} to fail when a target is missed.
 */
final class Main {
    private static final int MISSED = 1;
    private static final int USAGE = 2;

    private Main() {}

    /**
     * Runs a benchmark.
     *
     * @param arguments the project's directory, the benchmark, and perhaps {@code --check}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(run(Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length)));
    }

    private static int run(Path root, List<String> arguments) throws IOException, InterruptedException {
        var check = arguments.contains("--check");
        var benchmark = arguments.stream()
                .filter(argument -> !argument.equals("--check"))
                .toList();
        if (benchmark.size() != 1) {
            return usage();
        }
        System.out.printf(
                "On %d cores, %s %s, Java %s%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"));
        return switch (benchmark.getFirst()) {
            case "makespan" -> Makespan.measure(root) || !check ? 0 : MISSED;
            case "latency" -> Latency.measure(root) || !check ? 0 : MISSED;
            default -> usage();
        };
    }

    private static int usage() {
        System.err.println("Usage: infra/benchmark makespan|latency [--check]");
        return USAGE;
    }
}
