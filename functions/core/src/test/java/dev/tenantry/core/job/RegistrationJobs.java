package dev.tenantry.core.job;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.plan.A2p;
import dev.tenantry.core.plan.BusinessId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.plan.TollFreeVerification;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Plans with registrations, and jobs that wait for them. */
public final class RegistrationJobs {
    private static final URI TERMS = URI.create("https://acme.example/terms");
    private static final A2p.Campaign CAMPAIGN = new A2p.Campaign(
            "CUSTOMER_CARE",
            "Tells the customers of a shop when their parcels are on their way.",
            "Customers tick a box when they order, and are told what they agree to.",
            List.of("Your parcel is on its way.", "Your parcel has arrived."),
            false,
            false,
            false,
            false,
            TERMS,
            TERMS);

    /** How the organisation is registered to send from ordinary numbers. */
    public static final A2p A2P = new A2p(A2p.Brand.DEFAULT, CAMPAIGN);

    /** The default plan with both registrations. */
    public static final Plan BOTH = Plan.DEFAULT.withRegistrations(
            Optional.of(BusinessId.next()),
            Optional.of(A2P),
            Optional.of(new TollFreeVerification(
                    List.of("CUSTOMER_CARE"),
                    "Tells customers about their parcels.",
                    "Your parcel is on its way.",
                    List.of(URI.create("https://acme.example/opt-in.png")),
                    "WEB_FORM",
                    "1,000",
                    TERMS,
                    TERMS)));

    private static final AwaitedReview REVIEWERS = new AwaitedReview("Reviewers", "days", Instant.EPOCH);

    private RegistrationJobs() {}

    /** The execution of a part of a job. */
    public static Execution execution(JobId id, StepGroup group) {
        var name = id + "-" + group.word();
        return new Execution(name, "arn:aws:states:us-east-1:123456789012:execution:" + group.word() + ":" + name);
    }

    /** The change that brings a job nearer to waiting for its brand and its toll-free numbers; empty when it does. */
    public static Optional<Job.Change> towardsWaiting(Job job, Instant now) {
        return job.openSteps().stream()
                .filter(step -> step.name() != StepName.REGISTER_CAMPAIGN && step.name() != StepName.REGISTER_NUMBERS)
                .filter(step -> step.status() != StepStatus.WAITING)
                .findFirst()
                .map(step -> next(job, step, now))
                .or(() -> begun(job, now));
    }

    private static Job.Change next(Job job, Step step, Instant now) {
        if (step.status() == StepStatus.PENDING) {
            return job.startStep(step.name(), now);
        }
        return step.name() == StepName.REGISTER_BRAND || step.name() == StepName.VERIFY_TOLL_FREE_NUMBERS
                ? job.awaitStep(step.name(), "Submitted", List.of(), REVIEWERS, now)
                : job.completeStep(step.name(), "Done", List.of(), now);
    }

    private static Optional<Job.Change> begun(Job job, Instant now) {
        if (job.status() == JobStatus.WAITING) {
            return Optional.empty();
        }
        return job.execution(StepGroup.A2P).isPresent()
                ? job.finish(now)
                : Optional.of(job.register(
                        List.of(execution(job.id(), StepGroup.A2P), execution(job.id(), StepGroup.TOLL_FREE)), now));
    }

    /** A job that waits for its brand and its toll-free numbers. */
    public static Job waiting(Job created, Instant now) {
        var job = created;
        for (var change = towardsWaiting(job, now); change.isPresent(); change = towardsWaiting(job, now)) {
            job = change.get().job();
        }
        return job;
    }
}
