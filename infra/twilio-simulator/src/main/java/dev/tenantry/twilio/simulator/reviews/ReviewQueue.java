package dev.tenantry.twilio.simulator.reviews;

import dev.tenantry.twilio.simulator.accounts.AccountStatus;
import dev.tenantry.twilio.simulator.accounts.Accounts;
import dev.tenantry.twilio.simulator.callbacks.Callback;
import dev.tenantry.twilio.simulator.callbacks.Outbox;
import dev.tenantry.twilio.simulator.rules.RuleSet;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
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
 * directive in its texts, else as such a thing usually ends.
 */
public final class ReviewQueue {
    private final TwilioState state;
    private final Accounts accounts;
    private final Outbox outbox;
    private final ReviewTimes times;
    private final RuleSet<Submission, ReviewRule> rules;
    private final ResourceTable<Review> reviews;
    private final Map<ReviewKind, ReviewHandler> handlers = new EnumMap<>(ReviewKind.class);
    private Runnable listener = () -> {};

    ReviewQueue(
            TwilioState state,
            Accounts accounts,
            Outbox outbox,
            ReviewTimes times,
            RuleSet<Submission, ReviewRule> rules) {
        this.state = state;
        this.accounts = accounts;
        this.reviews = state.internalResources("reviews", Review.class);
        this.outbox = outbox;
        this.times = times;
        this.rules = rules;
    }

    void onSubmission(Runnable wake) {
        this.listener = wake;
    }

    /** Sets what reviews of a kind do. */
    public void handle(ReviewKind kind, ReviewHandler handler) {
        handlers.put(kind, handler);
    }

    /** Submits something for review, in the transaction of the request; a review of it that is open ends unheard. */
    public void submit(Submission submission) {
        var rule = rules.next(submission);
        var outcome = rule.map(ReviewRule::outcome)
                .or(() -> ReviewDirectives.in(submission))
                .orElse(submission.usual());
        var now = state.instant();
        reviews.save(new Review(
                submission.sid(),
                submission.accountSid(),
                submission.kind(),
                now,
                now.plus(times.queue(submission)),
                false,
                outcome instanceof ReviewOutcome.Never ? null : now.plus(times.whole(submission)),
                outcome,
                !(outcome instanceof ReviewOutcome.Never)
                                && rule.map(ReviewRule::early).orElse(false)
                        ? Long.valueOf(Thread.currentThread().threadId())
                        : null));
        listener.run();
    }

    /** Ends a review unheard, in the transaction that deletes what is reviewed. */
    public void withdraw(String sid) {
        reviews.find(sid).ifPresent(reviews::remove);
    }

    /** Whether a review of this thing is open. */
    public boolean isOpen(String sid) {
        return reviews.find(sid).isPresent();
    }

    /** All that are open, oldest first. */
    public List<Review> open() {
        return state.transact(() -> reviews.all());
    }

    /**
     * Decides a review now, or suspends what was approved, or approves it again.
     *
     * @param outcome a rejection may leave code and reason open
     * @throws NoSuchElementException when no review of this thing is open
     * @throws IllegalArgumentException when the outcome is none
     */
    public void decide(String sid, ReviewOutcome outcome) {
        if (outcome instanceof ReviewOutcome.Never) {
            throw new IllegalArgumentException("approve or reject");
        }
        state.transact(() -> {
            var review = reviews.find(sid);
            if (review.isPresent() && !(outcome instanceof ReviewOutcome.Suspend)) {
                end(review.get(), outcome);
            } else if (handlers.values().stream().noneMatch(handler -> handler.reconsider(sid, outcome))) {
                throw new NoSuchElementException("no review of " + sid + " is open");
            }
            return null;
        });
    }

    /** Does what is due; returns when there is more to do. */
    Optional<Instant> advance() {
        return state.transact(() -> {
            var now = state.instant();
            waiting()
                    .filter(review ->
                            review.due().filter(due -> !due.isAfter(now)).isPresent())
                    .forEach(this::advance);
            return waiting().flatMap(review -> review.due().stream()).min(Comparator.naturalOrder());
        });
    }

    /** Ends the reviews that this thread is to end before the answer that it is about to give. */
    void endBeforeAnswer() {
        Long thread = Thread.currentThread().threadId();
        state.transact(() -> {
            reviews.all().stream()
                    .filter(review -> thread.equals(review.answerer()))
                    .forEach(review -> endOf(review, review.outcome()).forEach(outbox::putBeforeAnswer));
            return null;
        });
    }

    /** Lets end in their time what threads that are no more were to end. */
    void recover() {
        state.transact(() -> {
            reviews.all().forEach(review -> reviews.save(review.unhurried()));
            return null;
        });
    }

    private Stream<Review> waiting() {
        return reviews.all().stream().filter(review -> review.answerer() == null);
    }

    private void advance(Review review) {
        if (isAbandoned(review)) {
            reviews.remove(review);
        } else if (review.begun()) {
            end(review, review.outcome());
        } else {
            reviews.save(review.asBegun());
            handlers.get(review.kind()).begin(review).forEach(outbox::put);
        }
    }

    private void end(Review review, ReviewOutcome outcome) {
        endOf(review, outcome).forEach(outbox::put);
    }

    private List<Callback> endOf(Review review, ReviewOutcome outcome) {
        reviews.remove(review);
        var complete = outcome instanceof ReviewOutcome.Reject rejection
                ? review.kind().rejection(rejection)
                : outcome;
        return handlers.get(review.kind()).end(review.sid(), complete);
    }

    private boolean isAbandoned(Review review) {
        return accounts.find(review.accountSid())
                .filter(account -> account.status() != AccountStatus.CLOSED)
                .isEmpty();
    }
}
