package dev.tenantry.steps;

import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.twilio.AddressDetails;
import dev.tenantry.twilio.Addresses;
import java.util.Optional;

/** Where the business is, as a part of its papers. It is looked at only while those may be changed. */
record BusinessAddressResource(Marker marker, AddressDetails plan, Addresses addresses) implements TenantResource {

    @Override
    public Optional<Found> find() {
        return addresses.find(marker.friendlyName()).map(address -> Found.of(address.sid()));
    }

    @Override
    public Found create() {
        return Found.of(addresses.create(marker.friendlyName(), plan, false).sid());
    }

    /** Twilio corrects the spelling, so only equality says something. */
    @Override
    public State compare(String sid) {
        return State.of(addresses.fetch(sid).map(address -> address.details().equals(plan)));
    }

    /** The country of an address is fixed. */
    @Override
    public boolean update(String sid) {
        var stays = addresses
                .fetch(sid)
                .map(address -> address.details().isoCountry().equals(plan.isoCountry()))
                .orElse(false);
        if (stays) {
            addresses.update(sid, plan, false);
        } else {
            addresses.delete(sid);
        }
        return stays;
    }
}
