package dev.tenantry.webhooks;

import dev.tenantry.core.review.Waits;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import dev.tenantry.tenant.Lookout;
import dev.tenantry.tenant.Reviews;
import dev.tenantry.tenant.Tenants;
import dev.tenantry.twilio.Twilio;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Makes what looks at reviews, in a table of {@link Tenancy}'s. */
final class Watches {
    static final Duration FIRST_LOOK = Duration.ofMinutes(1);

    private Watches() {}

    static Lookout lookout(Table table, Twilio twilio, SfnClient stepFunctions, InstantSource clock) {
        var ledger = Tenancy.ledger(table);
        var reviews = new Reviews(ledger, new Tenants(ledger, Tenancy.box(), twilio));
        return new Lookout(new JobStore(table), new Waits(table), reviews, stepFunctions, clock, FIRST_LOOK);
    }

    static Watch watch(Table table, Twilio twilio, SfnClient stepFunctions, InstantSource clock) {
        return new Watch(new Waits(table), lookout(table, twilio, stepFunctions, clock), clock, FIRST_LOOK);
    }

    static ReviewNewsReader reader(Table table, Twilio twilio, SfnClient stepFunctions, InstantSource clock) {
        return new ReviewNewsReader(new Waits(table), watch(table, twilio, stepFunctions, clock), clock);
    }
}
