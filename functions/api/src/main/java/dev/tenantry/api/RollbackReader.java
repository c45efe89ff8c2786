package dev.tenantry.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.Rollback.Numbers;
import java.util.Optional;
import java.util.Set;

/** Reads how somebody wants a job rolled back. What the body does not say gets its default. */
final class RollbackReader {
    private final Faults faults = new Faults();
    private final ValueReader values = new ValueReader(faults);

    private RollbackReader() {}

    /**
     * What was asked for.
     *
     * @param choices how to roll back
     * @param dryRun whether only to tell what that would undo
     */
    record Wish(Rollback choices, boolean dryRun) {
        /** What somebody wants who sends no body. */
        static final Wish DEFAULT = new Wish(Rollback.DEFAULT, false);
    }

    /** @throws ProblemException when the body is not JSON, or says what cannot be chosen */
    static Wish read(String body) {
        var json = JsonBody.parse(body);
        var reader = new RollbackReader();
        var wish = reader.wish(json);
        if (!reader.faults.all().isEmpty()) {
            throw new ProblemException(Problem.invalidRollback(reader.faults.all()));
        }
        return wish;
    }

    private Wish wish(JsonNode json) {
        if (!json.isObject()) {
            faults.add("", "The choices must be a JSON object.");
            return Wish.DEFAULT;
        }
        faults.addUnknownMembers(json, "", Set.of("numbers", "closeAccount", "dryRun"));
        return new Wish(
                new Rollback(numbers(json), values.flag(json.get("closeAccount"), "/closeAccount")),
                values.flag(json.get("dryRun"), "/dryRun"));
    }

    private Numbers numbers(JsonNode json) {
        if (!json.has("numbers")) {
            return Rollback.DEFAULT.numbers();
        }
        var chosen = Optional.ofNullable(json.get("numbers").textValue()).flatMap(Numbers::ofWord);
        if (chosen.isEmpty()) {
            faults.add("/numbers", "This must be release or move-to-pool.");
        }
        return chosen.orElse(Rollback.DEFAULT.numbers());
    }
}
