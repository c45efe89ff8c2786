package dev.tenantry.steps;

import dev.tenantry.core.AwsClients;
import dev.tenantry.core.Environment;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.review.Waits;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import dev.tenantry.tenant.Lookout;
import dev.tenantry.tenant.Reviews;
import dev.tenantry.tenant.Tenants;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * What the steps that wait for reviews work with, besides the others' {@link World}.
 *
 * @param waits who waits
 * @param lookout looks how their reviews stand, and wakes them
 * @param firstLook when to look for the first time if no callback comes
 */
record ReviewDesk(Waits waits, Lookout lookout, Duration firstLook) {

    static ReviewDesk of(Environment environment, Table table, Ledger ledger, Tenants tenants, InstantSource clock) {
        var firstLook = Duration.ofSeconds(Long.parseLong(environment.require("FIRST_LOOK_SECONDS")));
        return of(
                table, ledger, tenants, new AwsClients(environment).make(SfnClient.builder(), "SFN"), clock, firstLook);
    }

    static ReviewDesk of(
            Table table,
            Ledger ledger,
            Tenants tenants,
            SfnClient stepFunctions,
            InstantSource clock,
            Duration firstLook) {
        var waits = new Waits(table);
        var lookout =
                new Lookout(new JobStore(table), waits, new Reviews(ledger, tenants), stepFunctions, clock, firstLook);
        return new ReviewDesk(waits, lookout, firstLook);
    }
}
