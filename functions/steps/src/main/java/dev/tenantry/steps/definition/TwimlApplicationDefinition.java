package dev.tenantry.steps.definition;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.plan.Voice;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.engine.TwilioResource;
import dev.tenantry.steps.resource.Difference;
import dev.tenantry.steps.resource.ResourceDefinition;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.voice.TwimlApplication;
import dev.tenantry.twilio.voice.TwimlApplications;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The TwiML application that answers calls to the organisation's numbers. */
record TwimlApplicationDefinition(TenantContext tenant) implements ResourceDefinition {
    @Override
    public ResourceKind kind() {
        return ResourceKind.APPLICATION;
    }

    @Override
    public Optional<TwilioResource> find(ResourceKey key) {
        return applications().find(key.friendlyName()).map(application -> TwilioResource.of(application.sid()));
    }

    @Override
    public TwilioResource create(StepRun run, ResourceKey key) {
        var voice = voice(run.plan());
        return TwilioResource.of(applications()
                .create(key.friendlyName(), voice.url(), voice.statusUrl())
                .sid());
    }

    @Override
    public Optional<List<Difference>> differences(ResourceKey key, String sid, Plan plan) {
        return Difference.in(applications().fetch(sid), application -> differences(application, voice(plan)));
    }

    private static Stream<Difference> differences(TwimlApplication application, Voice voice) {
        return Stream.concat(
                Difference.betweenUrls("voiceUrl", Optional.of(voice.url()), application.voiceUrl()),
                Difference.betweenUrls("statusCallback", voice.statusUrl(), application.statusCallback()));
    }

    @Override
    public boolean update(ResourceKey key, String sid, Plan plan) {
        applications().update(sid, voice(plan).url(), voice(plan).statusUrl());
        return true;
    }

    private static Voice voice(Plan plan) {
        return plan.voice().orElseThrow();
    }

    @Override
    public Optional<List<TwilioResource>> list() {
        return Optional.of(
                applications().list().stream().map(TwilioResource::of).toList());
    }

    @Override
    public void delete(String sid, Rollback choices) {
        applications().delete(sid);
    }

    private TwimlApplications applications() {
        return tenant.account().twimlApplications();
    }
}
