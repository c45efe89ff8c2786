package dev.tenantry.steps;

import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.twilio.TrunkOriginationUrls;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the calls of the organisation's SIP trunk go. The trunk comes first, so its URLs are asked for late. */
record OriginationUrlResource(Marker marker, URI sipUrl, Supplier<TrunkOriginationUrls> urls)
        implements TenantResource {

    @Override
    public Optional<Found> find() {
        return urls.get().find(marker.friendlyName()).map(url -> Found.of(url.sid()));
    }

    @Override
    public Found create() {
        return Found.of(urls.get().create(marker.friendlyName(), sipUrl).sid());
    }

    @Override
    public State compare(String sid) {
        return State.of(urls.get().fetch(sid).map(url -> url.sipUrl().equals(sipUrl)));
    }

    @Override
    public boolean update(String sid) {
        urls.get().update(sid, sipUrl);
        return true;
    }
}
