package dev.tenantry.twilio.verify;

import com.twilio.rest.verify.v2.Service;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.twilio.internal.CrudOperations;
import dev.tenantry.twilio.internal.Preconditions;
import dev.tenantry.twilio.internal.TwilioCalls;
import dev.tenantry.twilio.listing.ListedResource;
import java.util.List;
import java.util.Optional;

/**
 * An account's Verify services ("Verify: Services"). Every method throws a {@link ProvisioningFailure} for whatever
 * Twilio or the network does.
 */
public final class VerifyServices {

    private static final CrudOperations.Kind<Service> KIND =
            new CrudOperations.Kind<>("Verify service", Service::getSid, Service::getFriendlyName);

    /** Twilio's documentation says 30, its OpenAPI document 32: the name has to fit into a text message. */
    public static final int MAX_FRIENDLY_NAME_CHARS = 30;

    private final CrudOperations<Service, VerifyService> services;

    public VerifyServices(TwilioCalls calls) {
        this.services = new CrudOperations<>(
                calls, KIND, service -> new VerifyService(service.getSid(), service.getFriendlyName()));
    }

    /**
     * Creates a service. Calling it twice creates two: names are not unique.
     *
     * @param friendlyName by which it can be found again, and which people read in the messages with their codes: 1 to
     *     30 letters, digits, spaces, dashes and underscores; Twilio refuses what looks like a phone number or a link
     */
    public VerifyService create(String friendlyName) {
        return services.create(
                friendlyName,
                Service.creator(Preconditions.requireFriendlyName(friendlyName, MAX_FRIENDLY_NAME_CHARS)));
    }

    /**
     * The service of exactly this name, if there is one.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<VerifyService> find(String friendlyName) {
        return services.find(friendlyName, Service.reader());
    }

    /**
     * The account's only service, whatever its name, if there is one.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<VerifyService> findOnly() {
        return services.findOnly(Service.reader());
    }

    /** All services of the account, also those that others have created. The list may lag. */
    public List<ListedResource> list() {
        return services.list(Service.reader());
    }

    /** The service of this SID; empty when it is gone. */
    public Optional<VerifyService> fetch(String sid) {
        return services.fetch(sid, Service.fetcher(sid));
    }

    /** Sets the name that people read. */
    public VerifyService update(String sid, String friendlyName) {
        return services.update(
                sid,
                Service.updater(sid)
                        .setFriendlyName(Preconditions.requireFriendlyName(friendlyName, MAX_FRIENDLY_NAME_CHARS)));
    }

    /** Deletes a service; does nothing when it is gone. */
    public void delete(String sid) {
        services.delete(sid, Service.deleter(sid));
    }
}
