package dev.tenantry.twilio.internal;

import java.util.Locale;

/**
 * Description of one call: what it does to Twilio's state, and the words that make the sentence about its outcome.
 *
 * @param effect whether a lost answer leaves the outcome open
 * @param subject what it is about, with its article: {@code the number +14155550100}
 * @param done the participle of what was to be done with it: {@code bought}
 */
record TwilioCall(Effect effect, String subject, String done) {

    private static final String BOUGHT = "bought";

    /** The effect of a call on Twilio's state. */
    enum Effect {
        /** Reads only: after any failure nothing has happened. */
        READ,
        /** Changes something: after a lost answer it may or may not have happened. */
        WRITE,
        /** Changes something, and made again it changes nothing more: an update, a deletion. */
        IDEMPOTENT_WRITE
    }

    /** Whether the call buys a number, so that another number will do as well. */
    boolean buys() {
        return done.equals(BOUGHT);
    }

    /** "The number +14155550100 was not bought". */
    String failed() {
        return subject.substring(0, 1).toUpperCase(Locale.ROOT) + subject.substring(1) + " was not " + done;
    }

    /** "It is not known whether the number +14155550100 was bought". */
    String outcomeUnknown() {
        return "It is not known whether " + subject + " was " + done;
    }
}
