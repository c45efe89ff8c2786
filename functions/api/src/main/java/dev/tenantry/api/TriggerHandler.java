package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.AuditDraft;
import dev.tenantry.api.http.CanonicalJson;
import dev.tenantry.api.http.Oversight;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.api.plan.BusinessProfileService;
import dev.tenantry.api.plan.BusinessProfileService.Kept;
import dev.tenantry.api.plan.PlanReader;
import dev.tenantry.api.plan.PlanRequest;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.audit.AuditRecord.Operation;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.json.JobJson;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.problem.Problem;
import dev.tenantry.core.quota.CapExceededException;
import dev.tenantry.core.secret.BusinessProfileStore;
import dev.tenantry.core.settings.StackSettings;
import dev.tenantry.core.storage.ContentionException;
import dev.tenantry.core.storage.IdempotentRequest;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.JobStore.Creation;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * {@code POST /v1/orgs/{orgId}/provisioning-jobs}: records a job that brings the organisation to the plan, and starts
 * its execution. A request that is sent again under its {@code Idempotency-Key} gets the answer that it got first, for
 * a day.
 */
public final class TriggerHandler extends ApiHandler {
    /** No body asks for the default plan, as this one does. */
    private static final String NO_BODY = "{}";

    private final JobStore jobs;
    private final BusinessProfileService businesses;
    private final Executions executions;
    private final BooleanSupplier simulated;
    private final Oversight oversight;
    private final InstantSource clock;

    public TriggerHandler() {
        this(Environment.current());
    }

    private TriggerHandler(Environment environment) {
        this(environment, Table.of(environment), StackSettings.of(environment));
    }

    private TriggerHandler(Environment environment, Table table, StackSettings settings) {
        this(
                new JobStore(table),
                BusinessProfileStore.of(environment, table),
                Executions.of(environment),
                () -> settings.get().simulated(),
                Oversight.of(table, settings),
                InstantSource.system());
    }

