package dev.tenantry.twilio;

import com.twilio.http.TwilioRestClient;
import dev.tenantry.core.Environment;
import dev.tenantry.twilio.account.TwilioCredentials;
import dev.tenantry.twilio.internal.FailureClassifier;
import dev.tenantry.twilio.internal.NonRetryingHttpClient;
import dev.tenantry.twilio.internal.Rehearsal;
import dev.tenantry.twilio.internal.RenewableClient;
import dev.tenantry.twilio.internal.RetryPolicy;
import dev.tenantry.twilio.internal.TwilioCalls;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Client of Twilio: one transport that all accounts share. Make one for the life of a process; the accounts it gives
 * out are cheap. It opens no connection before the first call, so it can be made while a Lambda function initializes.
 */
public final class Twilio implements AutoCloseable {

    private final NonRetryingHttpClient transport;
    private final Supplier<Optional<URI>> baseUrl;
    private final RetryPolicy retryPolicy;
    private final FailureClassifier classifier = new FailureClassifier(InstantSource.system());

    /** Prepares calls to the Twilio that {@code settings} name. */
    public Twilio(TwilioSettings settings) {
        this.transport = transport(settings);
        this.baseUrl = settings.baseUrl();
        this.retryPolicy = new RetryPolicy(settings.maxRetries(), settings.retryPause());
    }

    private static NonRetryingHttpClient transport(TwilioSettings settings) {
        return new NonRetryingHttpClient(settings.connectTimeout(), settings.answerTimeout(), Optional.empty());
    }

    /**
     * Prepares calls, and before a snapshot of the function rehearses some, so that the snapshot has what they load.
     */
    public static Twilio of(Environment environment, TwilioSettings settings) {
        if (environment.precedesSnapshot()) {
            // By a transport of its own, whose connections end here.
            try (var transport = transport(settings)) {
                Rehearsal.run(transport);
            }
        }
        return new Twilio(settings);
    }

    /** The operator's account, which owns the subaccounts. */
    public OperatorAccount operator(TwilioCredentials credentials) {
        return operator(credentials, _ -> Optional.empty());
    }

    /**
     * The operator's account, with credentials that may be exchanged meanwhile.
     *
     * @param renewal the present credentials, given those that Twilio refused; empty when there are no others
     */
    public OperatorAccount operator(
            TwilioCredentials credentials, Function<TwilioCredentials, Optional<TwilioCredentials>> renewal) {
        return new OperatorAccount(calls(credentials, renewal));
    }

    /** A customer's subaccount, with its own credentials and not the operator's. */
    public TenantAccount tenant(TwilioCredentials credentials) {
        return tenant(credentials, _ -> Optional.empty());
    }

    /**
     * A customer's subaccount, with its own credentials, which may be exchanged meanwhile.
     *
     * @param renewal the present credentials, given those that Twilio refused; empty when there are no others
     */
    public TenantAccount tenant(
            TwilioCredentials credentials, Function<TwilioCredentials, Optional<TwilioCredentials>> renewal) {
        return new TenantAccount(calls(credentials, renewal));
    }

    /** Gives the connections up, which others of this process may share; the accounts must not be used any more. */
    @Override
    public void close() {
        transport.close();
    }

    private TwilioCalls calls(
            TwilioCredentials credentials, Function<TwilioCredentials, Optional<TwilioCredentials>> renewal) {
        var bound = transport.to(baseUrl.get());
        var clients = new RenewableClient<>(credentials, current -> client(current, bound), renewal);
        return new TwilioCalls(clients, classifier, retryPolicy, () -> {});
    }

    private static TwilioRestClient client(TwilioCredentials credentials, NonRetryingHttpClient transport) {
        return new TwilioRestClient.Builder(
                        credentials.accountSid(), credentials.authToken().reveal())
                .httpClient(transport)
                .build();
    }
}
