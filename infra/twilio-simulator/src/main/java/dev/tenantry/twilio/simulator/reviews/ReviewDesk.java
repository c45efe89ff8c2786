package dev.tenantry.twilio.simulator.reviews;

import dev.tenantry.twilio.simulator.callbacks.Callback;
import dev.tenantry.twilio.simulator.callbacks.Outbox;
import dev.tenantry.twilio.simulator.domain.AccountStatus;
import dev.tenantry.twilio.simulator.domain.Outcome;
import dev.tenantry.twilio.simulator.domain.Review;
import dev.tenantry.twilio.simulator.domain.ReviewKind;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.rules.RuleBook;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The reviews that are open. How each ends is decided when it is submitted: by the first rule that strikes, by the
 * magic words in it, else well.
 */
public final class ReviewDesk {
    private final TwilioCloud cloud;
    private final Outbox outbox;
    private final ReviewTimes times;
    private final RuleBook<Submission, ReviewRule> rules;
    private final Map<ReviewKind, Reviewed> kinds = new EnumMap<>(ReviewKind.class);
    private Runnable listener = () -> {};

    ReviewDesk(TwilioCloud cloud, Outbox outbox, ReviewTimes times, RuleBook<Submission, ReviewRule> rules) {
        this.cloud = cloud;
        this.outbox = outbox;
        this.times = times;
        this.rules = rules;
    }

    void onSubmission(Runnable wake) {
        this.listener = wake;
    }

    void handle(ReviewKind kind, Reviewed reviewed) {
        kinds.put(kind, reviewed);
    }

    /** Submits something for review, in the transaction of the request; a review of it that is open ends unheard. */
    public void submit(Submission submission) {
        var rule = rules.next(submission);
        var outcome = rule.map(ReviewRule::outcome)
                .or(() -> MagicWords.in(submission))
                .orElseGet(Outcome.Approve::new);
        var now = cloud.instant();
        cloud.reviews()
                .save(new Review(
                        submission.sid(),
                        submission.accountSid(),
                        submission.kind(),
                        now,
                        now.plus(times.queue(submission)),
                        false,
                        outcome instanceof Outcome.Never ? null : now.plus(times.whole(submission)),
                        outcome,
                        !(outcome instanceof Outcome.Never)
                                        && rule.map(ReviewRule::early).orElse(false)
                                ? Long.valueOf(Thread.currentThread().threadId())
                                : null));
        listener.run();
    }

    /** Ends a review unheard, in the transaction that deletes what is reviewed. */
    public void withdraw(String sid) {
        cloud.reviews().find(sid).ifPresent(cloud.reviews()::remove);
    }

    /** Whether something is being reviewed. */
    public boolean reviews(String sid) {
        return cloud.reviews().find(sid).isPresent();
    }

    /** All that are open, oldest first. */
    public List<Review> open() {
        return cloud.transact(() -> cloud.reviews().all());
    }

    /**
     * Decides a review now.
     *
     * @param outcome a rejection may leave code and reason open
     * @throws NoSuchElementException when no review of this thing is open
     * @throws IllegalArgumentException when the outcome is none
     */
    public void decide(String sid, Outcome outcome) {
        if (outcome instanceof Outcome.Never) {
            throw new IllegalArgumentException("approve or reject");
        }
        cloud.transact(() -> {
            var review = cloud.reviews()
                    .find(sid)
                    .orElseThrow(() -> new NoSuchElementException("no review of " + sid + " is open"));
            end(review, outcome);
            return null;
        });
    }

    /** Does what is due; returns when there is more to do. */
    Optional<Instant> goOn() {
        return cloud.transact(() -> {
            var now = cloud.instant();
            waiting()
                    .filter(review ->
                            review.due().filter(due -> !due.isAfter(now)).isPresent())
                    .forEach(this::goOn);
            return waiting().flatMap(review -> review.due().stream()).min(Comparator.naturalOrder());
        });
    }

    /** Ends the reviews that this thread is to end before the answer that it is about to give. */
    void endBeforeAnswer() {
        Long thread = Thread.currentThread().threadId();
        cloud.transact(() -> {
            cloud.reviews().all().stream()
                    .filter(review -> thread.equals(review.answerer()))
                    .forEach(review -> endOf(review, review.outcome()).forEach(outbox::putBeforeAnswer));
            return null;
        });
    }

    /** Lets end in their time what threads that are no more were to end. */
    void adopt() {
        cloud.transact(() -> {
            cloud.reviews().all().forEach(review -> cloud.reviews().save(review.unhurried()));
            return null;
        });
    }

    private Stream<Review> waiting() {
        return cloud.reviews().all().stream().filter(review -> review.answerer() == null);
    }

    private void goOn(Review review) {
        if (isAbandoned(review)) {
            cloud.reviews().remove(review);
        } else if (review.begun()) {
            end(review, review.outcome());
        } else {
            cloud.reviews().save(review.asBegun());
            kinds.get(review.kind()).begin(review).forEach(outbox::put);
        }
    }

    private void end(Review review, Outcome outcome) {
        endOf(review, outcome).forEach(outbox::put);
    }

    private List<Callback> endOf(Review review, Outcome outcome) {
        cloud.reviews().remove(review);
        var complete =
                outcome instanceof Outcome.Reject rejection ? review.kind().rejection(rejection) : outcome;
        return kinds.get(review.kind()).end(review.sid(), complete);
    }

    private boolean isAbandoned(Review review) {
        return cloud.accounts()
                .find(review.accountSid())
                .filter(account -> account.status() != AccountStatus.CLOSED)
                .isEmpty();
    }
}
