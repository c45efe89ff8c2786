package dev.tenantry.cli.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tenantry.cli.api.Answer;
import dev.tenantry.cli.api.ApiException;
import dev.tenantry.cli.api.Frame;
import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.JobUpdate;
import dev.tenantry.cli.api.LiveChannel;
import dev.tenantry.cli.api.ProvisioningApi;
import dev.tenantry.cli.api.RequestRejectedException;
import dev.tenantry.cli.api.UnreachableException;
import dev.tenantry.cli.watch.JobView.Outcome;
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
public final class JobWatcher {
    private static final Duration TICK = Duration.ofMillis(100);

    private final ProvisioningApi api;
    private final WatchIntervals intervals;
    private final Observer observer;
    private final WatchUntil until;
    private final JobView view;
    private final BlockingQueue<ConnectionEvent> events = new LinkedBlockingQueue<>();
    private final LiveLink link;

    private Connection connection = new Connection.Connecting();
    private Optional<String> etag;
    private long pollAt;
    private long answeredAt;
    private boolean wasBehind;

    private JobWatcher(
            ProvisioningApi api,
            LiveChannel live,
            WatchIntervals intervals,
            Observer observer,
            WatchUntil until,
            Answer<Job> job) {
        var now = System.nanoTime();
        this.api = api;
        this.intervals = intervals;
        this.observer = observer;
        this.until = until;
        this.view = new JobView(job.value());
        this.link = new LiveLink(live, intervals, ThreadLocalRandom.current(), events, now);
        this.etag = job.etag();
        this.pollAt = now + intervals.poll().toNanos();
        this.answeredAt = now;
    }

    /**
     * Follows a job.
     *
     * @param observer hears of everything
     * @param until how far
     * @param job the job as it stood a moment ago
     * @return the job as it stands then
     * @throws ApiException when the API refuses for good, or nobody has answered for {@link WatchIntervals#giveUp}
     */
    public static Answer<Job> watch(
            ProvisioningApi api,
            LiveChannel live,
            WatchIntervals intervals,
            Observer observer,
            WatchUntil until,
            Answer<Job> job)
            throws ApiException, InterruptedException {
        return new JobWatcher(api, live, intervals, observer, until, job).run(job);
    }

    private Answer<Job> run(Answer<Job> job) throws ApiException, InterruptedException {
        observer.began(view, job);
        try (link) {
            while (!until.isReached(view)) {
                var event = events.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
                if (event != null) {
                    handle(event);
                }
                link.tick(System.nanoTime());
                if (System.nanoTime() - pollAt >= 0 && !until.isReached(view)) {
                    poll();
                }
                observer.tick(view);
            }
        }
        var end = lastState();
        observer.ended(view, end);
        return end;
    }

    private void handle(ConnectionEvent event) throws ApiException, InterruptedException {
        if (!link.isCurrent(event)) {
            if (event instanceof ConnectionEvent.Opened late) {
                late.socket().close();
            }
            return;
        }
        switch (event) {
            case ConnectionEvent.Opened opened -> {
                link.opened(opened.socket(), view.jobId(), view.version(), System.nanoTime());
                pollIn(intervals.check());
                setConnection(new Connection.Live());
            }
            case ConnectionEvent.Received received -> {
                link.received(System.nanoTime());
                handleFrame(received.text());
            }
            case ConnectionEvent.Closed closed -> lost(closed.reason());
        }
    }

    private void handleFrame(String text) throws ApiException, InterruptedException {
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
            setConnection(new Connection.Polling(intervals.poll(), reason));
        }
    }

    private void setConnection(Connection now) {
        connection = now;
        observer.connection(view, now);
    }

    private void poll() throws ApiException, InterruptedException {
        pollIn(link.isUp() ? intervals.check() : intervals.poll());
        tolerating(() -> {
            var answer = changedJob();
            if (answer.isPresent()) {
                answer.get().retryAfter().ifPresent(this::pollNotBefore);
                if (view.apply(answer.get().value()) instanceof Outcome.Gap) {
                    catchUp();
                }
                polled(answer.get());
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
    private void polled(Answer<Job> job) {
        var behind = view.version() < job.value().version();
        if (behind && !wasBehind) {
            wasBehind = true;
            pollIn(intervals.poll());
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

    /** Applies the events of the event log; returns whether they continued the view without a gap. */
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
            TimeUnit.NANOSECONDS.sleep(intervals.poll().toNanos());
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
            if (System.nanoTime() - answeredAt >= intervals.giveUp().toNanos()) {
                throw e;
            }
        } catch (RequestRejectedException e) {
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
