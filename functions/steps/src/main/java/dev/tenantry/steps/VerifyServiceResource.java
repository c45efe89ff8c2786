package dev.tenantry.steps;

import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.twilio.VerifyServices;
import java.util.Optional;

/** The organisation's Verify service, which sends and checks one-time codes. */
record VerifyServiceResource(Marker marker, VerifyServices services) implements TenantResource {

    @Override
    public String noun() {
        return "Verify service";
    }

    @Override
    public Optional<Found> find() {
        return services.find(marker.friendlyName()).map(service -> Found.of(service.sid()));
    }

    @Override
    public Found create() {
        return Found.of(services.create(marker.friendlyName()).sid());
    }

    @Override
    public State compare(String sid) {
        return State.of(services.fetch(sid).map(_ -> true));
    }
}
