package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.Plan;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.steps.ExactlyOnce.Obtained;
import dev.tenantry.steps.ExactlyOnce.Origin;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.NotProcessedException;
import dev.tenantry.twilio.failure.PermanentFailureException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import dev.tenantry.twilio.failure.TryAnotherException;
import dev.tenantry.twilio.failure.UnknownOutcomeException;
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
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The protocol claim, look up, create, record; by a clock that the test moves. */
class ExactlyOnceTest {
    private static final Marker MARKER = Marker.subaccount(new OrgId("acme"));
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

        Optional<Found> lookUp() {
            lookUps++;
            return sids.stream().findFirst().map(Shelf::found);
        }

        Optional<String> find() {
            return lookUp().map(Found::sid);
        }

        Found create() {
            creations++;
            sids.add("AC" + creations);
            return found(sids.getLast());
        }

        private static Found found(String sid) {
            return Found.of(sid);
        }
    }

    /** The process is gone: nothing of ours runs after this, so nothing catches it. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Where in the protocol a process dies. */
    private enum Deathbed {
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
        assertThat(obtain()).isEqualTo(new Obtained("AC1", Origin.CREATED));

        assertThat(ledger.sid(MARKER)).contains("AC1");
        assertThat(shelf.lookUps).isZero();
    }

    @Test
    void returnsARecordedSidWithoutAnyCall() {
        obtain();

        assertThat(obtain()).isEqualTo(new Obtained("AC1", Origin.RECORDED));
        assertThat(shelf.creations).isEqualTo(1);
        assertThat(shelf.lookUps).isZero();
    }

    @Test
    void tellsWhatALaterJobFindsFromWhatItMade() {
        obtain();
        clock.advance(ALMOST_NOTHING);
        job = job(clock.instant());

        assertThat(obtain()).isEqualTo(new Obtained("AC1", Origin.ADOPTED));
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
        assertThat(obtain()).isEqualTo(new Obtained("AC1", Origin.FOUND));
        assertThat(shelf.sids).containsExactly("AC1");
        assertThat(ledger.sid(MARKER)).contains("AC1");
    }

    @Test
    void createsAfterAnUnknownOutcomeThatWasNone() {
        assertThatThrownBy(() -> obtain(failing(new UnknownOutcomeException(DETAILS))))
                .isInstanceOf(UnknownOutcomeException.class);
        clock.advance(ExactlyOnce.SETTLE);

        assertThat(obtain()).isEqualTo(new Obtained("AC1", Origin.CREATED));
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

        assertThat(obtain()).isEqualTo(new Obtained("AC1", Origin.CREATED));
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
        assertThat(obtain()).isEqualTo(new Obtained("AC1", Origin.CREATED));
        assertThat(shelf.lookUps).isZero();
    }

    @Test
    void neverCreatesWhileTheLookUpFails() {
        unknownOutcome();
        clock.advance(ExactlyOnce.SETTLE);
        var failure = new NotProcessedException(DETAILS);

        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(() -> exactlyOnce.obtain(run(), MARKER, failing(failure), shelf::create))
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
        assertThatThrownBy(() -> exactlyOnce.obtain(
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

    /** Rollback sets the job's status before it looks for claims; so whoever claims after that sees the status. */
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

    /** And whoever passed the fence before has an open claim, which the rollback waits out and looks behind. */
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

        assertThatThrownBy(() -> exactlyOnce.remove(run(), MARKER, new Removal(shelf::find, _ -> {
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

    private Optional<String> remove() {
        return exactlyOnce.remove(run(), MARKER, new Removal(shelf::find, shelf.sids::remove));
    }

    private void stop() {
        throw stopped;
    }

    private void obtain(Supplier<Found> create, Class<? extends Throwable> end) {
        assertThatThrownBy(() -> obtain(create)).isInstanceOf(end);
    }

    private Obtained obtain() {
        return obtain(shelf::create);
    }

    private Obtained obtain(Supplier<Found> create) {
        return exactlyOnce.obtain(run(), MARKER, shelf::lookUp, create);
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
