package dev.tenantry.twilio.messaging;

import com.twilio.rest.messaging.v1.Service;
import com.twilio.rest.messaging.v1.service.AlphaSender;
import com.twilio.rest.messaging.v1.service.PhoneNumber;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.twilio.internal.CrudOperations;
import dev.tenantry.twilio.internal.EmptyValues;
import dev.tenantry.twilio.internal.Preconditions;
import dev.tenantry.twilio.internal.TwilioCalls;
import dev.tenantry.twilio.listing.ListedResource;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An account's messaging services and the senders in them ("Messaging Service resource", "PhoneNumber resource",
 * "AlphaSender resource"). Every method throws a {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class MessagingServices {

    private static final CrudOperations.Kind<Service> KIND =
            new CrudOperations.Kind<>("messaging service", Service::getSid, Service::getFriendlyName);

    private static final CrudOperations.Kind<AlphaSender> ALPHA_SENDER =
            new CrudOperations.Kind<>("alphanumeric sender", AlphaSender::getSid, AlphaSender::getAlphaSender);

    /** "Phone Number or Short Code is already in the Messaging Service." */
    private static final int ALREADY_IN_SERVICE = 21710;

    private final TwilioCalls calls;
    private final CrudOperations<Service, MessagingService> services;
    private final CrudOperations<AlphaSender, Sender> alphaSenders;

    public MessagingServices(TwilioCalls calls) {
        this.calls = calls;
        this.services = new CrudOperations<>(calls, KIND, MessagingServices::service);
        this.alphaSenders = new CrudOperations<>(
                calls, ALPHA_SENDER, sender -> new Sender(sender.getSid(), sender.getAlphaSender()));
    }

    /**
     * Creates a service. Calling it twice creates two: names are not unique.
     *
     * @param friendlyName by which it can be found again, 1 to 64 characters
     * @param inboundRequestUrl what Twilio calls for incoming messages; without it, Twilio drops them
     * @param statusCallback what Twilio calls when the status of a message changes
     */
    public MessagingService create(String friendlyName, Optional<URI> inboundRequestUrl, Optional<URI> statusCallback) {
        var creator = Service.creator(Preconditions.requireFriendlyName(friendlyName));
        inboundRequestUrl.ifPresent(creator::setInboundRequestUrl);
        statusCallback.ifPresent(creator::setStatusCallback);
        return services.create(friendlyName, creator);
    }

    /**
     * The service of exactly this name, if there is one.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<MessagingService> find(String friendlyName) {
        return services.find(friendlyName, Service.reader());
    }

    /** All services of the account, also those that others have created. The list may lag. */
    public List<ListedResource> list() {
        return services.list(Service.reader());
    }

    /** The service of this SID; empty when it is gone. */
    public Optional<MessagingService> fetch(String sid) {
        return services.fetch(sid, Service.fetcher(sid));
    }

    /** Sets both URLs; one that is not given is cleared. */
    public MessagingService update(String sid, Optional<URI> inboundRequestUrl, Optional<URI> statusCallback) {
        return services.update(
                sid,
                Service.updater(sid)
                        .setInboundRequestUrl(EmptyValues.urlOrEmpty(inboundRequestUrl))
                        .setStatusCallback(EmptyValues.urlOrEmpty(statusCallback)));
    }

    /** Deletes a service; its numbers stay with the account. Does nothing when it is gone. */
    public void delete(String sid) {
        services.delete(sid, Service.deleter(sid));
    }

    /** The SIDs ({@code PN…}) of the numbers in a service, in Twilio's order. */
    public List<String> listNumbers(String serviceSid) {
        return calls.read(
                "the list of the numbers of " + KIND.of(serviceSid),
                "read",
                client -> TwilioCalls.readAll(PhoneNumber.reader(serviceSid), client).stream()
                        .map(PhoneNumber::getSid)
                        .toList());
    }

    /**
     * Puts a number ({@code PN…}) into a service, or finds that it is there already. A number can be in one service
     * only.
     */
    public void attachNumber(String serviceSid, String numberSid) {
        try {
            calls.write("the number " + numberSid, "put into " + KIND.of(serviceSid), client -> PhoneNumber.creator(
                            serviceSid, numberSid)
                    .create(client));
        } catch (UnknownOutcomeException refusal) {
            if (refusal.twilioCode().orElse(0) != ALREADY_IN_SERVICE || !holdsNumber(serviceSid, numberSid)) {
                throw refusal;
            }
        }
    }

    /** Takes a number ({@code PN…}) out of a service; does nothing when it is not in it. */
    public void detachNumber(String serviceSid, String numberSid) {
        calls.delete(
                "the number " + numberSid,
                "taken out of " + KIND.of(serviceSid),
                PhoneNumber.deleter(serviceSid, numberSid));
    }

    /** Whether a number ({@code PN…}) is in this service. Unlike a list, the answer does not lag. */
    public boolean holdsNumber(String serviceSid, String numberSid) {
        return calls.readIfThere(
                        "the number " + numberSid,
                        "looked up in " + KIND.of(serviceSid),
                        client -> PhoneNumber.fetcher(serviceSid, numberSid).fetch(client))
                .isPresent();
    }

    /**
     * An alphanumeric sender of a service.
     *
     * @param sid {@code AI…}
     * @param name what messages come from
     */
    public record Sender(String sid, String name) {}

    /** Adds an alphanumeric sender to a service. Twilio refuses a second one. */
    public Sender addAlphaSender(String serviceSid, String name) {
        return alphaSenders.create(name, AlphaSender.creator(serviceSid, name));
    }

    /**
     * The alphanumeric sender of a service, if it has one.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<Sender> findAlphaSender(String serviceSid) {
        return alphaSenders.findOnly(AlphaSender.reader(serviceSid));
    }

    /** The alphanumeric sender of this SID; empty when it or the service is gone. */
    public Optional<Sender> fetchAlphaSender(String serviceSid, String sid) {
        return alphaSenders.fetch(sid, AlphaSender.fetcher(serviceSid, sid));
    }

    /** Deletes an alphanumeric sender; does nothing when it or the service is gone. */
    public void deleteAlphaSender(String serviceSid, String sid) {
        alphaSenders.delete(sid, AlphaSender.deleter(serviceSid, sid));
    }

    private static MessagingService service(Service service) {
        return new MessagingService(
                service.getSid(),
                service.getFriendlyName(),
                EmptyValues.toOptional(service.getInboundRequestUrl()),
                EmptyValues.toOptional(service.getStatusCallback()));
    }
}
