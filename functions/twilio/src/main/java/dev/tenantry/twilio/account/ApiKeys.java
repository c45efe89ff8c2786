package dev.tenantry.twilio.account;

import com.twilio.rest.api.v2010.account.Key;
import com.twilio.rest.api.v2010.account.NewKey;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.twilio.internal.CrudOperations;
import dev.tenantry.twilio.internal.Preconditions;
import dev.tenantry.twilio.internal.TwilioCalls;
import dev.tenantry.twilio.listing.ListedResource;
import java.util.List;
import java.util.Optional;

/**
 * An account's standard API keys ("REST API: Keys"). Only the account's auth token may act on them, no API key. Every
 * method throws a {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class ApiKeys {

    private static final CrudOperations.Kind<Key> KIND =
            new CrudOperations.Kind<>("API key", Key::getSid, Key::getFriendlyName);

    private final TwilioCalls calls;
    private final CrudOperations<Key, ApiKey> keys;

    public ApiKeys(TwilioCalls calls) {
        this.calls = calls;
        this.keys = new CrudOperations<>(calls, KIND, key -> new ApiKey(key.getSid(), key.getFriendlyName()));
    }

    /**
     * Creates a key. Calling it twice creates two: names are not unique.
     *
     * @param friendlyName by which it can be found again, 1 to 64 characters
     */
    public NewApiKey create(String friendlyName) {
        var creator = NewKey.creator().setFriendlyName(Preconditions.requireFriendlyName(friendlyName));
        return calls.write(KIND.named(friendlyName), "created", client -> newKey(creator.create(client)));
    }

    /**
     * The key of exactly this name, if there is one.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<ApiKey> find(String friendlyName) {
        return keys.find(friendlyName, Key.reader());
    }

    /** All keys of the account, also those that others have created. The list may lag. */
    public List<ListedResource> list() {
        return keys.list(Key.reader());
    }

    /** The key of this SID; empty when it is gone. */
    public Optional<ApiKey> fetch(String sid) {
        return keys.fetch(sid, Key.fetcher(sid));
    }

    /** Deletes a key, which ends its use at once; does nothing when it is gone. */
    public void delete(String sid) {
        keys.delete(sid, Key.deleter(sid));
    }

    private static NewApiKey newKey(NewKey key) {
        return new NewApiKey(new ApiKey(key.getSid(), key.getFriendlyName()), new Secret(key.getSecret()));
    }
}
