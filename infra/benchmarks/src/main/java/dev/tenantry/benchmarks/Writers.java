package dev.tenantry.benchmarks;

import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.Plan;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.storage.JobStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Changes jobs at an even pace, as the step functions do it, and notes when DynamoDB had confirmed each change. */
final class Writers {
    /** Each writes to jobs of its own, so none waits for another's. */
    private static final int MOST = 10;

    private final JobStore store;
    private final List<JobId> jobs;

    private Writers(JobStore store, List<JobId> jobs) {
        this.store = store;
        this.jobs = jobs;
    }

    /** Writers of so many new jobs, each with a step that is RUNNING. */
    static Writers ofNewJobs(JobStore store, int count) {
        return new Writers(
                store, IntStream.range(0, count).mapToObj(_ -> newJob(store)).toList());
    }

    private static JobId newJob(JobStore store) {
        var id = JobId.next();
        var org = new OrgId("benchmark-" + id.value().substring("job_".length()).toLowerCase(Locale.ROOT));
        var execution = new Execution(id.value(), "arn:aws:states:us-east-1:123456789012:execution:none:" + id);
        store.create(Job.create(id, org, Plan.DEFAULT, execution, true, "benchmark", Instant.now()));
        store.update(id, job -> Optional.of(job.startStep(StepName.BUY_NUMBERS, Instant.now())));
        return id;
    }

    List<JobId> jobs() {
        return jobs;
    }

    /**
     * Writes for a while.
     *
     * @param rate how many changes a second, if the system takes as many
     * @return when each change was confirmed, by {@link System#nanoTime}
     */
    Map<Change, Long> write(Duration duration, int rate) throws InterruptedException, ExecutionException {
        var confirmed = new ConcurrentHashMap<Change, Long>();
        var writers = Math.min(MOST, jobs.size());
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var pace = Duration.ofSeconds(writers).dividedBy(rate);
            var all = IntStream.range(0, writers)
                    .mapToObj(writer -> threads.submit(() -> write(writer, writers, duration, pace, confirmed)))
                    .toList();
            for (var writing : all) {
                writing.get();
            }
        }
        return confirmed;
    }

    private void write(int writer, int writers, Duration duration, Duration pace, Map<Change, Long> confirmed) {
        // Evenly among each other, too.
        var begin = System.nanoTime() + pace.toNanos() * writer / writers;
        for (int i = 0; i < duration.dividedBy(pace); i++) {
            var due = begin + i * pace.toNanos();
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            var id = jobs.get((writer + i * writers) % jobs.size());
            var job = store.update(id, Writers::report);
            confirmed.put(new Change(id.value(), job.version()), System.nanoTime());
        }
    }

    private static Optional<Job.Change> report(Job job) {
        var message = "Purchased " + job.version() + " of many phone numbers";
        return Optional.of(job.reportStep(StepName.BUY_NUMBERS, message, List.of(), Instant.now()));
    }
}
