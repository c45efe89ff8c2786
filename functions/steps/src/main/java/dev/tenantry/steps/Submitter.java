package dev.tenantry.steps;

import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.Keeper.Kept;
import dev.tenantry.twilio.ReviewStatus;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.NotProcessedException;
import dev.tenantry.twilio.failure.PermanentFailureException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import java.time.Instant;
import java.util.Optional;

/**
 * Sees to it that something is with its reviewers, or approved: makes it once, adopts what is there, and hands in again
 * what was rejected, once each time that a person asks for it. Whoever starts or retries a job asks; a state machine
 * that tries a step again does not.
 */
final class Submitter {
    private final Keeper keeper;
    private final Ledger ledger;
    private final StepName step;

    /** @param step the step whose start tells when a person last asked */
    Submitter(Ledger ledger, StepName step) {
        this.keeper = new Keeper(ledger);
        this.ledger = ledger;
        this.step = step;
    }

    /**
     * Something that is with its reviewers, or approved.
     *
     * @param kept what, and how it came to be there
     * @param approved whether it may be used
     * @param since since when its reviewers have it, or had it
     */
    record Submitted(Kept kept, boolean approved, Instant since) {

        String subject() {
            return kept.resource().noun() + " " + kept.sid();
        }

        Resource toResource() {
            return kept.toResource();
        }
    }

    /**
     * @throws NeedsHumanException when it was rejected, and nobody has asked for another review since, or none can be
     *     had
     * @throws ProvisioningFailure when it is not known to be with its reviewers
     */
    Submitted submit(StepRun run, ReviewedResource resource) {
        var kept = keeper.keep(run, resource);
        var subject = resource.noun() + " " + kept.sid();
        return switch (status(resource, kept.sid())) {
            case ReviewStatus.Open _ -> submitted(run, kept, false);
            case ReviewStatus.Approved _ -> submitted(run, kept, true);
            case ReviewStatus.Stopped stopped -> throw stopped.toFailure(subject);
            case ReviewStatus.Rejected rejected
            when !rejected.correctable() || !isAskedAnew(run, resource.marker()) -> throw rejected.toFailure(subject);
            case ReviewStatus.Draft _, ReviewStatus.Rejected _ -> {
                handIn(run, resource, kept.sid());
                yield submitted(run, kept, false);
            }
        };
    }

    private Submitted submitted(StepRun run, Kept kept, boolean approved) {
        var since = ledger.lastSubmitted(kept.resource().marker()).orElseGet(() -> asked(run));
        return new Submitted(kept, approved, since);
    }

    private static ReviewStatus status(ReviewedResource resource, String sid) {
        return resource.status(sid)
                .orElseThrow(() -> new NotProcessedException(FailureDetails.of(
                        resource.noun() + " " + sid + " was there a moment ago, and is not shown any more.",
                        "It is looked at again by itself. If it stays away, operator: look for it in the Twilio Console,"
                                + " then retry the job.")));
    }

    /** Whether a person has asked since it was last handed in. */
    private boolean isAskedAnew(StepRun run, Marker marker) {
        return ledger.lastSubmitted(marker)
                .map(last -> last.isBefore(asked(run)))
                .orElse(true);
    }

    /** A retry begins a step anew; each further attempt of its state machine only goes on with it. */
    private Instant asked(StepRun run) {
        return run.job().step(step).startedAt().orElse(run.job().createdAt());
    }

    private void handIn(StepRun run, ReviewedResource resource, String sid) {
        run.fence().run();
        try {
            resource.handIn(sid);
        } catch (NeedsHumanException | PermanentFailureException refused) {
            requireHandedIn(resource.status(sid), refused);
        }
        ledger.submitted(resource.marker(), sid);
    }

    /** Twilio refuses what another run has handed in meanwhile. */
    private static void requireHandedIn(Optional<ReviewStatus> status, ProvisioningFailure otherwise) {
        var isHandedIn = status.map(found -> switch (found) {
                    case ReviewStatus.Open _, ReviewStatus.Approved _ -> true;
                    case ReviewStatus.Draft _, ReviewStatus.Rejected _, ReviewStatus.Stopped _ -> false;
                })
                .orElse(false);
        if (!isHandedIn) {
            throw otherwise;
        }
    }
}
