package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.twilio.TenantAccount;
import java.util.List;
import java.util.Optional;

/**
 * Has Twilio warn of what the tenant spends. Twilio cannot change the value of an alarm, so a plan with another value
 * gets another alarm; the earlier one is removed after that, and the tenant never goes without.
 */
public final class SetSpendAlarmHandler extends ResourceStepHandler {
    private final Ledger ledger;
    private final Tenants tenants;

    /** Made by Lambda. */
    public SetSpendAlarmHandler() {
        this(World.of(Environment.current()));
    }

    SetSpendAlarmHandler(World world) {
        super(StepName.SET_SPEND_ALARM, world);
        this.ledger = world.ledger();
        this.tenants = world.tenants();
    }

    @Override
    StepResult work(StepRun run) {
        var result = super.work(run);
        var earlier = earlier(run);
        if (earlier.isEmpty()) {
            return result;
        }
        var account = tenants.open(run.job().orgId());
        earlier.forEach(alarm -> remove(account, alarm));
        return new StepResult(result.message() + "; removed the earlier one", result.resources());
    }

    private List<LedgerEntry> earlier(StepRun run) {
        var wanted = run.job()
                .plan()
                .spendAlarm()
                .map(alarm -> Marker.spendAlarm(run.job().orgId(), alarm));
        return ledger.entries(run.job().orgId()).stream()
                .filter(entry -> entry.marker().type().equals(Marker.SPEND_ALARM))
                .filter(entry -> entry.sid().isPresent())
                .filter(entry -> !wanted.equals(Optional.of(entry.marker())))
                .toList();
    }

    private void remove(TenantAccount account, LedgerEntry alarm) {
        var sid = alarm.sid().orElseThrow();
        account.usageTriggers().delete(sid);
        ledger.forget(alarm.marker(), sid);
    }
}
