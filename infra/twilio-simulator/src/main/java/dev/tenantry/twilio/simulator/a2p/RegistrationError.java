package dev.tenantry.twilio.simulator.a2p;

import dev.tenantry.twilio.simulator.reviews.ReviewOutcome;
import java.util.List;

/**
 * Error for which a brand or campaign was rejected, as Twilio shows it.
 *
 * @param errorCode Twilio's code, such as 30897
 * @param fields what is wrong, such as MESSAGE_FLOW
 * @param url Twilio's page about the code
 * @param description the sentence
 */
record RegistrationError(int errorCode, List<String> fields, String url, String description) {
    /** Defensive copy. */
    RegistrationError {
        fields = List.copyOf(fields);
    }

    /** The error of a rejection that concerns these fields. */
    static RegistrationError of(ReviewOutcome.Reject rejection, String... fields) {
        return new RegistrationError(rejection.code(), List.of(fields), rejection.url(), rejection.reason());
    }
}
