package dev.tenantry.steps.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.failure.TryAnotherException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.steps.MovedClock;
import dev.tenantry.steps.engine.ExactlyOnce.Ensured;
import dev.tenantry.steps.engine.ExactlyOnce.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The protocol claim, look up, create, record; by a clock that the test moves. */
class ExactlyOnceTest {
    private static final ResourceKey MARKER = ResourceKind.ACCOUNT.key(new OrgId("acme"));
    private static final FailureDetails DETAILS = FailureDetails.of("It went wrong.", "Look at it.");
    private static final Duration REMAINING = Duration.ofSeconds(60);
    private static final Duration LEASE = REMAINING.plus(ExactlyOnce.SETTLE);
    private static final Duration ALMOST_NOTHING = Duration.ofMillis(1);

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final MovedClock clock = new MovedClock();
    private final Shelf shelf = new Shelf();
    private Job job = job(clock.instant());
    private Duration remaining = REMAINING;
    private Ledger ledger;
    private ExactlyOnce exactlyOnce;

    private final PermanentFailureException stopped = new PermanentFailureException(DETAILS);

    private Runnable fence = () -> {};

    /** What stands at Twilio, and what was asked of it. */
    private static final class Shelf {
        private final List<String> sids = new ArrayList<>();
        private int lookUps;
        private int creations;

        Optional<TwilioResource> lookUp() {
            lookUps++;
            return sids.stream().findFirst().map(Shelf::found);
        }

        Optional<String> find() {
            return lookUp().map(TwilioResource::sid);
        }

        TwilioResource create() {
            creations++;
            sids.add("AC" + creations);
            return found(sids.getLast());
        }

        private static TwilioResource found(String sid) {
            return TwilioResource.of(sid);
        }
    }

    /** The process is gone: nothing of ours runs after this, so nothing catches it. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Where in the protocol a process dies. */
    enum Deathbed {
        BEFORE_THE_CREATION,
        AFTER_THE_CREATION
    }

    @BeforeEach
    void start() {
        ledger = new Ledger(local.table(), clock);
        exactlyOnce = new ExactlyOnce(ledger);
    }

    @Test
    void createsWithoutLookingUpAndRecordsTheSid() {
        assertThat(obtain()).isEqualTo(new Ensured("AC1", Origin.CREATED, Optional.empty()));

        assertThat(ledger.sid(MARKER)).contains("AC1");
        assertThat(shelf.lookUps).isZero();
    }

    @Test
    void returnsARecordedSidWithoutAnyCall() {
        obtain();

        assertThat(obtain()).isEqualTo(new Ensured("AC1", Origin.RECORDED, Optional.empty()));
        assertThat(shelf.creations).isEqualTo(1);
        assertThat(shelf.lookUps).isZero();
    }

    @Test
    void tellsWhatALaterJobFindsFromWhatItMade() {
        obtain();
        clock.advance(ALMOST_NOTHING);
        job = job(clock.instant());

        assertThat(obtain()).isEqualTo(new Ensured("AC1", Origin.ADOPTED, Optional.empty()));
    }

    @Test
    void createsNothingWithoutTheTimeToHearOfIt() {
        remaining = Duration.ofSeconds(20);

        assertThatThrownBy(this::obtain)
                .isInstanceOf(NotProcessedException.class)
                .hasMessageContaining("more to do than one run has time for");
        assertThat(shelf.creations).isZero();
        remaining = REMAINING;
        assertThat(obtain().sid()).isEqualTo("AC1");
        assertThat(shelf.lookUps).isZero();
    }

    @Test
    void waitsForAnUnknownOutcomeToShowAndThenAdoptsWhatIsThere() {
        unknownOutcome();

        clock.advance(ExactlyOnce.SETTLE.minus(ALMOST_NOTHING));
        assertHeld();

        clock.advance(ALMOST_NOTHING);
        assertThat(obtain()).isEqualTo(new Ensured("AC1", Origin.FOUND, Optional.empty()));
        assertThat(shelf.sids).containsExactly("AC1");
        assertThat(ledger.sid(MARKER)).contains("AC1");
    }

