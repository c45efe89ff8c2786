package dev.tenantry.core.notice;

import dev.tenantry.core.plan.OrgId;
import java.time.Instant;
import java.util.Arrays;

/**
 * Something that an organisation's people should know, and that is no change of a job.
 *
 * @param id its id
 * @param orgId whose tenant it is about
 * @param at when it happened
 * @param kind what kind of thing it is
 * @param severity how much it matters
 * @param message what happened, for people, and without secrets
 * @param by who brought it about: the ARN of an IAM identity, or {@code twilio}
 */
public record Notice(NoticeId id, OrgId orgId, Instant at, Kind kind, Severity severity, String message, String by) {

    /** The kinds of notice. */
    public enum Kind {
        /** The tenant has spent what its alarm was set to. */
        SPEND_ALARM("spend-alarm"),
        /** Twilio told of an event in the tenant. */
        TWILIO_EVENT("twilio-event"),
        /** A number was registered for a campaign, or taken out of it, or could not be. */
        NUMBER_REGISTRATION("number-registration"),
        /** A sender may send text messages to the United States now, or may not any more. */
        SENDER_READINESS("sender-readiness"),
        /** Somebody was handed the tenant's credentials. */
        CREDENTIALS_READ("credentials-read"),
        /** Twilio is to call back at another address. */
        WEBHOOK_ADDRESS_ROTATED("webhook-address-rotated");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word for it in the API. */
        public String word() {
            return word;
        }

        /**
         * The kind of this word.
         *
         * @throws IllegalArgumentException when there is none
         */
        public static Kind ofWord(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no kind of notice " + word));
        }
    }

    /** The severity of a notice. */
    public enum Severity {
        /** Good to know. */
        INFO("info"),
        /** Somebody should look. */
        WARNING("warning");

        private final String word;

        Severity(String word) {
            this.word = word;
        }

        /** The word for it in the API. */
        public String word() {
            return word;
        }

        /**
         * The severity of this word.
         *
         * @throws IllegalArgumentException when there is none
         */
        public static Severity ofWord(String word) {
            return Arrays.stream(values())
                    .filter(severity -> severity.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no severity " + word));
        }
    }
}
