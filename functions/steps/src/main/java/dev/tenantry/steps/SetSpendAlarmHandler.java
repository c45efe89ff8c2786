package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;

/**
 * Has Twilio warn of what the tenant spends. Twilio cannot change the value of an alarm, so a plan with another value
 * gets another alarm; the earlier one is removed after that, and the tenant never goes without.
 */
public final class SetSpendAlarmHandler extends ResourceStepHandler {
    private final Tenants tenants;

    /** Made by Lambda. */
    public SetSpendAlarmHandler() {
        this(World.of(Environment.current()));
    }

    SetSpendAlarmHandler(World world) {
        super(StepName.SET_SPEND_ALARM, world);
        this.tenants = world.tenants();
    }

    @Override
    StepResult work(StepRun run) {
        var result = super.work(run);
        var removed = removeEarlier(
                run, sid -> tenants.open(run.job().orgId()).usageTriggers().delete(sid));
        return new StepResult(result.message() + Wording.removed(removed), result.resources());
    }
}
