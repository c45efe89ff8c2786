package dev.tenantry.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * Why a request was not done, as RFC 9457 has it, with what a person needs to go on.
 *
 * @param status the HTTP status
 * @param code a stable word for the kind of problem
 * @param title the kind of problem in words
 * @param detail what is wrong with this request
 * @param retryable whether the same request may succeed later
 * @param nextAction what the caller should do
 * @param errors the faults in the body, each at its place
 * @param job the job that stands in the way, if one does
 * @param allowedActions what can be asked of the job as it stands, if its status is what stands in the way
 */
record Problem(
        int status,
        String code,
        String title,
        String detail,
        boolean retryable,
        String nextAction,
        List<Fault> errors,
        Optional<String> job,
        List<String> allowedActions) {

    /** A problem that no job's status makes. */
    Problem(
            int status,
            String code,
            String title,
            String detail,
            boolean retryable,
            String nextAction,
            List<Fault> errors,
            Optional<String> job) {
        this(status, code, title, detail, retryable, nextAction, errors, job, List.of());
    }

    /**
     * A fault at one place of the body.
     *
     * @param pointer the place, as a JSON Pointer (RFC 6901)
     * @param detail what is wrong there
     */
    record Fault(String pointer, String detail) {}

    /** A problem that only another request can avoid. */
    static Problem of(int status, String code, String title, String detail, String nextAction) {
        return new Problem(status, code, title, detail, false, nextAction, List.of(), Optional.empty());
    }

    static Problem notFound(String detail, String nextAction) {
        return of(404, "not-found", "Not found", detail, nextAction);
    }

    static Problem noSuchJob(JobId id) {
        return notFound("There is no job " + id + ".", "Check the id that the trigger answered.");
    }

    /** The job's status does not allow what was asked of it. */
    static Problem invalidState(Job job, String action) {
        var allowed = allowedActions(job);
        return new Problem(
                409,
                "invalid-state",
                "The job's status does not allow it",
                "The job " + job.id() + " is " + job.status() + ", so \"" + action + "\" is not possible.",
                false,
                allowed.isEmpty()
                        ? "Wait until it has ended, or trigger the organisation again."
                        : "Possible now: " + String.join(", ", allowed) + ".",
                List.of(),
                Optional.of(Response.location(job)),
                allowed);
    }

    /** The organisation has a newer job, whose plan must not be undone by an older one's. */
    static Problem overtaken(JobId id, JobId latest) {
        return new Problem(
                409,
                "overtaken",
                "The organisation has a newer job",
                "The job " + id + " is not its organisation's newest one.",
                false,
                "Look at the newer job, or trigger the organisation again with the plan that you want.",
                List.of(),
                Optional.of(Response.location(latest)));
    }

    /**
     * An amended plan changes something that the job is at work for.
     *
     * @param why what, without the full stop
     */
    static Problem changesWhatIsAtWork(Job job, String why) {
        return new Problem(
                409,
                "invalid-state",
                "The job is at work for what the plan changes",
                why + ".",
                false,
                "Retry without that change. Or cancel the job, and retry it then with the change.",
                List.of(),
                Optional.of(Response.location(job)),
                allowedActions(job));
    }

    private static List<String> allowedActions(Job job) {
        return switch (job.status()) {
            case PENDING, RUNNING -> List.of("cancel");
            case WAITING -> job.isOverInPart() ? List.of("retry", "cancel") : List.of("cancel");
            case FAILED, CANCELLED -> List.of("retry", "rollback");
            case COMPLETE, ROLLBACK_FAILED -> List.of("rollback");
            case CANCELLING, ROLLING_BACK, ROLLED_BACK -> List.of();
        };
    }

    static Problem invalidParameter(String detail, String nextAction) {
        return of(400, "invalid-parameter", "A parameter is not valid", detail, nextAction);
    }

    static Problem malformedBody(String detail) {
        return of(
                400,
                "malformed-json",
                "The body is not JSON",
                detail,
                "Send one JSON object, or no body for the defaults.");
    }

    static Problem invalidPlan(List<Fault> faults) {
        return invalidBody("plan", faults);
    }

    static Problem invalidRollback(List<Fault> faults) {
        return invalidBody("rollback", faults);
    }

    private static Problem invalidBody(String what, List<Fault> faults) {
        return new Problem(
                400,
                "invalid-" + what,
                "The " + what + " is not valid",
                faults.size() == 1 ? faults.getFirst().detail() : "The " + what + " has " + faults.size() + " faults.",
                false,
                "Mend what \"errors\" points at and send the " + what + " again.",
                faults,
                Optional.empty());
    }

    static Problem internal() {
        return new Problem(
                500,
                "internal",
                "Something went wrong on our side",
                "The request failed for a reason that is not yours.",
                true,
                "Try again; if it goes on, report the requestId.",
                List.of(),
                Optional.empty());
    }

    static Problem busy() {
        return unavailable("Too many requests want the same items of the table.", "Try again in a moment.");
    }

    static Problem unavailable(String detail, String nextAction) {
        return new Problem(
                503,
                "upstream-unavailable",
                "A service that this one needs does not answer",
                detail,
                true,
                nextAction,
                List.of(),
                Optional.empty());
    }

    /** A service that this one needs said no, for a reason that the operator must see to. */
    static Problem upstreamRefused(String detail, String nextAction) {
        return of(502, "upstream-refused", "A service that this one needs refused", detail, nextAction);
    }

    /** The problem as {@code application/problem+json}. */
    ObjectNode json(String requestId) {
        var json = Json.object()
                .put("type", "urn:tenantry:problem:" + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("code", code)
                .put("requestId", requestId)
                .put("retryable", retryable)
                .put("nextAction", nextAction);
        if (!errors.isEmpty()) {
            var array = json.putArray("errors");
            errors.forEach(
                    fault -> array.addObject().put("pointer", fault.pointer()).put("detail", fault.detail()));
        }
        job.ifPresent(path -> json.put("existingJob", path));
        if (!allowedActions.isEmpty()) {
            var array = json.putArray("allowedActions");
            allowedActions.forEach(array::add);
        }
        return json;
    }
}
