package dev.tenantry.steps.definition;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.plan.SpendAlarm;
import dev.tenantry.steps.engine.MessageParts;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.engine.TwilioResource;
import dev.tenantry.steps.resource.Difference;
import dev.tenantry.steps.resource.ResourceDefinition;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.usage.Recurrence;
import dev.tenantry.twilio.usage.UsageTriggers;
import java.util.List;
import java.util.Optional;

/** The usage trigger that warns of what the tenant spends. */
record SpendAlarmDefinition(TenantContext tenant) implements ResourceDefinition {
    @Override
    public ResourceKind kind() {
        return ResourceKind.USAGE_TRIGGER;
    }

    @Override
    public String describe(Plan plan) {
        return "Alarm at " + MessageParts.amount(alarm(plan).amount()) + " "
                + alarm(plan).period().word();
    }

    @Override
    public Optional<TwilioResource> find(ResourceKey key) {
        return triggers().find(key.friendlyName()).map(trigger -> TwilioResource.of(trigger.sid()));
    }

    @Override
    public TwilioResource create(StepRun run, ResourceKey key) {
        var alarm = alarm(run.plan());
        return TwilioResource.of(triggers()
                .create(key.friendlyName(), tenant.callbackUrl().get(), alarm.amount(), recurrence(alarm))
                .sid());
    }

    /** The value and the period are part of the key, so they cannot differ. */
    @Override
    public Optional<List<Difference>> differences(ResourceKey key, String sid, Plan plan) {
        var planned = tenant.callbackUrl().get();
        return Difference.in(
                triggers().fetch(sid),
                trigger ->
                        Difference.hidden("callbackUrl", trigger.callbackUrl().equals(planned)));
    }

    @Override
    public boolean update(ResourceKey key, String sid, Plan plan) {
        triggers().update(sid, tenant.callbackUrl().get());
        return true;
    }

    /** Twilio cannot change a trigger's value: the earlier one goes after the new one exists. */
    @Override
    public boolean replacesEarlier() {
        return true;
    }

    private static SpendAlarm alarm(Plan plan) {
        return plan.spendAlarm().orElseThrow();
    }

    private static Recurrence recurrence(SpendAlarm alarm) {
        return switch (alarm.period()) {
            case DAILY -> Recurrence.DAILY;
            case MONTHLY -> Recurrence.MONTHLY;
            case YEARLY -> Recurrence.YEARLY;
        };
    }

    @Override
    public Optional<List<TwilioResource>> list() {
        return Optional.of(triggers().list().stream().map(TwilioResource::of).toList());
    }

    @Override
    public void delete(String sid, Rollback choices) {
        triggers().delete(sid);
    }

    private UsageTriggers triggers() {
        return tenant.account().usageTriggers();
    }
}
