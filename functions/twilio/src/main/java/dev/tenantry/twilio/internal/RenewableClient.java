package dev.tenantry.twilio.internal;

import com.twilio.http.TwilioRestClient;
import java.util.Optional;
import java.util.function.Function;

/**
 * Client of the SDK whose credentials are renewed when Twilio refuses them, because somebody has exchanged the auth
 * token. Once a renewal has told nothing new there is no other one: who is refused with every call asks once. Safe for
 * use by several threads.
 *
 * @param <C> the credentials
 */
public final class RenewableClient<C> {
    private final Function<C, TwilioRestClient> connect;
    private final Function<C, Optional<C>> renewal;
    private C credentials;
    private TwilioRestClient client;
    private boolean exhausted;

    /**
     * @param credentials what the first call is made with
     * @param connect makes a client with credentials
     * @param renewal the present credentials, given those that were refused; empty when there are no others
     */
    public RenewableClient(C credentials, Function<C, TwilioRestClient> connect, Function<C, Optional<C>> renewal) {
        this.connect = connect;
        this.renewal = renewal;
        this.credentials = credentials;
        this.client = connect.apply(credentials);
    }

    /** The client with the newest credentials that are known. */
    synchronized TwilioRestClient current() {
        return client;
    }

    /**
     * A client with other credentials than those of {@code refused}; empty when there are none.
     *
     * @throws dev.tenantry.core.failure.ProvisioningFailure when the renewal fails
     */
    @SuppressWarnings("ReferenceEquality") // Whether it is this client counts, not what it is like.
    synchronized Optional<TwilioRestClient> renewed(TwilioRestClient refused) {
        if (client != refused) {
            return Optional.of(client); // another thread was refused before
        }
        if (exhausted) {
            return Optional.empty();
        }
        var next = renewal.apply(credentials).filter(other -> !other.equals(credentials));
        exhausted = next.isEmpty();
        next.ifPresent(other -> {
            credentials = other;
            client = connect.apply(other);
        });
        return next.map(_ -> client);
    }
}
