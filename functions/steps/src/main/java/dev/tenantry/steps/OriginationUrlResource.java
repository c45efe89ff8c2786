package dev.tenantry.steps;

import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.twilio.SipTrunks;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the calls of the organisation's SIP trunk go. */
record OriginationUrlResource(Marker marker, URI sipUrl, Supplier<String> trunkSid, SipTrunks trunks)
        implements TenantResource {

    @Override
    public String noun() {
        return "Origination URL";
    }

    @Override
    public Optional<Found> find() {
        return trunks.findOriginationUrl(trunkSid.get(), marker.friendlyName()).map(url -> Found.of(url.sid()));
    }

    @Override
    public Found create() {
        return Found.of(trunks.createOriginationUrl(trunkSid.get(), marker.friendlyName(), sipUrl)
                .sid());
    }

    @Override
    public State compare(String sid) {
        return State.of(trunks.fetchOriginationUrl(trunkSid.get(), sid)
                .map(url -> url.sipUrl().equals(sipUrl)));
    }

    @Override
    public boolean update(String sid) {
        trunks.updateOriginationUrl(trunkSid.get(), sid, sipUrl);
        return true;
    }
}
