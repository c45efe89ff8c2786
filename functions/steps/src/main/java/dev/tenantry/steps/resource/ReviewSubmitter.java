package dev.tenantry.steps.resource;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.errorcode.RejectionAdvice;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.resource.ResourceReconciler.Reconciled;
import dev.tenantry.twilio.review.ReviewStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * Submits a resource for review: creates it once, adopts an existing one, and submits again what was rejected, once
 * each time that a person asks for it. Starting or retrying a job asks; another attempt of the state machine does not.
 * What Twilio takes no correction of is left as it is, unless a person agrees to pay for another registration.
 */
public final class ReviewSubmitter {
    private final ResourceReconciler reconciler;
    private final Ledger ledger;
    private final StepName step;

    /** @param step the step whose start tells when a person last asked */
    public ReviewSubmitter(Ledger ledger, StepName step) {
        this.reconciler = new ResourceReconciler(ledger);
        this.ledger = ledger;
        this.step = step;
    }

    /**
     * A resource that is under review, or approved.
     *
     * @param resource which, and what was done about it
     * @param approved whether it may be used
     * @param since when it was submitted
     */
    public record Submitted(Reconciled resource, boolean approved, Instant since) {
        /** The resource as the subject of a sentence, e.g. {@code A2P brand BN…}. */
        public String subject() {
            return resource.name() + " " + resource.sid();
        }
    }

    /**
     * Submits the resource of this key, unless it is under review or approved.
     *
     * @throws NeedsHumanException when it was rejected, and nobody has asked for another review since, or it cannot be
     *     submitted again
     * @throws ProvisioningFailure when it is not known to be under review
     */
    public Submitted submit(StepRun run, ReviewedDefinition definition, ResourceKey key) {
        var resource = reconciler.reconcile(run, definition, key);
        var subject = resource.name() + " " + resource.sid();
        return switch (status(definition, resource)) {
            case ReviewStatus.Open _ -> submitted(run, resource, false);
            case ReviewStatus.Approved _ -> submitted(run, resource, true);
            case ReviewStatus.Stopped stopped -> throw stopped.toFailure(subject);
            case ReviewStatus.Draft _ -> submit(run, definition, resource);
            case ReviewStatus.Rejected rejected
            when isRequestedAgain(run, key) && maySubmit(run, definition, resource.sid(), rejected.advice()) ->
                submit(run, definition, resource);
            case ReviewStatus.Rejected rejected
            when isRequestedAgain(run, key) && mayReplace(run, definition, resource.sid(), rejected.advice()) -> {
                run.checkSafePoint();
                definition.delete(resource.sid(), Rollback.DEFAULT);
                ledger.forget(key, resource.sid());
                yield submit(run, definition, key);
            }
            case ReviewStatus.Rejected rejected -> throw rejected.toFailure(subject);
        };
    }

    /** Whether Twilio takes a correction of what was rejected, or a person has said that it does. */
    private static boolean maySubmit(StepRun run, ReviewedDefinition definition, String sid, RejectionAdvice advice) {
        return switch (advice.resubmission()) {
            case ALLOWED -> !(run.job().consent().fees() && definition.isReplacementNeeded(run, sid));
            case UNKNOWN -> run.job().consent().resubmission();
            case NEW_REGISTRATION, FINAL -> false;
        };
    }

    /** Whether only another registration helps, and a person has agreed to what it costs. */
    private static boolean mayReplace(StepRun run, ReviewedDefinition definition, String sid, RejectionAdvice advice) {
        return run.job().consent().fees()
                && advice.isReplaceable()
                && switch (advice.resubmission()) {
                    case ALLOWED -> definition.isReplacementNeeded(run, sid);
                    case NEW_REGISTRATION -> definition.kind() != ResourceKind.BRAND;
                    case UNKNOWN, FINAL -> false;
                };
    }

    private Submitted submitted(StepRun run, Reconciled resource, boolean approved) {
        var since = ledger.lastSubmitted(resource.key()).orElseGet(() -> requestedAt(run));
        return new Submitted(resource, approved, since);
    }

    private static ReviewStatus status(ReviewedDefinition definition, Reconciled resource) {
        return definition
                .status(resource.sid())
                .orElseThrow(() -> new NotProcessedException(FailureDetails.of(
                        resource.name() + " " + resource.sid() + " was there a moment ago, and is not shown any more.",
                        "It is checked again automatically. If it stays missing, operator: look for it in the Twilio Console,"
                                + " then retry the job.")));
    }

    /** Whether a person has asked since it was last submitted. */
    private boolean isRequestedAgain(StepRun run, ResourceKey key) {
        return ledger.lastSubmitted(key)
                .map(last -> last.isBefore(requestedAt(run)))
                .orElse(true);
    }

    /**
     * When a person last asked: a retry starts a step again, another attempt of its state machine only continues it.
     */
    private Instant requestedAt(StepRun run) {
        return run.job().step(step).startedAt().orElse(run.job().createdAt());
    }

    private Submitted submit(StepRun run, ReviewedDefinition definition, Reconciled resource) {
        run.checkSafePoint();
        try {
            definition.submit(run, resource.key(), resource.sid());
        } catch (NeedsHumanException | PermanentFailureException refused) {
            requireSubmitted(definition.status(resource.sid()), refused);
        }
        ledger.submitted(resource.key(), resource.sid());
        return submitted(run, resource, false);
    }

    /** Twilio refuses what another run has submitted meanwhile. */
    private static void requireSubmitted(Optional<ReviewStatus> status, ProvisioningFailure otherwise) {
        var isSubmitted = status.map(found -> switch (found) {
                    case ReviewStatus.Open _, ReviewStatus.Approved _ -> true;
                    case ReviewStatus.Draft _, ReviewStatus.Rejected _, ReviewStatus.Stopped _ -> false;
                })
                .orElse(false);
        if (!isSubmitted) {
            throw otherwise;
        }
    }
}
