package dev.tenantry.steps;

import dev.tenantry.core.job.EmergencyAddress;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.twilio.AddressDetails;
import dev.tenantry.twilio.Addresses;
import java.util.Optional;

/** The address that emergency services are told. */
record EmergencyAddressResource(Marker marker, EmergencyAddress plan, Addresses addresses) implements TenantResource {

    @Override
    public Optional<Found> find() {
        return addresses.find(marker.friendlyName()).map(address -> Found.of(address.sid()));
    }

    @Override
    public Found create() {
        var details = new AddressDetails(
                plan.customerName(), plan.street(), plan.city(), plan.region(), plan.postalCode(), plan.country());
        return Found.of(addresses.create(marker.friendlyName(), details, true).sid());
    }

    /** Another address has another marker; and Twilio corrects the spelling, so the words are not compared. */
    @Override
    public State compare(String sid) {
        return State.of(addresses.fetch(sid).map(_ -> true));
    }
}
