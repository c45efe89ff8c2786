package dev.tenantry.api.preflight;

import dev.tenantry.api.preflight.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The findings about a plan, as they are collected. */
final class Findings {
    private final List<Finding> all = new ArrayList<>();

    /** Adds a finding that leads to a rejection with a code. */
    void reject(boolean isSo, String pointer, int code, String sentence) {
        if (isSo) {
            all.add(new Finding(pointer, OptionalInt.of(code), sentence, Severity.REJECTION));
        }
    }

    /** Adds a finding that may lead to a rejection with a code. */
    void warn(boolean isSo, String pointer, int code, String sentence) {
        if (isSo) {
            all.add(new Finding(pointer, OptionalInt.of(code), sentence, Severity.WARNING));
        }
    }

    /** Adds a finding for which Twilio has no code. */
    void warn(boolean isSo, String pointer, String sentence) {
        if (isSo) {
            all.add(new Finding(pointer, OptionalInt.empty(), sentence, Severity.WARNING));
        }
    }

    /** All so far, each once. */
    List<Finding> all() {
        return all.stream().distinct().toList();
    }
}
