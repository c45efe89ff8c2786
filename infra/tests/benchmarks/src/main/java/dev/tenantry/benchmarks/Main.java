package dev.tenantry.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code infra/benchmark}: {@code makespan}, {@code latency}, {@code tenants}, {@code api} or {@code init}, and
 * {@code --check} to fail when a target is missed.
 */
final class Main {
    private static final int MISSED = 1;
    private static final int USAGE = 2;
    private static final int TENANTS = 300;

    private Main() {}

    /**
     * Runs a benchmark.
     *
     * @param arguments the project's directory, the benchmark, and its options
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(run(Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length)));
    }

    private static int run(Path root, List<String> arguments) throws IOException, InterruptedException {
        var check = arguments.contains("--check");
        var benchmark = arguments.stream()
                .filter(argument -> !argument.startsWith("--"))
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
            case "tenants" -> tenants(root, arguments) || !check ? 0 : MISSED;
            case "api" -> {
                Api.measure(root, before(arguments));
                yield 0;
            }
            case "init" -> Init.measure(root, before(arguments)) || !check ? 0 : MISSED;
            default -> usage();
        };
    }

    private static boolean tenants(Path root, List<String> arguments) throws IOException, InterruptedException {
        var count = option(arguments, "--tenants").map(Integer::valueOf).orElse(TENANTS);
        var file = option(arguments, "--plan").map(Path::of);
        var plan = file.isPresent() ? Files.readString(file.get()) : "{}";
        return new Tenants(count, plan).measure(root, before(arguments));
    }

    private static Optional<Path> before(List<String> arguments) {
        return option(arguments, "--before").map(Path::of);
    }

    private static Optional<String> option(List<String> arguments, String name) {
        return arguments.stream()
                .filter(argument -> argument.startsWith(name + "="))
                .map(argument -> argument.substring(name.length() + 1))
                .findFirst();
    }

    private static int usage() {
        System.err.println("""
                Usage: infra/benchmark makespan|latency|tenants [--check]
                       infra/benchmark tenants [--before=DIRECTORY] [--tenants=NUMBER] [--plan=FILE] [--check]
                       infra/benchmark init [--before=DIRECTORY] [--check]
                       infra/benchmark api [--before=DIRECTORY]""");
        return USAGE;
    }
}
