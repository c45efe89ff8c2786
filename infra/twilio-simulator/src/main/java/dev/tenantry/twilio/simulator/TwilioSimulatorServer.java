package dev.tenantry.twilio.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/** Runs a {@link TwilioSimulator} until the process is ended. The arguments are in this module's README. */
public final class TwilioSimulatorServer {
    private TwilioSimulatorServer() {}

    /** Starts it, and says where it listens. */
    public static void main(String[] args) throws IOException, InterruptedException {
        TwilioSimulator.Builder builder;
        try {
            builder = parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println("The arguments are listed in the README of twilio-simulator.");
            System.exit(2);
            return;
        }
        try (var simulator = builder.start()) {
            System.out.println("A simulated Twilio listens on " + simulator.baseUrl() + "; nothing real happens.");
            System.out.println("Parent account " + simulator.accountSid() + ", token " + simulator.authToken());
            Thread.currentThread().join();
        }
    }

    static TwilioSimulator.Builder parse(String... args) {
        var builder = TwilioSimulator.builder().port(8090);
        var rest = new ArrayDeque<>(List.of(args));
        while (!rest.isEmpty()) {
            var option = rest.removeFirst();
            if (rest.isEmpty()) {
                throw new IllegalArgumentException("no value for " + option);
            }
            apply(builder, option, rest.removeFirst());
        }
        return builder;
    }

    private static void apply(TwilioSimulator.Builder builder, String option, String value) {
        switch (option) {
            case "--port" -> builder.port(Integer.parseInt(value));
            case "--data" -> builder.dataDirectory(Path.of(value));
            case "--speed" -> builder.speed(Double.parseDouble(value));
            case "--review-speed" -> builder.reviewSpeed(Double.parseDouble(value));
            case "--seed" -> builder.seed(Long.parseLong(value));
            case "--max-subaccounts" -> builder.maxSubaccounts(Integer.parseInt(value));
            case "--max-concurrent-requests" -> builder.maxConcurrentRequests(Integer.parseInt(value));
            case "--reviews-by-requirements" -> builder.reviewsByRequirements(Boolean.parseBoolean(value));
            case "--account-sid" -> builder.accountSid(value);
            case "--auth-token" -> builder.authToken(value);
            default -> throw new IllegalArgumentException("unknown option " + option);
        }
    }
}
