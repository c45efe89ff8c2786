package dev.tenantry.api.http;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.audit.AuditId;
import dev.tenantry.core.audit.AuditRecord;
import dev.tenantry.core.audit.AuditRecord.Operation;
import dev.tenantry.core.audit.AuditStore;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.problem.Problem;
import dev.tenantry.core.storage.AttachedWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The audit record of one request, while it is answered. A change of the table attaches it to its transaction; whatever
 * was not recorded so, or was answered otherwise than expected, is recorded before the answer is given.
 */
public final class AuditDraft implements AttachedWrite {
    private static final int UNAUTHORIZED = 401;

    private final AuditStore store;
    private final Supplier<Duration> retention;
    private final Operation operation;
    private final Request request;
    private final AuditId id;
    private final Instant at;
    private Optional<OrgId> orgId = Optional.empty();
    private Optional<JobId> jobId = Optional.empty();
    private Optional<Job> made = Optional.empty();
    private boolean changed;

    AuditDraft(AuditStore store, Supplier<Duration> retention, Operation operation, Request request, Instant at) {
        this.store = store;
        this.retention = retention;
        this.operation = operation;
        this.request = request;
        this.id = AuditId.next(at);
        this.at = at;
    }

    /** The request is about this job. */
    public void about(Job job) {
        orgId = Optional.of(job.orgId());
        request.isAbout(job);
        about(job.id());
    }

    /** The request is about this job of the organisation in the path. */
    public void about(JobId job) {
        jobId = Optional.of(job);
    }

    /** This record, for the transaction that makes a job. It names the job only if that is stored. */
    public AuditDraft making(Job job) {
        made = Optional.of(job);
        return this;
    }

    /** The record of the change, as it is answered if nothing else fails. */
    @Override
    public TransactWriteItem item() {
        var put = store.write(recordOf(operation.success(), Optional.empty(), true), retention.get());
        return TransactWriteItem.builder().put(put).build();
    }

    @Override
    public void written() {
        changed = true;
        made.ifPresent(request::isAbout);
    }

    /**
     * Records how the request is answered, unless the table has it.
     *
     * @return the answer; another one when a success, such as credentials, would be given without a record
     */
    Outcome conclude(Outcome outcome) {
        var status = outcome.status();
        var isTooMany = outcome.code().filter(Problems.RATE_LIMITED::equals).isPresent();
        if (status == UNAUTHORIZED || isTooMany || (changed && status == operation.success())) {
            return outcome;
        }
        try {
            store(status, outcome.code());
            return outcome;
        } catch (SdkException unreachable) {
            request.log(LogLevel.ERROR, "The audit record " + id + " of a " + operation.word() + " is not stored");
            return changed || outcome.code().isPresent() ? outcome : Outcome.of(notRecorded(), Map.of(), request.id());
        }
    }

    /** If a record exists although no transaction is known to be done, one was, and its answer was lost. */
    private void store(int status, Optional<String> code) {
        if (changed || !store.add(recordOf(status, code, false), retention.get())) {
            store.put(recordOf(status, code, true), retention.get());
        }
    }

    private static Problem notRecorded() {
        return Problems.unavailable(
                "The request cannot be recorded in the audit, so it is not answered.", "Send the request again.");
    }

    private AuditRecord recordOf(int status, Optional<String> code, boolean isChange) {
        return new AuditRecord(
                id,
                at,
                request.caller().name(),
                request.authorization().kind(),
                operation,
                orgId.or(this::orgOfPath),
                made.filter(_ -> isChange).map(Job::id).or(() -> jobId).or(this::jobOfPath),
                request.id(),
                status,
                code,
                isChange);
    }

    /** An organisation must not learn of the callers of others, so a foreign one's attempt is not recorded under it. */
    private Optional<OrgId> orgOfPath() {
        return Optional.of(request.pathParameter("orgId"))
                .filter(OrgId::isValid)
                .map(OrgId::new)
                .filter(request.caller()::mayActFor);
    }

    private Optional<JobId> jobOfPath() {
        return Optional.of(request.pathParameter("jobId"))
                .filter(JobId::isValid)
                .map(JobId::new);
    }
}
