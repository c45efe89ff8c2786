package dev.tenantry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One job that has ended, and how long the simulated Twilio took over each of its steps.
 *
 * @param millis from the job's creation to its end
 * @param steps its steps that ran, by their titles, which are the names of their states
 */
record Provisioning(double millis, Map<String, Step> steps) {
    private static final String CHECK_SETUP = "check-setup";

    /** What the default plan's steps ask of Twilio; Check setup asks for the same things, but when all others ended. */
    private static final Map<String, Pattern> REQUESTS = Map.of(
            "create-subaccount", Pattern.compile("/2010-04-01/Accounts(/\\w+)?\\.json"),
            "create-api-key", Pattern.compile(".*/Keys\\.json"),
            "buy-numbers", Pattern.compile(".*/(AvailablePhoneNumbers/.*|IncomingPhoneNumbers\\.json)"),
            "create-messaging-service", Pattern.compile("/v1/Services"),
            "attach-numbers", Pattern.compile("/v1/Services/\\w+/PhoneNumbers"),
            "set-spend-alarm", Pattern.compile(".*/Usage/Triggers\\.json"),
            "subscribe-to-events", Pattern.compile("/v1/(Sinks|Subscriptions)(/\\w+)?"));

    /** Keeps a copy of the map, in its order. */
    Provisioning {
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }

    /**
     * A step that ran.
     *
     * @param millis from its start to its end
     * @param twilioMillis how long the simulated Twilio made it wait
     */
    record Step(double millis, double twilioMillis) {
        /** A step that the plan leaves out. */
        static final Step NONE = new Step(0, 0);

        /** What the system itself adds. */
        double ownMillis() {
            return millis - twilioMillis;
        }
    }

    /**
     * What a state of the state machine took; nothing when the plan leaves its step out, or it is none of the job's.
     */
    Step step(String state) {
        return steps.getOrDefault(state, Step.NONE);
    }

    /**
     * Reads a job of the default plan.
     *
     * @param job as the HTTP API tells it
     * @param requests all requests that were made for it, as the simulated Twilio tells them
     * @throws IllegalArgumentException when the job is not COMPLETE, or a request belongs to no step
     */
    static Provisioning of(JsonNode job, Collection<JsonNode> requests) {
        if (!job.required("status").textValue().equals("COMPLETE")) {
            throw new IllegalArgumentException("The job did not complete: " + job);
        }
        var ran = elements(job.required("steps"))
                .filter(step -> step.required("status").textValue().equals("COMPLETE"))
                .toList();
        var checkedAt = ran.stream()
                .filter(step -> step.required("name").textValue().equals(CHECK_SETUP))
                .map(step -> time(step, "startedAt"))
                .findFirst()
                .orElseThrow();
        var twilio = twilio(requests, checkedAt);
        var steps = new LinkedHashMap<String, Step>();
        for (var step : ran) {
            var name = step.required("name").textValue();
            var times = new Step(millis(step, "startedAt"), twilio.getOrDefault(name, 0.0));
            steps.put(step.required("title").textValue(), times);
        }
        return new Provisioning(millis(job, "createdAt"), steps);
    }

    /** What a step asks one after the other adds up; Check setup asks everything at once, so the longest counts. */
    private static Map<String, Double> twilio(Collection<JsonNode> requests, Instant checkedAt) {
        var millis = new LinkedHashMap<String, Double>();
        for (var request : requests) {
            var isCheck = !time(request, "at").isBefore(checkedAt);
            BinaryOperator<Double> together = isCheck ? Math::max : Double::sum;
            var step = isCheck ? CHECK_SETUP : stepOf(request.required("path").textValue());
            millis.merge(step, request.required("delayMillis").doubleValue(), together);
        }
        return millis;
    }

    private static String stepOf(String path) {
        return REQUESTS.entrySet().stream()
                .filter(step -> step.getValue().matcher(path).matches())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No step asks Twilio for " + path));
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static double millis(JsonNode timed, String begin) {
        return Duration.between(time(timed, begin), time(timed, "endedAt")).toNanos() / 1e6;
    }

    private static Instant time(JsonNode json, String name) {
        return Instant.parse(json.required(name).textValue());
    }
}
