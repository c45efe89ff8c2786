package dev.tenantry.twilio;

import com.twilio.http.TwilioRestClient;
import java.time.InstantSource;

/**
 * The way to Twilio: one transport that all accounts share. Make one for the life of a process; the accounts it gives
 * out are cheap. It opens no connection before the first call, so it can be made while a Lambda function initializes.
 */
public final class Twilio implements AutoCloseable {

    private final ExactlyOnceHttpClient transport;
    private final Repeats repeats;
    private final FailureClassifier classifier = new FailureClassifier(InstantSource.system());

    /** Prepares calls to the Twilio that {@code settings} name. */
    public Twilio(TwilioSettings settings) {
        this.transport = new ExactlyOnceHttpClient(settings);
        this.repeats = settings.repeats();
    }

    /** The operator's account, which owns the subaccounts. */
    public OperatorAccount operator(TwilioCredentials credentials) {
        return new OperatorAccount(calls(credentials));
    }

    /** A customer's subaccount, with its own credentials and not the operator's. */
    public TenantAccount tenant(TwilioCredentials credentials) {
        return new TenantAccount(calls(credentials));
    }

    /** Closes the connections; the accounts that were given out fail from now on. */
    @Override
    public void close() {
        transport.close();
    }

    private TwilioCalls calls(TwilioCredentials credentials) {
        var client = new TwilioRestClient.Builder(
                        credentials.accountSid(), credentials.authToken().reveal())
                .httpClient(transport)
                .build();
        return new TwilioCalls(client, classifier, repeats, () -> {});
    }
}
