package dev.tenantry.steps;

import dev.tenantry.core.job.SpendAlarm;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.twilio.Recurrence;
import dev.tenantry.twilio.UsageTriggers;
import java.net.URI;
import java.util.Optional;

/** The usage trigger that warns of what the tenant spends. */
record SpendAlarmResource(Marker marker, SpendAlarm plan, URI callbackUrl, UsageTriggers triggers)
        implements TenantResource {

    @Override
    public String noun() {
        return "Alarm at " + Wording.amount(plan.amount()) + " " + plan.period().word();
    }

    @Override
    public Optional<Found> find() {
        return triggers.find(marker.friendlyName()).map(trigger -> Found.of(trigger.sid()));
    }

    @Override
    public Found create() {
        return Found.of(triggers.create(marker.friendlyName(), callbackUrl, plan.amount(), recurrence())
                .sid());
    }

    /** The value and the period are part of the marker, so they cannot differ. */
    @Override
    public State compare(String sid) {
        return State.of(triggers.fetch(sid).map(trigger -> trigger.callbackUrl().equals(callbackUrl)));
    }

    @Override
    public boolean update(String sid) {
        triggers.update(sid, callbackUrl);
        return true;
    }

    private Recurrence recurrence() {
        return switch (plan.period()) {
            case DAILY -> Recurrence.DAILY;
            case MONTHLY -> Recurrence.MONTHLY;
            case YEARLY -> Recurrence.YEARLY;
        };
    }
}