    TriggerHandler(
            JobStore jobs,
            BusinessProfileStore businesses,
            Executions executions,
            BooleanSupplier simulated,
            Oversight oversight,
            InstantSource clock) {
        super(Operation.TRIGGER, oversight);
        this.jobs = jobs;
        this.businesses = new BusinessProfileService(businesses);
        this.executions = executions;
        this.simulated = simulated;
        this.oversight = oversight;
        this.clock = clock;
    }

    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.WRITE);
    }

    @Override
    protected Response answer(Request request) {
        var orgId = request.orgId();
        var body = request.body();
        var sent = body.map(PlanReader::read).orElse(PlanRequest.DEFAULT);
        // Of the body as it was sent: who sends the same data again would otherwise get another id for them.
        var same =
                request.idempotencyKey().map(key -> new IdempotentRequest(key, CanonicalJson.of(body.orElse(NO_BODY))));
        var creation = create(orgId, sent, same, request);
        tell(request.audit(), creation);
        return switch (creation) {
            case Creation.Created(var created) -> accept(created);
            case Creation.Repeated(var original) -> repeat(original);
            case Creation.KeyReused(var earlier) -> throw new ProblemException(keyReused(earlier));
            case Creation.Refused(var live) -> throw new ProblemException(refused(live), pause(live));
        };
    }

    /** A request that makes no job is about the one that is there. */
    private static void tell(AuditDraft audit, Creation creation) {
        switch (creation) {
            case Creation.Created _ -> {}
            case Creation.Repeated(var original) -> audit.about(original);
            case Creation.KeyReused(var earlier) -> audit.about(earlier);
            case Creation.Refused(var live) -> audit.about(live);
        }
    }

    /** Personal data are not even kept for a moment for a request that is known to make no job. */
    private Creation create(OrgId orgId, PlanRequest sent, Optional<IdempotentRequest> same, Request request) {
        var now = clock.instant();
        var foreseen = sent.namesBusiness() ? jobs.checkCreatable(orgId, same, now) : Optional.<Creation>empty();
        return foreseen.orElseGet(() -> {
            var isSimulated = unlessUnreachable(
                    simulated::getAsBoolean, "The settings of the stack cannot be read.", "Try again in a moment.");
            var kept = businesses.keep(orgId, sent, Optional.empty());
            var id = JobId.next();
            var job = Job.create(
                    id,
                    orgId,
                    kept.plan(),
                    executions.first(id),
                    isSimulated,
                    request.caller().name(),
                    now);
            return create(job, kept, same, request);
        });
    }

    /** When the table does not answer, the job may be stored all the same, and its data stay. */
    private Creation create(Job job, Kept kept, Optional<IdempotentRequest> same, Request request) {
        try {
            var audited = jobs.attaching(request.audit().making(job));
            var creation = oversight
                    .capped(audited, job, kept.plan(), () -> jobs.latest(job.orgId()))
                    .create(job, same);
            if (kept.fresh().isPresent() && jobs.find(job.id()).isEmpty()) {
                businesses.forget(job.orgId(), kept);
            }
            return creation;
        } catch (CapExceededException exceeded) {
            businesses.forget(job.orgId(), kept);
            // What was reserved in the meantime may be what a job reserved that is live now.
            return jobs.checkCreatable(job.orgId(), same, job.createdAt()).orElseThrow(() -> exceeded);
        } catch (ContentionException notStored) {
            businesses.forget(job.orgId(), kept);
            throw notStored;
        }
    }

    private Response accept(Job job) {
        start(job);
        return Response.of(202, JobJson.write(job), headers(job));
    }

    /** What the first such request was answered, or was to be answered when its answer was lost. */
    private Response repeat(Job original) {
        jobs.find(original.id()).ifPresent(this::startOnceMore);
        var headers = headers(original);
        headers.put("Idempotency-Replayed", "true");
        return Response.of(202, JobJson.write(original), headers);
    }

    private static Map<String, String> headers(Job job) {
        return new HashMap<>(
                Map.of("Location", Response.location(job), "ETag", Response.etag(job), "Retry-After", "1"));
    }

    private static Problem keyReused(JobId earlier) {
        return Problem.of(
                        422,
                        "idempotency-key-reused",
                        "The Idempotency-Key belongs to another request",
                        "The job " + earlier + " was asked for with the same Idempotency-Key and another body.",
                        "Send the body of that request again, or use another key.")
                .about(Response.location(earlier));
    }

    private Problem refused(Job live) {
        startOnceMore(live);
        return Problem.of(
                        409,
                        "already-provisioning",
                        live.status() == JobStatus.ROLLING_BACK
                                ? "The organisation is being rolled back"
                                : "The organisation is being provisioned",
                        "The job " + live.id() + " of the organisation " + live.orgId() + " is " + live.status() + ".",
                        live.status() == JobStatus.WAITING
                                ? "Wait for its reviews. Or cancel it and trigger again: the reviews continue at Twilio, and the new"
                                        + " job waits for the same ones."
                                : "Follow that job; trigger again when it has ended.")
                .thatMayBeOverLater()
                .about(Response.location(live));
    }

    /** A job that works ends within seconds or minutes; one that waits for reviews within days. */
    private static Map<String, String> pause(Job live) {
        return live.status() == JobStatus.WAITING ? Map.of() : Map.of("Retry-After", "1");
    }

    /** A job that is still PENDING may be one whose start was lost; starting it again is safe, and recovers it. */
    private void startOnceMore(Job job) {
        if (job.status() == JobStatus.PENDING) {
            start(job);
        }
    }

    private void start(Job job) {
        try {
            executions.ensureStarted(job);
        } catch (SdkException unreachable) {
            throw new ProblemException(Problems.unavailable(
                    "The job " + job.id() + " is recorded, but Step Functions did not say that it started it.",
                    "Send the request again: it starts the recorded job, never a second one."));
        }
    }
}
