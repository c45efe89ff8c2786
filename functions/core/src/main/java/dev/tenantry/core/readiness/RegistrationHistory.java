package dev.tenantry.core.readiness;

import dev.tenantry.core.catalog.ReviewAuthority;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.errorcode.ErrorCode;
import dev.tenantry.core.errorcode.ErrorCodes;
import dev.tenantry.core.job.AwaitedReview;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.readiness.Registration.Ahead;
import dev.tenantry.core.readiness.Registration.Approved;
import dev.tenantry.core.readiness.Registration.Failed;
import dev.tenantry.core.readiness.Registration.InReview;
import dev.tenantry.core.readiness.Registration.Missing;
import dev.tenantry.core.readiness.Registration.Suspended;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The history of one registration that Twilio has: what steps of several jobs and Twilio's events have said of it, put
 * in the order of time. An approval is undone only by a rejection of the very thing: a step that waits, or fails for
 * another reason, does not take it back.
 */
final class RegistrationHistory {
    /** By so much Twilio's clock may be behind ours. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** Twilio's codes for a brand or a campaign that is suspended. */
    private static final Set<String> SUSPENDED = Set.of("21729", "21731", "30990");

    private final Optional<Instant> recordedAt;
    private final ReviewAuthority authority;
    private final List<Entry> entries = new ArrayList<>();

    /** @param isRuling whether it replaces an approval */
    private record Entry(Instant at, Registration registration, boolean isRuling) {}

    /** @param recordedAt when the ledger recorded what is registered now; what is older is about another one */
    RegistrationHistory(Optional<Instant> recordedAt, ReviewAuthority authority) {
        this.recordedAt = recordedAt;
        this.authority = authority;
    }

    /**
     * Adds what a step says.
     *
     * @param isAlone whether the step registers nothing else, so that its rejection is one of this
     */
    void add(Step step, boolean isAlone) {
        switch (step.status()) {
            case COMPLETE -> step.endedAt().ifPresent(at -> add(at, new Approved(at), true));
            case WAITING -> step.waitingFor().map(AwaitedReview::since).ifPresent(at -> add(at, inReview(at), false));
            case FAILED ->
                step.endedAt()
                        .ifPresent(at -> add(
                                at, failed(step), isAlone && step.resubmission().isPresent()));
            case PENDING, RUNNING, SKIPPED, CANCELLED, UNDONE -> {}
        }
    }

    /** Adds what an event says. */
    void add(ReportedStatus report) {
        switch (report.state()) {
            case PENDING -> add(report.at(), inReview(report.at()), false);
            case APPROVED -> add(report.at(), new Approved(report.at()), true);
            case REJECTED -> add(report.at(), rejected(), true);
            case SUSPENDED -> add(report.at(), new Suspended(), true);
            case GONE -> add(report.at(), new Missing(), true);
        }
    }

    /** How far the registration is by all of this. */
    Registration outcome() {
        Registration outcome = new Ahead();
        for (var entry :
                entries.stream().sorted(Comparator.comparing(Entry::at)).toList()) {
            if (entry.isRuling() || !(outcome instanceof Approved)) {
                outcome = entry.registration() instanceof Approved && outcome instanceof Approved
                        ? outcome
                        : entry.registration();
            }
        }
        return outcome;
    }

    /** What a step says of something that Twilio does not have. */
    static Registration beforeSubmission(Step step) {
        return switch (step.status()) {
            case PENDING, RUNNING, WAITING -> new Ahead();
            case FAILED, CANCELLED -> failed(step);
            case COMPLETE, SKIPPED, UNDONE -> new Missing();
        };
    }

    /** What a step says of something that it alone registers, and whose history does not matter. */
    static Registration current(Step step) {
        return switch (step.status()) {
            case COMPLETE -> step.endedAt().<Registration>map(Approved::new).orElseGet(Ahead::new);
            case WAITING ->
                step.waitingFor()
                        .<Registration>map(review -> new InReview(authority(step.name()), review.since()))
                        .orElseGet(Ahead::new);
            case PENDING, RUNNING, FAILED, CANCELLED, SKIPPED, UNDONE -> beforeSubmission(step);
        };
    }

    private static ReviewAuthority authority(StepName step) {
        return step.reviewedKind().flatMap(kind -> kind.reviewedBy()).orElse(ReviewAuthority.TWILIO);
    }

    private void add(Instant at, Registration registration, boolean isRuling) {
        if (recordedAt.filter(recorded -> at.isBefore(recorded.minus(SKEW))).isEmpty()) {
            entries.add(new Entry(at, registration, isRuling));
        }
    }

    private InReview inReview(Instant since) {
        return new InReview(authority, since);
    }

    private static Registration failed(Step step) {
        var code = step.error().flatMap(StepError::upstream).map(upstream -> ErrorCodes.of(upstream.code()));
        if (code.map(ErrorCode::code).filter(SUSPENDED::contains).isPresent()) {
            return new Suspended();
        }
        return step.error()
                .<Registration>map(error -> new Failed(error.message(), error.nextAction(), code))
                .orElseGet(() -> new Failed(
                        "The job ended before \"" + step.name().title() + "\" was done.",
                        "Operator: retry the job.",
                        Optional.empty()));
    }

    private static Failed rejected() {
        return new Failed(
                "Twilio has reported a rejection; the job's step shows the reason once it is read.",
                "Operator: look at the organisation's newest job and its notices, or in the Twilio Console.",
                Optional.empty());
    }
}
