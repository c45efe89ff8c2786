package dev.tenantry.benchmarks;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.storage.JobStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Change the statuses of jobs at an even pace, as the step functions do it, until closed. Each job is changed as often
 * as any other, and by one writer only, so that no writer waits for another.
 */
final class Writers implements AutoCloseable {
    private static final int WRITERS = 10;

    private final JobStore store;
    private final List<JobId> jobs;
    private final Map<Change, Commit> commits = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private final List<Future<?>> writing;

    private Writers(JobStore store, List<JobId> jobs, int rate) {
        this.store = store;
        this.jobs = jobs;
        // They begin evenly among each other, too.
        var pace = Duration.ofSeconds(WRITERS).dividedBy(rate);
        var begin = System.nanoTime();
        this.writing = IntStream.range(0, WRITERS)
                .<Future<?>>mapToObj(
                        writer -> threads.submit(() -> write(writer, begin + pace.toNanos() * writer / WRITERS, pace)))
                .toList();
    }

    /**
     * When DynamoDB committed a change, by {@link System#nanoTime}: some time between these two.
     *
     * @param sent when the writer was about to send it
     * @param confirmed when the writer had the answer
     */
    record Commit(long sent, long confirmed) {}

    /**
     * Begins to write.
     *
     * @param jobs of how many new jobs
     * @param rate how many changes a second, if the system takes as many
     */
    static Writers start(JobStore store, int jobs, int rate) {
        return new Writers(
                store, IntStream.range(0, jobs).mapToObj(_ -> newJob(store)).toList(), rate);
    }

    /** A job that is RUNNING from the start: the system would begin to provision one that is PENDING. */
    private static JobId newJob(JobStore store) {
        var id = JobId.next();
        var org = new OrgId("benchmark-" + id.value().substring("job_".length()).toLowerCase(Locale.ROOT));
        var execution = new Execution(id.value(), "arn:aws:states:us-east-1:123456789012:execution:none:" + id);
        var pending = Job.create(id, org, Plan.DEFAULT, execution, true, "benchmark", Instant.now());
        store.create(pending.startStep(StepName.BUY_NUMBERS, Instant.now()).job());
        return id;
    }

    List<JobId> jobs() {
        return jobs;
    }

    /** The changes that were confirmed by now. */
    Map<Change, Commit> commits() {
        return Map.copyOf(commits);
    }

    /**
     * Stops writing.
     *
     * @throws IllegalStateException when a write failed
     */
    @Override
    public void close() {
        threads.shutdown();
        try {
            for (var writer : writing) {
                writer.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A write failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(int writer, long begin, Duration pace) {
        for (int i = 0; !threads.isShutdown(); i++) {
            var due = begin + i * pace.toNanos();
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            write(jobs.get((writer + i * WRITERS) % jobs.size()));
        }
    }

    private void write(JobId id) {
        var sent = new AtomicLong();
        var job = store.update(id, before -> {
            sent.set(System.nanoTime());
            return Optional.of(before.reportStep(
                    StepName.BUY_NUMBERS,
                    "Purchased " + before.version() + " of many phone numbers",
                    List.of(),
                    Instant.now()));
        });
        commits.put(new Change(id.value(), job.version()), new Commit(sent.get(), System.nanoTime()));
    }
}
