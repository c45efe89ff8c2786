package dev.tenantry.steps;

import dev.tenantry.core.job.Messaging;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.twilio.MessagingService;
import dev.tenantry.twilio.MessagingServices;
import java.util.Optional;

/** The messaging service that sends and receives for the organisation's numbers. */
record MessagingServiceResource(Marker marker, Messaging plan, MessagingServices services) implements TenantResource {

    @Override
    public Optional<Found> find() {
        return services.find(marker.friendlyName()).map(service -> Found.of(service.sid()));
    }

    @Override
    public Found create() {
        return Found.of(services.create(marker.friendlyName(), plan.inboundUrl(), plan.statusUrl())
                .sid());
    }

    @Override
    public State compare(String sid) {
        return State.of(services.fetch(sid).map(this::isAsPlanned));
    }

    @Override
    public boolean update(String sid) {
        services.update(sid, plan.inboundUrl(), plan.statusUrl());
        return true;
    }

    private boolean isAsPlanned(MessagingService service) {
        return service.inboundRequestUrl().equals(plan.inboundUrl())
                && service.statusCallback().equals(plan.statusUrl());
    }
}
