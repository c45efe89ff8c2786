package dev.tenantry.webhooks;

import dev.tenantry.core.pendingreview.PendingReviews;
import dev.tenantry.core.readiness.ReportedStatuses;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import dev.tenantry.reviews.NumberRegistrations;
import dev.tenantry.reviews.ReviewChecker;
import dev.tenantry.reviews.ReviewOutcomes;
import dev.tenantry.twilio.OperatorAccess;
import dev.tenantry.twilio.TenantAccounts;
import dev.tenantry.twilio.Twilio;
import dev.tenantry.twilio.a2p.Brand;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Checkers of reviews of brands, in a table of {@link TenantFixture}'s. */
final class ReviewChecks {
    static final Duration FIRST_CHECK = Duration.ofMinutes(1);

    private ReviewChecks() {}

    static ReviewChecker checker(Table table, Twilio twilio, SfnClient stepFunctions, InstantSource clock) {
        var ledger = TenantFixture.ledger(table);
        var tenants = new TenantAccounts(
                ledger,
                TenantFixture.cipher(),
                twilio,
                new OperatorAccess(
                        () -> {
                            throw new AssertionError("no token is exchanged here");
                        },
                        twilio));
        var reviews = new ReviewOutcomes(
                ledger,
                (orgId, _) -> {
                    var brands = tenants.open(orgId).brandRegistrations();
                    return sid -> brands.fetch(sid).map(Brand::status);
                },
                new NumberRegistrations(ledger, new ReportedStatuses(table), clock));
        return new ReviewChecker(
                new JobStore(table), new PendingReviews(table), reviews, stepFunctions, clock, () -> FIRST_CHECK);
    }

    static ReviewCheckRunner runner(Table table, Twilio twilio, SfnClient stepFunctions, InstantSource clock) {
        return new ReviewCheckRunner(
                new PendingReviews(table), checker(table, twilio, stepFunctions, clock), clock, () -> FIRST_CHECK);
    }

    static ReviewCallbackListener reader(Table table, Twilio twilio, SfnClient stepFunctions, InstantSource clock) {
        return new ReviewCallbackListener(
                new PendingReviews(table), runner(table, twilio, stepFunctions, clock), clock);
    }
}
