package dev.tenantry.api.http;

import dev.tenantry.core.access.AuthorizerContext;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.problem.Problem;
import dev.tenantry.core.problem.Problem.Fault;
import dev.tenantry.core.quota.CapExceededException;
import java.util.List;

/** The problems that several requests of the HTTP API can have. */
public final class Problems {
    /** The code of {@link #rateLimited}. */
    static final String RATE_LIMITED = "rate-limited";

    private Problems() {}

    public static Problem notFound(String detail, String nextAction) {
        return Problem.of(404, "not-found", "Not found", detail, nextAction);
    }

    /** The answer about an organisation that does not exist, and about one that the caller may not act for. */
    public static Problem noSuchOrganisation(OrgId orgId) {
        return notFound(
                "There is no organisation " + orgId + " that the caller may act for.",
                "Check the id, or send a token for this organisation.");
    }

    /** The caller is known, and may not do this (RFC 9110, section 15.5.4). */
    public static Problem forbidden(String detail, String nextAction) {
        return Problem.of(403, "forbidden", "The caller may not do this", detail, nextAction);
    }

    /**
     * The token is forged, has expired, or is not for this API.
     *
     * @param reason which, as a sentence
     */
    public static Problem invalidToken(String reason) {
        return unauthorized(reason, "Send a new access token.");
    }

    /** The request has no token. Somebody who meets this for the first time does not know where tokens come from. */
    public static Problem missingToken() {
        return unauthorized(
                AuthorizerContext.NO_TOKEN,
                "Send the header Authorization: Bearer TOKEN, with an access token of the OpenID provider that the system"
                        + " accepts; for a local system, infra/provisioning token prints one.");
    }

    private static Problem unauthorized(String detail, String nextAction) {
        return Problem.of(401, "invalid-token", "The token is not accepted", detail, nextAction);
    }

    public static Problem noSuchJob(JobId id) {
        return notFound("There is no job " + id + ".", "Check the id that the trigger answered.");
    }

    /** The job's status does not allow what was asked of it. */
    public static Problem invalidState(Job job, String action) {
        var allowed = allowedActions(job);
        return Problem.of(
                        409,
                        "invalid-state",
                        "The job's status does not allow it",
                        "The job " + job.id() + " is " + job.status() + ", so \"" + action + "\" is not possible.",
                        allowed.isEmpty()
                                ? "Wait until it has ended, or trigger the organisation again."
                                : "Possible now: " + String.join(", ", allowed) + ".")
                .about(Response.location(job))
                .allowing(allowed);
    }

    /** The organisation has a newer job, whose plan must not be undone by an older one's. */
    public static Problem overtaken(JobId id, JobId latest) {
        return Problem.of(
                        409,
                        "overtaken",
                        "The organisation has a newer job",
                        "The job " + id + " is not its organisation's newest one.",
                        "Look at the newer job, or trigger the organisation again with the plan that you want.")
                .about(Response.location(latest));
    }

    /**
     * An amended plan changes something that the job is at work for.
     *
     * @param why what, without the full stop
     */
    public static Problem changesWhatIsAtWork(Job job, String why) {
        return Problem.of(
                        409,
                        "invalid-state",
                        "The job is at work for what the plan changes",
                        why + ".",
                        "Retry without that change. Or cancel the job, and retry it then with the change.")
                .about(Response.location(job))
                .allowing(allowedActions(job));
    }

    /** The pre-flight predicts that reviewers reject the plan, and the caller wants no job of such a plan. */
    public static Problem refusedByPreflight(List<Fault> predictions) {
        return Problem.of(
                        422,
                        "preflight-refused",
                        "Reviewers would reject the plan",
                        "The pre-flight predicts " + predictions.size() + " reasons for a rejection.",
                        "Correct what \"errors\" points at and send the plan again, or send it without \"preflight\":"
                                + " \"strict\".")
                .with(predictions);
    }

    /**
     * Too many requests have come.
     *
     * @param of whose or about what they were, e.g. {@code by this caller}
     */
    public static Problem rateLimited(String of, int allowed, long seconds) {
        return Problem.of(
                        429,
                        RATE_LIMITED,
                        "Too many requests",
                        "More than " + allowed + " requests " + of + " have come within a minute.",
                        "Send the request again in " + seconds + " seconds.")
                .thatMayBeOverLater();
    }

