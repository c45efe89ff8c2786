package dev.tenantry.twilio;

import com.twilio.http.TwilioRestClient;
import dev.tenantry.twilio.Attempt.Effect;
import java.io.UncheckedIOException;
import java.util.function.Function;

/** Calls Twilio's library as one account, and turns everything that goes wrong into a provisioning failure. */
final class TwilioCalls {

    private final TwilioRestClient client;
    private final FailureClassifier classifier;

    TwilioCalls(TwilioRestClient client, FailureClassifier classifier) {
        this.client = client;
        this.classifier = classifier;
    }

    /** The account that the calls act on, {@code AC…}. */
    String accountSid() {
        return client.getAccountSid();
    }

    /** Makes a call that changes nothing; {@code subject} was to be {@code done}. */
    <T> T read(String subject, String done, Function<TwilioRestClient, T> call) {
        return make(new Attempt(Effect.READ, subject, done), call);
    }

    /** Makes a call that creates something; {@code subject} was to be {@code done}. */
    <T> T create(String subject, String done, Function<TwilioRestClient, T> call) {
        return make(new Attempt(Effect.CREATE, subject, done), call);
    }

    private <T> T make(Attempt attempt, Function<TwilioRestClient, T> call) {
        try {
            return call.apply(client);
        } catch (RefusedException e) {
            throw classifier.refused(attempt, e);
        } catch (UncheckedIOException e) {
            throw classifier.unanswered(attempt, e.getCause());
        } catch (RuntimeException e) {
            // An answer of another shape makes the library throw its own exceptions, but also NullPointerException
            // and the like. Whatever it is, the request has been sent by then.
            throw classifier.unreadable(attempt, e);
        }
    }
}
