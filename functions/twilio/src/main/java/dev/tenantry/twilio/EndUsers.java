package dev.tenantry.twilio;

import com.twilio.rest.trusthub.v1.EndUser;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import java.util.Optional;

/**
 * An account's end users, which are data of persons and businesses ("Trust Hub: End Users resource"). Every method
 * throws a {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class EndUsers {

    private static final ResourceCalls.Kind<EndUser> KIND =
            new ResourceCalls.Kind<>("end user", EndUser::getSid, EndUser::getFriendlyName);

    private final ResourceCalls<EndUser, TrustEndUser> endUsers;

    EndUsers(TwilioCalls calls) {
        this.endUsers = new ResourceCalls<>(
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
                EndUser.creator(Arguments.requireFriendlyName(friendlyName), details.type())
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