    /** A job would buy more numbers than the operator allows. */
    public static Problem capExceeded(CapExceededException exceeded) {
        return switch (exceeded.cap()) {
            case PER_JOB ->
                Problem.of(
                        422,
                        "numbers-per-job-exceeded",
                        "The job would buy too many numbers",
                        "The job would buy " + exceeded.wanted() + " numbers, and one job may buy " + exceeded.allowed()
                                + ".",
                        "Ask for fewer numbers. Or have the operator raise the stack's parameter MaxNumbersPerJob.");
            case PER_DAY ->
                Problem.of(
                                429,
                                "numbers-per-day-exceeded",
                                "The organisation would buy too many numbers today",
                                "The job would buy " + exceeded.wanted() + " numbers. The organisation may buy "
                                        + exceeded.allowed() + " a day, and " + exceeded.used()
                                        + " of today's are bought or reserved.",
                                "Ask for fewer numbers, or try again after midnight UTC. Or have the operator raise the"
                                        + " stack's parameter MaxNumbersPerDay.")
                        .thatMayBeOverLater();
        };
    }

    /** A retry would do nothing, because Twilio calls the rejection final. */
    public static Problem notResubmittable(Job job, String detail, String nextAction) {
        return Problem.of(
                        409,
                        "not-resubmittable",
                        "Twilio takes no resubmission of what was rejected",
                        detail,
                        nextAction)
                .about(Response.location(job))
                .allowing(allowedActions(job));
    }

    /** A retry would do nothing, because what is left to do needs consent. */
    public static Problem consentRequired(Job job, String detail, String nextAction) {
        return Problem.of(
                        409,
                        "consent-required",
                        "What was rejected is submitted again with consent only",
                        detail,
                        nextAction)
                .about(Response.location(job))
                .allowing(allowedActions(job));
    }

    private static List<String> allowedActions(Job job) {
        return switch (job.status()) {
            case PENDING, RUNNING -> List.of("cancel");
            case WAITING -> job.hasPartiallyEnded() ? List.of("retry", "cancel") : List.of("cancel");
            case FAILED, CANCELLED -> List.of("retry", "rollback");
            case COMPLETE, ROLLBACK_FAILED -> List.of("rollback");
            case CANCELLING, ROLLING_BACK, ROLLED_BACK -> List.of();
        };
    }

    public static Problem invalidParameter(String detail, String nextAction) {
        return Problem.of(400, "invalid-parameter", "A parameter is not valid", detail, nextAction);
    }

    public static Problem malformedBody(String detail) {
        return Problem.of(
                400,
                "malformed-json",
                "The body is not JSON",
                detail,
                "Send one JSON object, or no body for the defaults.");
    }

    public static Problem invalidPlan(List<Fault> faults) {
        return invalidBody("plan", faults);
    }

    public static Problem invalidRollback(List<Fault> faults) {
        return invalidBody("rollback", faults);
    }

    private static Problem invalidBody(String what, List<Fault> faults) {
        return Problem.of(
                        400,
                        "invalid-" + what,
                        "The " + what + " is not valid",
                        faults.size() == 1
                                ? faults.getFirst().detail()
                                : "The " + what + " has " + faults.size() + " faults.",
                        "Correct what \"errors\" points at and send the " + what + " again.")
                .with(faults);
    }

    public static Problem internal() {
        return Problem.of(
                        500,
                        "internal",
                        "Something went wrong on our side",
                        "The request failed for a reason that is not yours.",
                        "Try again; if it happens again, report the requestId.")
                .thatMayBeOverLater();
    }

    public static Problem busy() {
        return unavailable("Too many requests want the same items of the table.", "Try again in a moment.");
    }

    public static Problem unavailable(String detail, String nextAction) {
        return Problem.of(
                        503,
                        "upstream-unavailable",
                        "A service that this one needs does not answer",
                        detail,
                        nextAction)
                .thatMayBeOverLater();
    }

    /** A service that this one needs said no, for a reason that the operator must see to. */
    public static Problem upstreamRefused(String detail, String nextAction) {
        return Problem.of(502, "upstream-refused", "A service that this one needs refused", detail, nextAction);
    }
}
