package dev.tenantry.steps.definition;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.plan.Messaging;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.engine.TwilioResource;
import dev.tenantry.steps.resource.Difference;
import dev.tenantry.steps.resource.ResourceDefinition;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.messaging.MessagingService;
import dev.tenantry.twilio.messaging.MessagingServices;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The messaging service that sends and receives for the organisation's numbers. */
record MessagingServiceDefinition(TenantContext tenant) implements ResourceDefinition {
    @Override
    public ResourceKind kind() {
        return ResourceKind.MESSAGING_SERVICE;
    }

    @Override
    public Optional<TwilioResource> find(ResourceKey key) {
        return services().find(key.friendlyName()).map(service -> TwilioResource.of(service.sid()));
    }

    @Override
    public TwilioResource create(StepRun run, ResourceKey key) {
        var messaging = run.plan().messaging();
        return TwilioResource.of(services()
                .create(key.friendlyName(), messaging.inboundUrl(), messaging.statusUrl())
                .sid());
    }

    @Override
    public Optional<List<Difference>> differences(ResourceKey key, String sid, Plan plan) {
        return Difference.in(services().fetch(sid), service -> differences(service, plan.messaging()));
    }

    private static Stream<Difference> differences(MessagingService service, Messaging messaging) {
        return Stream.concat(
                Difference.betweenUrls("inboundRequestUrl", messaging.inboundUrl(), service.inboundRequestUrl()),
                Difference.betweenUrls("statusCallback", messaging.statusUrl(), service.statusCallback()));
    }

    @Override
    public boolean update(ResourceKey key, String sid, Plan plan) {
        services().update(sid, plan.messaging().inboundUrl(), plan.messaging().statusUrl());
        return true;
    }

    @Override
    public Optional<List<TwilioResource>> list() {
        return Optional.of(services().list().stream().map(TwilioResource::of).toList());
    }

    @Override
    public void delete(String sid, Rollback choices) {
        services().delete(sid);
    }

    private MessagingServices services() {
        return tenant.account().messagingServices();
    }
}
