package dev.tenantry.api.rollback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.api.http.JsonBody;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.ValidationErrors;
import dev.tenantry.api.http.ValueReader;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.Rollback.Numbers;
import java.util.Optional;
import java.util.Set;

/** Reads how somebody wants a job rolled back. What the body does not say gets its default. */
public final class RollbackReader {
    private final ValidationErrors errors = new ValidationErrors();
    private final ValueReader values = new ValueReader(errors);

    private RollbackReader() {}

    /**
     * The options of a rollback request.
     *
     * @param choices how to roll back
     * @param dryRun whether only to tell what that would undo
     */
    public record Wish(Rollback choices, boolean dryRun) {
        /** The options of a request without a body. */
        public static final Wish DEFAULT = new Wish(Rollback.DEFAULT, false);
    }

    /**
     * Reads the choices of a body.
     *
     * @throws ProblemException when the body is not JSON, or says what cannot be chosen
     */
    public static Wish read(String body) {
        var json = JsonBody.parse(body);
        var reader = new RollbackReader();
        var wish = reader.wish(json);
        if (!reader.errors.all().isEmpty()) {
            throw new ProblemException(Problems.invalidRollback(reader.errors.all()));
        }
        return wish;
    }

    private Wish wish(JsonNode json) {
        if (!json.isObject()) {
            errors.add("", "The choices must be a JSON object.");
            return Wish.DEFAULT;
        }
        errors.addUnknownMembers(json, "", Set.of("numbers", "closeAccount", "dryRun"));
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
            errors.add("/numbers", "This must be release or move-to-pool.");
        }
        return chosen.orElse(Rollback.DEFAULT.numbers());
    }
}