    @Test
    void createsAfterAnUnknownOutcomeThatWasNone() {
        assertThatThrownBy(() -> obtain(failing(new UnknownOutcomeException(DETAILS))))
                .isInstanceOf(UnknownOutcomeException.class);
        clock.advance(ExactlyOnce.SETTLE);

        assertThat(obtain()).isEqualTo(new Ensured("AC1", Origin.CREATED, Optional.empty()));
        assertThat(shelf.lookUps).isEqualTo(1);
    }

    static Stream<ProvisioningFailure> failuresWithoutAnEffect() {
        return Stream.of(
                new NotProcessedException(DETAILS),
                new TryAnotherException(DETAILS),
                new NeedsHumanException(DETAILS),
                new PermanentFailureException(DETAILS));
    }

    @ParameterizedTest
    @MethodSource("failuresWithoutAnEffect")
    void createsAtOnceAndWithoutLookingUpWhenNothingHadHappened(ProvisioningFailure failure) {
        assertThatThrownBy(() -> obtain(failing(failure))).isSameAs(failure);

        assertThat(obtain()).isEqualTo(new Ensured("AC1", Origin.CREATED, Optional.empty()));
        assertThat(shelf.lookUps).isZero();
    }

    @Test
    void waitsAsLongAsTwilioAsksItTo() {
        var pause = Duration.ofSeconds(7);
        var details = new FailureDetails(
                "Slow down.",
                "Wait.",
                OptionalInt.of(20429),
                OptionalInt.of(429),
                Optional.of(pause),
                Optional.empty());
        assertThatThrownBy(() -> obtain(failing(new NotProcessedException(details))))
                .isInstanceOf(NotProcessedException.class);

        clock.advance(pause.minus(ALMOST_NOTHING));
        assertHeld();

        clock.advance(ALMOST_NOTHING);
        assertThat(obtain()).isEqualTo(new Ensured("AC1", Origin.CREATED, Optional.empty()));
        assertThat(shelf.lookUps).isZero();
    }

    @Test
    void neverCreatesWhileTheLookUpFails() {
        unknownOutcome();
        clock.advance(ExactlyOnce.SETTLE);
        var failure = new NotProcessedException(DETAILS);

        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(() -> exactlyOnce.ensure(run(), MARKER, failing(failure), shelf::create))
                    .isSameAs(failure);
        }

