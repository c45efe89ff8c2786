package dev.tenantry.api.http;

import dev.tenantry.core.audit.AuditRecord.Operation;
import dev.tenantry.core.audit.AuditStore;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.quota.CapExceededException;
import dev.tenantry.core.quota.NumberQuota;
import dev.tenantry.core.quota.RequestWindow;
import dev.tenantry.core.settings.Settings.Limits;
import dev.tenantry.core.settings.StackSettings;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What requests that change something, or that are expensive, are subject to: a caller may send so many of them in a
 * minute, changes are recorded in the audit, and the jobs that they store may buy so many numbers only.
 */
public final class Oversight {
    private final AuditStore audit;
    private final NumberQuota quota;
    private final RequestWindow window;
    private final Supplier<Limits> limits;
    private final InstantSource clock;

    /** @param limits the settings, asked for with each use */
    public Oversight(Table table, Supplier<Limits> limits, InstantSource clock) {
        this.audit = new AuditStore(table);
        this.quota = new NumberQuota(table, clock);
        this.window = new RequestWindow(table);
        this.limits = limits;
        this.clock = clock;
    }

    /** The oversight of a function's requests. */
    public static Oversight of(Table table, StackSettings settings) {
        return new Oversight(table, () -> settings.get().limits(), InstantSource.system());
    }

    /**
     * The same jobs. One that is stored or retried reserves the numbers that it may buy, if there is a cap.
     *
     * @param job the job that is stored or retried
     * @param plan its plan from then on
     * @param previous the organisation's newest job as it is stored: for a retry the job itself
     * @throws CapExceededException when it would buy too many numbers for one job; when it would be too many for the
     *     day, the transaction throws it
     */
    public JobStore capped(JobStore jobs, Job job, Plan plan, Supplier<Optional<Job>> previous) {
        var caps = ApiHandler.unlessUnreachable(
                limits, "The settings of the stack cannot be read.", "Try again in a moment.");
        return caps.numbersPerJob().isEmpty() && caps.numbersPerDay().isEmpty()
                ? jobs
                : quota.reserve(job.id(), job.orgId(), plan, previous.get(), caps)
                        .map(jobs::attaching)
                        .orElse(jobs);
    }

    /** The audit record of a request that has come now. */
    AuditDraft begin(Operation operation, Request request) {
        return new AuditDraft(audit, this::retention, operation, request, clock.instant());
    }

    /** The admission of a request that has come now. */
    Admission admission() {
        return new Admission(window, current(), clock.instant());
    }

    /** As the template has it, for as long as the settings cannot be read: a job can be cancelled all the same. */
    private Duration retention() {
        return current().auditRetention();
    }

    /** While the settings cannot be read, nothing is limited: API Gateway's throttling holds. */
    private Limits current() {
        try {
            return limits.get();
        } catch (SdkException unreadable) {
            return Limits.NONE;
        }
    }
}
