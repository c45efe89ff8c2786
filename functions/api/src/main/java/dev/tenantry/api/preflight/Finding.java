package dev.tenantry.api.preflight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.json.Json;
import java.util.OptionalInt;

/**
 * A reason for which reviewers would reject a plan, or might.
 *
 * @param pointer the place in the plan, as a JSON Pointer (RFC 6901)
 * @param code the code of Twilio's that is to be expected; empty where Twilio has none for it
 * @param sentence what is wrong and what helps
 * @param severity how likely it is
 */
public record Finding(String pointer, OptionalInt code, String sentence, Severity severity) {

    /** How likely a finding leads to a rejection. */
    public enum Severity {
        /** The published rules demand a rejection. */
        REJECTION("rejection"),
        /** Reviewers may ask, or reject in some cases. */
        WARNING("warning");

        private final String word;

        Severity(String word) {
            this.word = word;
        }

        /** The name in the API. */
        public String word() {
            return word;
        }
    }

    /** Whether the published rules demand a rejection. */
    public boolean isRejection() {
        return severity == Severity.REJECTION;
    }

    /** The finding as the API shows it. */
    public ObjectNode json() {
        var json = Json.object().put("pointer", pointer);
        code.ifPresent(known -> json.put("code", known));
        return json.put("sentence", sentence).put("severity", severity.word());
    }
}
