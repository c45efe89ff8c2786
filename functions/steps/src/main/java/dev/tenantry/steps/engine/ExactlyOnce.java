package dev.tenantry.steps.engine;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.failure.TryAnotherException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.core.ledger.Claim;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.LedgerConflictException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Creates a resource at Twilio at most once, despite crashes, time-outs and duplicate invocations; and deletes it under
 * the same protection. The protocol and the alternatives are in {@code docs/adr/0005-failure-classes-and-leases.md}.
 *
 * <p>Claim; look up by the key when an earlier claim's outcome is unknown; create; record the SID at once. A claim that
 * is not released, because the function died, ends when the function could not have lived any longer and its last
 * request must show; and the next claim looks up first.
 *
 * <p>After the claim, and before anything is done at Twilio, the safe point is checked. A rollback sets the job's
 * status first and looks for claims then: so either the rollback sees the claim, or the claimer sees the status. The
 * first claim of a run may be made in the transaction that sets its step RUNNING, and then is its own safe point.
 */
public final class ExactlyOnce {
    /** The time that Twilio's lists may take to show what was created: an assumption, on the safe side. */
    public static final Duration SETTLE = Duration.ofSeconds(5);

    private final Ledger ledger;

    /** @param ledger where resources are claimed and recorded */
    public ExactlyOnce(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The origin of a resource. */
    public enum Origin {
        /** This run created it. */
        CREATED,
        /** An earlier run created it, and did not receive the answer. */
        FOUND,
        /** An earlier run of the same job recorded it. */
        RECORDED,
        /** The ledger knew it before the job. */
        ADOPTED
    }

    /**
     * A resource that exists.
     *
     * @param sid Twilio's id
     * @param origin how it came to be there
     * @param detail what people know it by, e.g. the phone number, if it has such a thing
     */
    public record Ensured(String sid, Origin origin, Optional<String> detail) {
        /** Whether it is there because of the job, and not from before. */
        public boolean isNew() {
            return origin != Origin.ADOPTED;
        }
    }

    /**
     * Ensures that a resource exists.
     *
     * @param run the run of the step that wants it
     * @param key which resource
     * @param lookUp finds it at Twilio by the key's friendly name
     * @param create creates it under that name; never called while it may be there already
     * @throws ProvisioningFailure when it is not known to exist
     */
    public Ensured ensure(
            StepRun run, ResourceKey key, Supplier<Optional<TwilioResource>> lookUp, Supplier<TwilioResource> create) {
        Supplier<TwilioResource> inTime = () -> {
            run.requireTimeToCreate();
            return create.get();
        };
        var early = run.claim().take(key);
        if (early.isPresent()) {
            return ensure(early.get(), lookUp, inTime);
        }
        return switch (claim(run, key)) {
            case Claim.Recorded(var sid, var at, var detail) -> new Ensured(sid, origin(run, at), detail);
            case Claim.Held _ -> throw held(key);
            case Claim.Granted claim -> {
                checkSafePoint(run, claim);
                yield ensure(claim, lookUp, inTime);
            }
        };
    }

    /**
     * Ensures that a resource does not exist: deletes the one that is recorded, or that an earlier claim of unknown
     * outcome turns out to have created.
     *
     * @param run the run of the rollback
     * @param key which resource
     * @param deleter finds and deletes it
     * @return the SID of what was deleted; empty when there was nothing
     * @throws ProvisioningFailure when it is not known to be gone
     */
    public Optional<String> delete(StepRun run, ResourceKey key, ResourceDeleter deleter) {
        return switch (claim(run, key)) {
            case Claim.Recorded(var sid, var _, var _) -> Optional.of(deleteRecorded(run, key, deleter, sid));
            case Claim.Held _ -> throw held(key);
            case Claim.Granted claim -> {
                checkSafePoint(run, claim);
                yield deleter.adoptable()
                        ? settle(claim, deleter.find(), true).map(sid -> deleteRecorded(run, key, deleter, sid))
                        : deleteUnrecorded(run, claim, deleter);
            }
        };
    }

    private String deleteRecorded(StepRun run, ResourceKey key, ResourceDeleter deleter, String sid) {
        run.checkSafePoint();
        deleter.delete().accept(sid);
        ledger.forget(key, sid);
        return sid;
    }

    private Optional<String> deleteUnrecorded(StepRun run, Claim.Granted claim, ResourceDeleter deleter) {
        var found = claim.lookUpFirst()
                ? lookUp(claim, () -> {
                    var there = deleter.find().get();
                    there.ifPresent(sid -> {
                        run.checkSafePoint();
                        deleter.delete().accept(sid);
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
     * @param key which resource
     * @param lookUp finds its SID at Twilio by the key's friendly name
     * @param absenceIsCertain whether the resource is not there when it is not found; otherwise its outcome stays
     *     unknown
     * @throws ProvisioningFailure when that cannot be told yet
     */
    public Optional<String> settle(
            StepRun run, ResourceKey key, Supplier<Optional<String>> lookUp, boolean absenceIsCertain) {
        return switch (claim(run, key)) {
            case Claim.Recorded(var sid, var _, var _) -> Optional.of(sid);
            case Claim.Held _ -> throw held(key);
            case Claim.Granted claim -> {
                checkSafePoint(run, claim);
                yield settle(claim, lookUp, absenceIsCertain);
            }
        };
    }

    private Optional<String> settle(Claim.Granted claim, Supplier<Optional<String>> lookUp, boolean absenceIsCertain) {
        var found = claim.lookUpFirst() ? lookUp(claim, lookUp) : Optional.<String>empty();
        if (found.isEmpty()) {
            if (claim.lookUpFirst() && !absenceIsCertain) {
                ledger.releaseUnknown(claim, Duration.ZERO);
            } else {
                ledger.releaseUntouched(claim);
            }
        }
        return found.map(
                sid -> record(claim, TwilioResource.of(sid), Origin.FOUND).sid());
    }

    private Claim claim(StepRun run, ResourceKey key) {
        return ledger.claim(key, run.remainingTime().get().plus(SETTLE));
    }

    /** What the claim found open stays open. */
    private void checkSafePoint(StepRun run, Claim.Granted claim) {
        try {
            run.checkSafePoint();
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

    private Ensured ensure(
            Claim.Granted claim, Supplier<Optional<TwilioResource>> lookUp, Supplier<TwilioResource> create) {
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

    private TwilioResource create(Claim.Granted claim, Supplier<TwilioResource> create) {
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

    private Ensured record(Claim.Granted claim, TwilioResource found, Origin origin) {
        try {
            ledger.record(claim.key(), found.sid(), found.detail(), found.secret());
            return new Ensured(found.sid(), origin, found.detail());
        } catch (LedgerConflictException twice) {
            throw new NeedsHumanException(
                    FailureDetails.of(
                            twice.getMessage() + ".",
                            "Operator: close or release " + found.sid() + " at Twilio, then retry the job."),
                    twice);
        }
    }

    private static NotProcessedException held(ResourceKey key) {
        return new NotProcessedException(
                FailureDetails.of(
                        "An earlier attempt at " + key.friendlyName()
                                + " may still be on its way, or Twilio asked for a pause after it.",
                        "It is retried automatically, as soon as that can be found out. If it still fails, operator: retry the job."));
    }
}
