package dev.tenantry.steps;

import dev.tenantry.core.ledger.Claim;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.LedgerConflictException;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.NotProcessedException;
import dev.tenantry.twilio.failure.PermanentFailureException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import dev.tenantry.twilio.failure.TryAnotherException;
import dev.tenantry.twilio.failure.UnknownOutcomeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Creates a resource at Twilio once, whatever dies or comes twice on the way.
 *
 * <p>Claim; look up by the marker when an earlier claim's outcome is unknown; create; record the SID at once. A claim
 * that nobody gives back, because the function died, ends when the function could not have lived any longer and its
 * last request must show; and the next claim looks up first.
 *
 * <p>After the claim, and before anything is done at Twilio, the job is read again. Whoever rolls a job back sets its
 * status first and looks for claims then: so either it sees the claim, or the claimer sees the status.
 */
final class ExactlyOnce {
    /** How long Twilio's lists may take to show what was created: an assumption, on the safe side. */
    static final Duration SETTLE = Duration.ofSeconds(5);

    private final Ledger ledger;

    ExactlyOnce(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * A resource as Twilio returned it.
     *
     * @param sid Twilio's id
     * @param detail what people know it by, if it has such a thing
     * @param secret its secret, encrypted, if Twilio told one with it
     */
    record Found(String sid, Optional<String> detail, Optional<SdkBytes> secret) {
        static Found of(String sid) {
            return new Found(sid, Optional.empty(), Optional.empty());
        }
    }

    /** How a resource came to be there. */
    enum Origin {
        /** This run created it. */
        CREATED,
        /** An earlier run created it, whose answer nobody heard. */
        FOUND,
        /** An earlier run of the same job recorded it. */
        RECORDED,
        /** The ledger knew it before the job. */
        ADOPTED
    }

    /**
     * A resource that is there.
     *
     * @param sid Twilio's id
     * @param origin how it came to be there
     */
    record Obtained(String sid, Origin origin) {
        /** Whether it is there because of the job, and not from before. */
        boolean isNew() {
            return origin != Origin.ADOPTED;
        }
    }

    /**
     * Sees to it that a resource is there.
     *
     * @param run the run of the step that wants it
     * @param marker which resource
     * @param lookUp finds it at Twilio by the marker's friendly name
     * @param create creates it under that name; never called while it may be there already
     * @throws ProvisioningFailure when it is not known to be there
     */
    Obtained obtain(StepRun run, Marker marker, Supplier<Optional<Found>> lookUp, Supplier<Found> create) {
        return switch (claim(run, marker)) {
            case Claim.Recorded(var sid, var at) -> new Obtained(sid, origin(run, at));
            case Claim.Held _ -> throw held(marker);
            case Claim.Granted claim -> {
                passFence(run, claim);
                yield obtain(claim, lookUp, () -> {
                    run.requireTimeToCreate();
                    return create.get();
                });
            }
        };
    }

    /**
     * Sees to it that a resource is not there: removes the one that is recorded, or that an earlier claim of unknown
     * outcome turns out to have made.
     *
     * @param run the run of the undoing
     * @param marker which resource
     * @param removal finds and removes it
     * @return the SID of what was removed; empty when there was nothing
     * @throws ProvisioningFailure when it is not known to be gone
     */
    Optional<String> remove(StepRun run, Marker marker, Removal removal) {
        return switch (claim(run, marker)) {
            case Claim.Recorded(var sid, var _) -> Optional.of(removeRecorded(run, marker, removal, sid));
            case Claim.Held _ -> throw held(marker);
            case Claim.Granted claim -> {
                passFence(run, claim);
                yield removal.isOfUse()
                        ? settle(claim, removal.find()).map(sid -> removeRecorded(run, marker, removal, sid))
                        : removeUnrecorded(run, claim, removal);
            }
        };
    }

    private String removeRecorded(StepRun run, Marker marker, Removal removal, String sid) {
        run.fence().run();
        removal.delete().accept(sid);
        ledger.forget(marker, sid);
        return sid;
    }

    private Optional<String> removeUnrecorded(StepRun run, Claim.Granted claim, Removal removal) {
        var found = claim.lookUpFirst()
                ? lookUp(claim, () -> {
                    var there = removal.find().get();
                    there.ifPresent(sid -> {
                        run.fence().run();
                        removal.delete().accept(sid);
                    });
                    return there;
                })
                : Optional.<String>empty();
        ledger.releaseUntouched(claim);
        return found;
    }

    /**
     * Finds out whether a resource is there, and records it if it is; creates none.
     *
     * @param run the run that wants to know
     * @param marker which resource
     * @param lookUp finds its SID at Twilio by the marker's friendly name
     * @throws ProvisioningFailure when that cannot be told yet
     */
    Optional<String> settle(StepRun run, Marker marker, Supplier<Optional<String>> lookUp) {
        return switch (claim(run, marker)) {
            case Claim.Recorded(var sid, var _) -> Optional.of(sid);
            case Claim.Held _ -> throw held(marker);
            case Claim.Granted claim -> {
                passFence(run, claim);
                yield settle(claim, lookUp);
            }
        };
    }

    private Optional<String> settle(Claim.Granted claim, Supplier<Optional<String>> lookUp) {
        var found = claim.lookUpFirst() ? lookUp(claim, lookUp) : Optional.<String>empty();
        if (found.isEmpty()) {
            ledger.releaseUntouched(claim);
        }
        return found.map(sid -> record(claim, Found.of(sid), Origin.FOUND).sid());
    }

    private Claim claim(StepRun run, Marker marker) {
        return ledger.claim(marker, run.remainingTime().get().plus(SETTLE));
    }

    /** What the claim found open stays open. */
    private void passFence(StepRun run, Claim.Granted claim) {
        try {
            run.fence().run();
        } catch (ProvisioningFailure stopped) {
            if (claim.lookUpFirst()) {
                ledger.releaseUnknown(claim, Duration.ZERO);
            } else {
                ledger.releaseUntouched(claim);
            }
            throw stopped;
        }
    }

    private static Origin origin(StepRun run, Instant recordedAt) {
        return recordedAt.isBefore(run.job().createdAt()) ? Origin.ADOPTED : Origin.RECORDED;
    }

    private Obtained obtain(Claim.Granted claim, Supplier<Optional<Found>> lookUp, Supplier<Found> create) {
        if (claim.lookUpFirst()) {
            var found = lookUp(claim, lookUp);
            if (found.isPresent()) {
                return record(claim, found.get(), Origin.FOUND);
            }
        }
        return record(claim, create(claim, create), Origin.CREATED);
    }

    private <T> Optional<T> lookUp(Claim.Granted claim, Supplier<Optional<T>> lookUp) {
        try {
            return lookUp.get();
        } catch (ProvisioningFailure failure) {
            ledger.releaseUnknown(claim, Duration.ZERO);
            throw failure;
        }
    }

    private Found create(Claim.Granted claim, Supplier<Found> create) {
        try {
            return create.get();
        } catch (ProvisioningFailure failure) {
            switch (failure) {
                case UnknownOutcomeException _ -> ledger.releaseUnknown(claim, SETTLE);
                case NotProcessedException refused
                when refused.retryAfter().isPresent() ->
                    ledger.postpone(claim, refused.retryAfter().get());
                case NotProcessedException _,
                        TryAnotherException _,
                        NeedsHumanException _,
                        PermanentFailureException _ -> ledger.releaseUntouched(claim);
            }
            throw failure;
        }
    }

    private Obtained record(Claim.Granted claim, Found found, Origin origin) {
        try {
            ledger.record(claim.marker(), found.sid(), found.detail(), found.secret());
            return new Obtained(found.sid(), origin);
        } catch (LedgerConflictException twice) {
            throw new NeedsHumanException(
                    FailureDetails.of(
                            twice.getMessage() + ".",
                            "Operator: close or release " + found.sid() + " at Twilio, then retry the job."),
                    twice);
        }
    }

    private static NotProcessedException held(Marker marker) {
        return new NotProcessedException(
                FailureDetails.of(
                        "An earlier attempt at " + marker.friendlyName()
                                + " may still be on its way, or Twilio asked for a pause after it.",
                        "It is tried again by itself, as soon as that can be told. If it still fails, operator: retry the job."));
    }
}
