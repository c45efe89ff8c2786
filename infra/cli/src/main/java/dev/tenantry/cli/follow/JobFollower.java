package dev.tenantry.cli.follow;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tenantry.cli.api.Answer;
import dev.tenantry.cli.api.ApiException;
import dev.tenantry.cli.api.Frame;
import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.JobUpdate;
import dev.tenantry.cli.api.LiveChannel;
import dev.tenantry.cli.api.ProvisioningApi;
import dev.tenantry.cli.api.RefusedException;
import dev.tenantry.cli.api.UnreachableException;
import dev.tenantry.cli.follow.JobView.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Follows one job to its end, or until its tenant is usable: by the WebSocket while it is up, by polling while it is
 * not, and by the event log wherever something was missed.
 *
 * <p>One use, one thread.
 */
public final class JobFollower {
    private static final Duration TICK = Duration.ofMillis(100);

    private final ProvisioningApi api;
    private final Pace pace;
    private final Observer observer;
    private final Goal goal;
    private final JobView view;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final LiveLink link;

    private Connection connection = new Connection.Connecting();
    private Optional<String> etag;
    private long pollAt;
    private long answeredAt;
    private boolean wasBehind;

    private JobFollower(
            ProvisioningApi api, LiveChannel live, Pace pace, Observer observer, Goal goal, Answer<Job> job) {
        var now = System.nanoTime();
        this.api = api;
        this.pace = pace;
        this.observer = observer;
        this.goal = goal;
        this.view = new JobView(job.value());
        this.link = new LiveLink(live, pace, ThreadLocalRandom.current(), signals, now);
        this.etag = job.etag();
        this.pollAt = now + pace.poll().toNanos();
        this.answeredAt = now;
    }

    /**
     * Follows a job.
     *
     * @param observer hears of everything
     * @param goal how far
     * @param job the job as it stood a moment ago
     * @return the job as it stands then
     * @throws ApiException when the API refuses for good, or nobody has answered for {@link Pace#giveUp}
     */
    public static Answer<Job> follow(
            ProvisioningApi api, LiveChannel live, Pace pace, Observer observer, Goal goal, Answer<Job> job)
            throws ApiException, InterruptedException {
        return new JobFollower(api, live, pace, observer, goal, job).run(job);
    }

    private Answer<Job> run(Answer<Job> job) throws ApiException, InterruptedException {
        observer.began(view, job);
        try (link) {
            while (!goal.isReached(view)) {
                var signal = signals.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
                if (signal != null) {
                    handle(signal);
                }
                link.tick(System.nanoTime());
                if (System.nanoTime() - pollAt >= 0 && !goal.isReached(view)) {
                    poll();
                }
                observer.tick(view);
            }
        }
        var end = lastState();
        observer.ended(view, end);
        return end;
    }

    private void handle(Signal signal) throws ApiException, InterruptedException {
        if (!link.isCurrent(signal)) {
            if (signal instanceof Signal.Opened late) {
                late.socket().close();
            }
            return;
        }
        switch (signal) {
            case Signal.Opened opened -> {
                link.opened(opened.socket(), view.jobId(), view.version(), System.nanoTime());
                pollIn(pace.check());
                tell(new Connection.Live());
            }
            case Signal.Received received -> {
                link.heard(System.nanoTime());
                understand(received.text());
            }
            case Signal.Closed closed -> lost(closed.reason());
        }
    }

    private void understand(String text) throws ApiException, InterruptedException {
        try {
            switch (Frame.parse(text)) {
                case Frame.Snapshot snapshot -> {
                    if (view.apply(snapshot.job().value()) instanceof Outcome.Gap) {
                        fillGap();
                    }
                }
                case Frame.Update update -> {
                    if (update.update().value().jobId().equals(view.jobId()) && !take(update.update())) {
                        fillGap();
                    }
                }
                case Frame.Refusal refusal -> lost(refusal.problem().title());
                case Frame.Other _ -> {
                    // A sign of life, which is noted already.
                }
            }
        } catch (JsonProcessingException e) {
            lost("a frame that is not of this contract: " + e.getOriginalMessage());
        }
    }

