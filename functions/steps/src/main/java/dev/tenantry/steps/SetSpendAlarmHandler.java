package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;
import dev.tenantry.twilio.TenantAccount;

/**
 * Has Twilio warn of what the tenant spends. Twilio cannot change the value of an alarm, so a plan with another value
 * gets another alarm; the earlier one is removed after that, and the tenant never goes without.
 */
public final class SetSpendAlarmHandler extends ResourceStepHandler {

    /** Made by Lambda. */
    public SetSpendAlarmHandler() {
        this(World.of(Environment.current()));
    }

    SetSpendAlarmHandler(World world) {
        super(StepName.SET_SPEND_ALARM, world);
    }

    @Override
    StepResult finish(StepRun run, TenantAccount account, Blueprint blueprint, StepResult made) {
        var removed = removeEarlier(run, made, account.usageTriggers()::delete);
        return new StepResult(made.message() + Wording.removed(removed), made.resources());
    }
}
