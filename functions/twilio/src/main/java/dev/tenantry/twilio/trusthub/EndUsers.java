package dev.tenantry.twilio.trusthub;

import com.twilio.rest.trusthub.v1.EndUser;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.twilio.internal.CrudOperations;
import dev.tenantry.twilio.internal.Preconditions;
import dev.tenantry.twilio.internal.TwilioCalls;
import java.util.Optional;

/**
 * An account's end users, which are data of persons and businesses ("Trust Hub: End Users resource"). Every method
 * throws a {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class EndUsers {

    private static final CrudOperations.Kind<EndUser> KIND =
            new CrudOperations.Kind<>("end user", EndUser::getSid, EndUser::getFriendlyName);

    private final CrudOperations<EndUser, TrustEndUser> endUsers;

    public EndUsers(TwilioCalls calls) {
        this.endUsers = new CrudOperations<>(
                calls, KIND, user -> new TrustEndUser(user.getSid(), user.getFriendlyName(), user.getType()));
    }

    /**
     * Creates an end user. Calling it twice creates two: names are not unique.
     *
     * @param friendlyName by which it can be found again, 1 to 64 characters
     */
    public TrustEndUser create(String friendlyName, EndUserDetails details) {
        return endUsers.create(
                friendlyName,
                EndUser.creator(Preconditions.requireFriendlyName(friendlyName), details.type())
                        .setAttributes(details.attributes()));
    }

    /**
     * The end user of exactly this name, if there is one.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<TrustEndUser> find(String friendlyName) {
        return endUsers.find(friendlyName, EndUser.reader());
    }

    /** The end user of this SID; empty when it is gone. */
    public Optional<TrustEndUser> fetch(String sid) {
        return endUsers.fetch(sid, EndUser.fetcher(sid));
    }

    /** Replaces the data, which have to be of the same type. Twilio refuses it while they are reviewed. */
    public TrustEndUser update(String sid, EndUserDetails details) {
        return endUsers.update(sid, EndUser.updater(sid).setAttributes(details.attributes()));
    }

    /** Deletes an end user; does nothing when it is gone. */
    public void delete(String sid) {
        endUsers.delete(sid, EndUser.deleter(sid));
    }
}
