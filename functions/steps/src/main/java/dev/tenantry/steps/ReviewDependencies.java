package dev.tenantry.steps;

import dev.tenantry.core.AwsClients;
import dev.tenantry.core.Environment;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.pendingreview.PendingReviews;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.readiness.ReportedStatuses;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import dev.tenantry.reviews.NumberRegistrations;
import dev.tenantry.reviews.ReviewChecker;
import dev.tenantry.reviews.ReviewOutcomes;
import dev.tenantry.steps.definition.ResourceDefinitions;
import dev.tenantry.twilio.review.ReviewStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The collaborators of everything that waits for reviews: the steps that submit, and the callbacks and the poller that
 * check.
 *
 * @param pending the pending reviews
 * @param checker checks them, and completes the steps that wait
 * @param numbers the registrations of numbers with the carriers
 * @param firstCheck tells how long after the submission a review is checked for the first time if no callback comes
 */
public record ReviewDependencies(
        PendingReviews pending, ReviewChecker checker, NumberRegistrations numbers, Supplier<Duration> firstCheck) {
    /** The collaborators that a function's environment variables describe, with this table. */
    public static ReviewDependencies of(Environment environment, Table table) {
        return of(environment, StepDependencies.of(environment, table));
    }

    static ReviewDependencies of(Environment environment, StepDependencies dependencies) {
        return of(dependencies, new AwsClients(environment).make(SfnClient.builder(), "SFN"));
    }

    static ReviewDependencies of(StepDependencies dependencies, SfnClient stepFunctions) {
        Supplier<Duration> firstCheck = () -> dependencies.settings().get().firstCheck();
        var pending = new PendingReviews(dependencies.table());
        var numbers = new NumberRegistrations(
                dependencies.ledger(), new ReportedStatuses(dependencies.table()), dependencies.clock());
        var outcomes = new ReviewOutcomes(
                dependencies.ledger(), (orgId, kind) -> statuses(dependencies, orgId, kind), numbers);
        var checker = new ReviewChecker(
                new JobStore(dependencies.table()), pending, outcomes, stepFunctions, dependencies.clock(), firstCheck);
        return new ReviewDependencies(pending, checker, numbers, firstCheck);
    }

    private static Function<String, Optional<ReviewStatus>> statuses(
            StepDependencies dependencies, OrgId orgId, ResourceKind kind) {
        var account = dependencies.tenants().open(orgId);
        return new ResourceDefinitions(dependencies.tenant(orgId, () -> account)).reviewed(kind)::status;
    }
}
