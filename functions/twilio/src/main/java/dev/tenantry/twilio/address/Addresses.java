package dev.tenantry.twilio.address;

import com.twilio.rest.api.v2010.account.Address;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.twilio.internal.CrudOperations;
import dev.tenantry.twilio.internal.Preconditions;
import dev.tenantry.twilio.internal.TwilioCalls;
import dev.tenantry.twilio.listing.ListedResource;
import java.util.List;
import java.util.Optional;

/**
 * An account's addresses ("REST API: Addresses"). Every method throws a {@link ProvisioningFailure} for whatever Twilio
 * or the network does: a {@link NeedsHumanException} for an address that Twilio cannot confirm.
 */
public final class Addresses {

    private static final CrudOperations.Kind<Address> KIND =
            new CrudOperations.Kind<>("address", Address::getSid, Address::getFriendlyName);

    /** Twilio allows 64 characters, but 32 for an address that is enabled for emergencies, which can come later. */
    private static final int MAX_FRIENDLY_NAME_CHARS = 32;

    private final CrudOperations<Address, RegisteredAddress> addresses;

    public Addresses(TwilioCalls calls) {
        this.addresses = new CrudOperations<>(calls, KIND, Addresses::address);
    }

    /**
     * Creates an address. Calling it twice creates two: names are not unique. Twilio may correct the spelling.
     *
     * @param friendlyName by which it can be found again, 1 to 32 characters
     * @param emergencyEnabled whether a number can have it for emergency calls
     */
    public RegisteredAddress create(String friendlyName, AddressDetails details, boolean emergencyEnabled) {
        var creator = Address.creator(
                        details.customerName(),
                        details.street(),
                        details.city(),
                        details.region(),
                        details.postalCode(),
                        details.isoCountry())
                .setFriendlyName(Preconditions.requireFriendlyName(friendlyName, MAX_FRIENDLY_NAME_CHARS))
                .setEmergencyEnabled(emergencyEnabled);
        return addresses.create(friendlyName, creator);
    }

    /**
     * The address of exactly this name, if there is one.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<RegisteredAddress> find(String friendlyName) {
        return addresses.find(friendlyName, Address.reader().setFriendlyName(friendlyName));
    }

    /** All addresses of the account, also those that others have created. The list may lag. */
    public List<ListedResource> list() {
        return addresses.list(Address.reader());
    }

    /** The address of this SID; empty when it is gone. */
    public Optional<RegisteredAddress> fetch(String sid) {
        return addresses.fetch(sid, Address.fetcher(sid));
    }

    /** Sets everything but the country, which is fixed: for another, delete it and create another. */
    public RegisteredAddress update(String sid, AddressDetails details, boolean emergencyEnabled) {
        var updater = Address.updater(sid)
                .setCustomerName(details.customerName())
                .setStreet(details.street())
                .setCity(details.city())
                .setRegion(details.region())
                .setPostalCode(details.postalCode())
                .setEmergencyEnabled(emergencyEnabled);
        return addresses.update(sid, updater);
    }

    /** Deletes an address, which no number may have any more; does nothing when it is gone. */
    public void delete(String sid) {
        addresses.delete(sid, Address.deleter(sid));
    }

    private static RegisteredAddress address(Address address) {
        var details = new AddressDetails(
                address.getCustomerName(),
                address.getStreet(),
                address.getCity(),
                address.getRegion(),
                address.getPostalCode(),
                address.getIsoCountry());
        return new RegisteredAddress(
                address.getSid(),
                address.getFriendlyName(),
                details,
                Boolean.TRUE.equals(address.getEmergencyEnabled()),
                Boolean.TRUE.equals(address.getValidated()));
    }
}
