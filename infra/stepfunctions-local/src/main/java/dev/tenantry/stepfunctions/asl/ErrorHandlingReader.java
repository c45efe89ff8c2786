package dev.tenantry.stepfunctions.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the Retry and Catch lists of a state. */
final class ErrorHandlingReader {
    private static final long MAX_ATTEMPTS = 99_999_999;
    private static final int MAX_ERROR_BYTES = 256;

    private ErrorHandlingReader() {}

    /** Reads both lists of a state. */
    static State.ErrorHandling read(Node node, QueryLanguage language) {
        List<Retrier> retriers = new ArrayList<>();
        for (Node retry : node.elements("Retry")) {
            if (retry.isObject()) {
                retriers.add(retrier(retry));
            }
        }
        List<Catcher> catchers = new ArrayList<>();
        for (Node caught : node.elements("Catch")) {
            if (caught.isObject()) {
                caught.allowOnly(Set.of("Comment", "ErrorEquals", "Next", "Output", "Assign"));
                StateFields.checkRule(caught, language);
                caught.require("ErrorEquals", "Next");
                catchers.add(new Catcher(errorEquals(caught), ExitReader.read(caught, caught.text("Next"))));
            }
        }
        checkWildcard(node, "Retry", retriers.stream().map(Retrier::errorEquals).toList());
        checkWildcard(node, "Catch", catchers.stream().map(Catcher::errorEquals).toList());
        return new State.ErrorHandling(List.copyOf(retriers), List.copyOf(catchers));
    }

    private static Retrier retrier(Node retry) {
        retry.allowOnly(Set.of(
                "Comment",
                "ErrorEquals",
                "IntervalSeconds",
                "MaxAttempts",
                "BackoffRate",
                "MaxDelaySeconds",
                "JitterStrategy"));
        retry.require("ErrorEquals");
        long interval =
                retry.integer("IntervalSeconds", 1, StateReader.MAX_SECONDS).orElse(1L);
        Optional<Long> maxDelay = retry.integer("MaxDelaySeconds", 1, 31_622_400);
        if (maxDelay.isPresent() && maxDelay.get() <= interval) {
            retry.fieldError("MaxDelaySeconds", "MaxDelaySeconds must be greater than IntervalSeconds");
        }
        JsonNode backoff = retry.json().path("BackoffRate");
        if (!backoff.isMissingNode() && (!backoff.isNumber() || backoff.doubleValue() < 1.0)) {
            retry.fieldError("BackoffRate", "Value must be a number greater than or equal to 1.0");
        }
        Optional<String> jitter = retry.text("JitterStrategy");
        if (jitter.isPresent() && !Set.of("FULL", "NONE").contains(jitter.get())) {
            retry.fieldError("JitterStrategy", "Value is not a valid jitter strategy: " + jitter.get());
        }
        return new Retrier(
                errorEquals(retry),
                interval,
                retry.integer("MaxAttempts", 0, MAX_ATTEMPTS).orElse(3L),
                backoff.isNumber() ? backoff.doubleValue() : 2.0,
                maxDelay.map(OptionalLong::of).orElse(OptionalLong.empty()),
                jitter.filter("FULL"::equals).isPresent());
    }

    private static List<String> errorEquals(Node handler) {
        JsonNode names = handler.json().path("ErrorEquals");
        List<String> read = new ArrayList<>();
        if (handler.has("ErrorEquals") && (!names.isArray() || names.isEmpty())) {
            handler.fieldError("ErrorEquals", "Value must be an array with at least one element");
        }
        names.forEach(each -> {
            if (!each.isTextual() || each.textValue().length() > MAX_ERROR_BYTES) {
                handler.fieldError("ErrorEquals", "Expected an error name");
            } else {
                read.add(each.textValue());
            }
        });
        return List.copyOf(read);
    }

    /** {@code States.ALL} stands alone, and last. */
    private static void checkWildcard(Node node, String field, List<List<String>> lists) {
        for (int i = 0; i < lists.size(); i++) {
            List<String> names = lists.get(i);
            if (names.contains("States.ALL") && (names.size() > 1 || i < lists.size() - 1)) {
                node.fieldError(field + "[" + i + "]", "States.ALL must appear alone and in the last element");
            }
        }
    }
}
