package dev.tenantry.steps;

import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.twilio.VerifyServices;
import java.util.Optional;

/**
 * The organisation's Verify service, which sends and checks one-time codes. People read its friendly name in the
 * messages with their codes, so that is the organisation's name and not the marker; the subaccount has no other service
 * that it could be taken for.
 */
record VerifyServiceResource(Marker marker, String displayName, VerifyServices services) implements TenantResource {

    @Override
    public Optional<Found> find() {
        return services.findOnly().map(service -> Found.of(service.sid()));
    }

    @Override
    public Found create() {
        return Found.of(services.create(friendlyName()).sid());
    }

    @Override
    public State compare(String sid) {
        return State.of(
                services.fetch(sid).map(service -> service.friendlyName().equals(friendlyName())));
    }

    @Override
    public boolean update(String sid) {
        services.update(sid, friendlyName());
        return true;
    }

    /** Twilio takes letters, digits, spaces, dashes and underscores. */
    private String friendlyName() {
        var allowed = displayName.replaceAll("[^\\p{L}\\p{Nd} _-]", "").strip();
        var name = allowed.isEmpty() ? marker.orgId().value() : allowed;
        return name.substring(0, Math.min(name.length(), VerifyServices.MAX_FRIENDLY_NAME_CHARS))
                .strip();
    }
}