    private void lost(String reason) {
        link.lost(System.nanoTime());
        pollIn(Duration.ZERO);
        if (!(connection instanceof Connection.Polling)) {
            tell(new Connection.Polling(pace.poll(), reason));
        }
    }

    private void tell(Connection now) {
        connection = now;
        observer.connection(view, now);
    }

    private void poll() throws ApiException, InterruptedException {
        pollIn(link.isUp() ? pace.check() : pace.poll());
        tolerating(() -> {
            var answer = changedJob();
            if (answer.isPresent()) {
                answer.get().retryAfter().ifPresent(this::pollNotBefore);
                if (view.apply(answer.get().value()) instanceof Outcome.Gap) {
                    catchUp();
                }
                settle(answer.get());
            }
            return true;
        });
    }

    private Optional<Answer<Job>> changedJob() throws ApiException, InterruptedException {
        return etag.isPresent() ? api.jobUnless(view.jobId(), etag.get()) : Optional.of(api.job(view.jobId()));
    }

    /**
     * After a poll: if the event log does not tell the whole way to the job as it stands, asks once more, and then
     * jumps.
     */
    private void settle(Answer<Job> job) {
        var behind = view.version() < job.value().version();
        if (behind && !wasBehind) {
            wasBehind = true;
            pollIn(pace.poll());
            return;
        }
        if (behind) {
            observer.jumped(view, view.jumpTo(job.value()), job);
        }
        wasBehind = false;
        // Only now: "not modified" must mean that nothing is missing here.
        etag = job.etag();
    }

    /** After a frame that was ahead. */
    private void fillGap() throws ApiException, InterruptedException {
        if (!tolerating(this::catchUp).orElse(false)) {
            pollIn(Duration.ZERO);
        }
    }

    /** Takes what the event log has; whether it went on from where the view stands. */
    private boolean catchUp() throws ApiException, InterruptedException {
        var whole = true;
        var before = -1L;
        while (whole && before < view.version() && !view.hasEnded()) {
            before = view.version();
            for (var event : api.events(view.jobId(), before)) {
                whole &= take(event);
            }
        }
        return whole;
    }

    /** Whether the view had all that came before the update. */
    private boolean take(Answer<JobUpdate> update) {
        return switch (view.apply(update.value())) {
            case Outcome.Taken taken -> {
                observer.changed(view, taken.changes(), update);
                yield true;
            }
            case Outcome.Known _ -> true;
            case Outcome.Gap _ -> false;
        };
    }

    private Answer<Job> lastState() throws ApiException, InterruptedException {
        var last = tolerating(() -> api.job(view.jobId()));
        while (last.isEmpty()) {
            TimeUnit.NANOSECONDS.sleep(pace.poll().toNanos());
            last = tolerating(() -> api.job(view.jobId()));
        }
        return last.get();
    }

    private interface Call<T> {
        T run() throws ApiException, InterruptedException;
    }

    /** What a call gives, or empty when it failed in a way that may pass. */
    private <T> Optional<T> tolerating(Call<T> call) throws ApiException, InterruptedException {
        try {
            var result = call.run();
            answeredAt = System.nanoTime();
            return Optional.of(result);
        } catch (UnreachableException e) {
            if (System.nanoTime() - answeredAt >= pace.giveUp().toNanos()) {
                throw e;
            }
        } catch (RefusedException e) {
            if (!e.problem().retryable()) {
                throw e;
            }
            answeredAt = System.nanoTime();
        }
        return Optional.empty();
    }

    private void pollIn(Duration wait) {
        pollAt = System.nanoTime() + wait.toNanos();
    }

    private void pollNotBefore(Duration wait) {
        var asked = System.nanoTime() + wait.toNanos();
        pollAt = asked - pollAt > 0 ? asked : pollAt;
    }
}