        assertThat(shelf.creations).isEqualTo(1);
        assertThat(obtain().sid()).isEqualTo("AC1");
        assertThat(shelf.sids).containsExactly("AC1");
    }

    @Test
    void needsNoSecondLookUpOnceOneHasShownThatNothingIsThere() {
        assertThatThrownBy(() -> obtain(failing(new UnknownOutcomeException(DETAILS))))
                .isInstanceOf(UnknownOutcomeException.class);
        clock.advance(ExactlyOnce.SETTLE);
        assertThatThrownBy(() -> obtain(failing(new NotProcessedException(DETAILS))))
                .isInstanceOf(NotProcessedException.class);
        assertThat(shelf.lookUps).isEqualTo(1);

        obtain();

        assertThat(shelf.lookUps).isEqualTo(1);
        assertThat(shelf.sids).containsExactly("AC1");
    }

    @ParameterizedTest
    @EnumSource
    void waitsOutTheLeaseOfADeadProcessAndThenLooksUp(Deathbed deathbed) {
        die(deathbed);

        clock.advance(LEASE.minus(ALMOST_NOTHING));
        assertHeld();

        clock.advance(ALMOST_NOTHING);
        assertThat(obtain().origin())
                .isEqualTo(deathbed == Deathbed.AFTER_THE_CREATION ? Origin.FOUND : Origin.CREATED);
        assertThat(shelf.lookUps).isEqualTo(1);
        assertThat(shelf.sids).containsExactly("AC1");
    }

    @Test
    void looksUpAgainAfterADeathDuringTheLookUp() {
        unknownOutcome();
        clock.advance(ExactlyOnce.SETTLE);
        assertThatThrownBy(() -> exactlyOnce.ensure(
                        run(),
                        MARKER,
                        () -> {
                            throw new Death();
                        },
                        shelf::create))
                .isInstanceOf(Death.class);

        assertHeld();
        clock.advance(LEASE);

        assertThat(obtain().sid()).isEqualTo("AC1");
        assertThat(shelf.sids).containsExactly("AC1");
    }

    @Test
    void tellsTheSecondOfTwoThatNothingWasDone() {
        obtain(() -> {
            assertHeld();
            return shelf.create();
        });

        assertThat(shelf.sids).containsExactly("AC1");
    }

    @Test
    void createsOnceWhenManyComeAtOnce() throws Exception {
        var many = 8;
        var atOnce = new CyclicBarrier(many);
        Callable<Boolean> attempt = () -> {
            atOnce.await();
            try {
                return obtain().origin() == Origin.CREATED;
            } catch (NotProcessedException held) {
                return false;
            }
        };
        try (var threads = Executors.newFixedThreadPool(many)) {
            var attempts = threads.invokeAll(Collections.nCopies(many, attempt));
            assertThat(attempts.stream().filter(Future::resultNow)).hasSize(1);
        }

        assertThat(shelf.sids).containsExactly("AC1");
    }

    @Test
    void asksAPersonWhenAProcessThatOutlivedItsLeaseMadeASecondOne() {
        assertThatThrownBy(() -> obtain(() -> {
                    clock.advance(LEASE);
                    obtain();
                    return shelf.create();
                }))
                .isInstanceOfSatisfying(NeedsHumanException.class, failure -> assertThat(failure.nextAction())
                        .contains("AC2"));

        assertThat(ledger.sid(MARKER)).contains("AC1");
    }

    @Test
    void letsAProcessThatOutlivedItsLeaseRecordWhatOthersAdopted() {
        obtain(() -> {
            var made = shelf.create();
            clock.advance(LEASE);
            assertThat(obtain().sid()).isEqualTo("AC1");
            return made;
        });

        assertThat(ledger.sid(MARKER)).contains("AC1");
        assertThat(shelf.sids).containsExactly("AC1");
    }

    @Test
    void aProcessThatOutlivedItsLeaseGivesBackNoClaimButItsOwn() {
        assertThatThrownBy(() -> obtain(() -> {
                    clock.advance(LEASE);
                    die(Deathbed.AFTER_THE_CREATION);
                    throw new NotProcessedException(DETAILS);
                }))
                .isInstanceOf(NotProcessedException.class);

        assertHeld();
        clock.advance(LEASE);
        obtain();
        assertThat(shelf.sids).containsExactly("AC1");
    }

    /** Rollback sets the job's status before it looks for claims; so a later claimer sees the status. */
    @Test
    void createsNothingForAJobThatEndedBeforeTheClaim() {
        fence = this::stop;

        assertThatThrownBy(this::obtain).isSameAs(stopped);

        assertThat(shelf.creations).isZero();
        assertThat(shelf.lookUps).isZero();
        assertThat(ledger.entries(MARKER.orgId())).noneMatch(LedgerEntry::mayExist);
        fence = () -> {};
        assertThat(remove()).isEmpty();
    }

    /**
     * And a claimer that passed the safe point before has an open claim: the rollback waits for its lease to end, then
     * looks up the resource.
     */
    @Test
    void removesWhatAProcessMakesThatClaimedBeforeTheJobEnded() {
        obtain(
                () -> {
                    assertThatThrownBy(this::remove).isInstanceOf(NotProcessedException.class);
                    shelf.create();
                    clock.advance(LEASE);
                    assertThat(remove()).contains("AC1");
                    throw new AssertionError("dead by now");
                },
                AssertionError.class);

        assertThat(shelf.sids).isEmpty();
        assertThat(ledger.entries(MARKER.orgId())).noneMatch(LedgerEntry::mayExist);
    }

    @Test
    void leavesAClaimOpenThatWasOpenWhenTheJobEnds() {
        unknownOutcome();
        clock.advance(ExactlyOnce.SETTLE);
        fence = this::stop;
        assertThatThrownBy(this::obtain).isSameAs(stopped);
        fence = () -> {};

        assertThat(remove()).contains("AC1");
        assertThat(shelf.sids).isEmpty();
    }

    @Test
    void removesWhatIsRecordedAndForgetsIt() {
        obtain();

        assertThat(remove()).contains("AC1");
        assertThat(remove()).isEmpty();

        assertThat(shelf.lookUps).isZero();
        assertThat(ledger.sid(MARKER)).isEmpty();
        assertThat(obtain().sid()).isEqualTo("AC2");
    }

    @Test
    void remembersWhatItCouldNotRemove() {
        obtain();
        var failure = new UnknownOutcomeException(DETAILS);

        assertThatThrownBy(() -> exactlyOnce.delete(run(), MARKER, new ResourceDeleter(shelf::find, _ -> {
                    throw failure;
                })))
                .isSameAs(failure);

        assertThat(ledger.sid(MARKER)).contains("AC1");
    }

    @Test
    void findsNothingToRemoveWhereNothingWasMade() {
        assertThatThrownBy(() -> obtain(failing(new UnknownOutcomeException(DETAILS))))
                .isInstanceOf(UnknownOutcomeException.class);
        clock.advance(ExactlyOnce.SETTLE);

        assertThat(remove()).isEmpty();

        assertThat(shelf.lookUps).isEqualTo(1);
        assertThat(ledger.entries(MARKER.orgId())).noneMatch(LedgerEntry::mayExist);
    }

    @Test
    void removesNothingOnceTheRollbackHasEnded() {
        obtain();
        fence = this::stop;

        assertThatThrownBy(this::remove).isSameAs(stopped);

        assertThat(shelf.sids).containsExactly("AC1");
        assertThat(ledger.sid(MARKER)).contains("AC1");
    }

    /** The claim is released as it was found, so that the next rollback looks up and deletes. */
    @Test
    void looksNothingUpForARollbackThatEndedBeforeTheClaim() {
        unknownOutcome();
        clock.advance(ExactlyOnce.SETTLE);
        fence = this::stop;

        assertThatThrownBy(this::remove).isSameAs(stopped);

        assertThat(shelf.lookUps).isZero();
        assertThat(ledger.sid(MARKER)).isEmpty();
        fence = () -> {};
        assertThat(remove()).contains("AC1");
    }

    @Test
    void settlesNothingForARollbackThatEndedBeforeTheClaim() {
        unknownOutcome();
        clock.advance(ExactlyOnce.SETTLE);
        fence = this::stop;

        assertThatThrownBy(this::settle).isSameAs(stopped);

        assertThat(shelf.lookUps).isZero();
        assertThat(ledger.sid(MARKER)).isEmpty();
        fence = () -> {};
        assertThat(settle()).contains("AC1");
    }

    /** The rollback may end between the look-up and the deletion: a later job may have taken the key by then. */
    @Test
    void deletesNothingThatItFoundForARollbackThatEndedMeanwhile() {
        unknownOutcome();
        clock.advance(ExactlyOnce.SETTLE);
        stopAtCheck(2);

        assertThatThrownBy(() -> removeUseless(shelf.sids::remove)).isSameAs(stopped);

        assertThat(shelf.lookUps).isEqualTo(1);
        assertThat(shelf.sids).containsExactly("AC1");
    }

    /** If the run dies between the two, the next job adopts it. */
    @Test
    void recordsWhatItFindsBeforeItDeletesIt() {
        unknownOutcome();
        clock.advance(ExactlyOnce.SETTLE);

        assertThatThrownBy(() -> exactlyOnce.delete(run(), MARKER, new ResourceDeleter(shelf::find, _ -> {
                    throw stopped;
                })))
                .isSameAs(stopped);

        assertThat(ledger.sid(MARKER)).contains("AC1");
    }

    @Test
    void neverRecordsWhatNobodyCanUse() {
        unknownOutcome();
        clock.advance(ExactlyOnce.SETTLE);

        assertThatThrownBy(() -> removeUseless(_ -> {
                    throw stopped;
                }))
                .isSameAs(stopped);

        assertThat(ledger.sid(MARKER)).isEmpty();
        assertThat(removeUseless(shelf.sids::remove)).contains("AC1");
        assertThat(shelf.sids).isEmpty();
        assertThat(ledger.entries(MARKER.orgId())).noneMatch(LedgerEntry::mayExist);
    }

    @Test
    void deletesWhatNobodyCanUseOnlyIfItsCreationHasAnUnknownOutcome() {
        shelf.create();

        assertThat(removeUseless(shelf.sids::remove)).isEmpty();

        assertThat(shelf.lookUps).isZero();
        assertThat(shelf.sids).containsExactly("AC1");
    }

    /** The claim stays open until the SID is recorded, so that the next one looks up again. */
    @Test
    void findsAgainWhatAProcessThatDiedBeforeItsRecordHadFound() {
        unknownOutcome();
        clock.advance(ExactlyOnce.SETTLE);
        var dying = new ExactlyOnce(new Ledger(local.table(new DiesAtTheRecord()), clock));

        assertThatThrownBy(() -> dying.settle(run(), MARKER, shelf::find, true)).hasStackTraceContaining("Died");

        clock.advance(LEASE);
        assertThat(settle()).contains("AC1");
    }

    /** Ends the process at the write that records a SID. */
    private static final class DiesAtTheRecord implements ExecutionInterceptor {
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof UpdateItemRequest update
                    && update.updateExpression().contains("recordedAt")) {
                throw new IllegalStateException("Died");
            }
        }
    }

    @Test
    void settlesWithoutLookingUpWhereNoCreationHasAnUnknownOutcome() {
        shelf.create();

        assertThat(settle()).isEmpty();

        assertThat(shelf.lookUps).isZero();
    }

    /** Where a list may leave out what exists, finding nothing does not settle anything. */
    @Test
    void leavesAnUnknownOutcomeOpenWhereAbsenceIsNotCertain() {
        unknownOutcome();
        clock.advance(ExactlyOnce.SETTLE);

        assertThat(exactlyOnce.settle(run(), MARKER, Optional::empty, false)).isEmpty();

        assertThat(ledger.entries(MARKER.orgId())).singleElement().satisfies(entry -> assertThat(entry.open())
                .isTrue());
    }

    @Test
    void createsWithExactlyTheTimeToRecordTheAnswer() {
        remaining = Duration.ofSeconds(25);

        assertThat(obtain().sid()).isEqualTo("AC1");
    }

    private Optional<String> settle() {
        return exactlyOnce.settle(run(), MARKER, shelf::find, true);
    }

    private Optional<String> removeUseless(Consumer<String> delete) {
        return exactlyOnce.delete(run(), MARKER, new ResourceDeleter(shelf::find, delete, false));
    }

    /** Ends the job between two checks of the safe point. */
    private void stopAtCheck(int number) {
        var checks = new AtomicInteger();
        fence = () -> {
            if (checks.incrementAndGet() == number) {
                stop();
            }
        };
    }

    private Optional<String> remove() {
        return exactlyOnce.delete(run(), MARKER, new ResourceDeleter(shelf::find, shelf.sids::remove));
    }

    private void stop() {
        throw stopped;
    }

    private void obtain(Supplier<TwilioResource> create, Class<? extends Throwable> end) {
        assertThatThrownBy(() -> obtain(create)).isInstanceOf(end);
    }

    private Ensured obtain() {
        return obtain(shelf::create);
    }

    private Ensured obtain(Supplier<TwilioResource> create) {
        return exactlyOnce.ensure(run(), MARKER, shelf::lookUp, create);
    }

    private StepRun run() {
        return new StepRun(job, () -> remaining, (_, _) -> {}, fence);
    }

    private static Job job(Instant createdAt) {
        return Job.create(
                JobId.next(),
                new OrgId("acme"),
                Plan.DEFAULT,
                new Execution("one", "arn:one"),
                true,
                "somebody",
                createdAt);
    }

    private void unknownOutcome() {
        assertThatThrownBy(() -> obtain(() -> {
                    shelf.create();
                    throw new UnknownOutcomeException(DETAILS);
                }))
                .isInstanceOf(UnknownOutcomeException.class);
    }

    private void die(Deathbed deathbed) {
        assertThatThrownBy(() -> obtain(() -> {
                    if (deathbed == Deathbed.AFTER_THE_CREATION) {
                        shelf.create();
                    }
                    throw new Death();
                }))
                .isInstanceOf(Death.class);
    }

    private void assertHeld() {
        var lookUps = shelf.lookUps;
        var creations = shelf.creations;
        assertThatThrownBy(this::obtain)
                .isInstanceOf(NotProcessedException.class)
                .hasMessageContaining("acme may still be on its way");
        assertThat(shelf.lookUps).isEqualTo(lookUps);
        assertThat(shelf.creations).isEqualTo(creations);
    }

    private static <T> Supplier<T> failing(ProvisioningFailure failure) {
        return () -> {
            throw failure;
        };
    }
}
