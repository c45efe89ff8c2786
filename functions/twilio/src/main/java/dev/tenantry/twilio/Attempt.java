package dev.tenantry.twilio;

import java.util.Locale;

/**
 * What a call was meant to do, in words that make the outcome's sentence.
 *
 * @param effect whether a lost answer leaves the outcome open
 * @param subject what it is about, with its article: {@code the number +14155550100}
 * @param done the participle of what was to be done with it: {@code bought}
 */
record Attempt(Effect effect, String subject, String done) {

    /** What a call does to Twilio's state. */
    enum Effect {
        /** Reads only: after any failure nothing has happened. */
        READ,
        /** Changes something: after a lost answer it may or may not have happened. */
        WRITE,
        /** Changes something, and made again it changes nothing more: an update, a deletion. */
        SET
    }

    /** "The number +14155550100 was not bought". */
    String failed() {
        return subject.substring(0, 1).toUpperCase(Locale.ROOT) + subject.substring(1) + " was not " + done;
    }

    /** "It is not known whether the number +14155550100 was bought". */
    String inDoubt() {
        return "It is not known whether " + subject + " was " + done;
    }
}
