package dev.tenantry.steps;

import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.twilio.SipTrunks;
import java.util.Optional;

/** The organisation's SIP trunk. */
record SipTrunkResource(Marker marker, SipTrunks trunks) implements TenantResource {

    @Override
    public Optional<Found> find() {
        return trunks.find(marker.friendlyName()).map(trunk -> Found.of(trunk.sid()));
    }

    @Override
    public Found create() {
        return Found.of(trunks.create(marker.friendlyName()).sid());
    }

    @Override
    public State compare(String sid) {
        return State.of(trunks.fetch(sid).map(_ -> true));
    }
}
