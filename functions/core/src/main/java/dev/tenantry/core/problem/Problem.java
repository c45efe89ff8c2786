package dev.tenantry.core.problem;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * Problem details of a request, a callback or a frame that failed (RFC 9457), with the action that a person can take
 * next. The type is a URN made of the code.
 *
 * @param status the HTTP status; of a frame, the one that the same problem of a request would have
 * @param code a stable word for the kind of problem
 * @param title the kind of problem in words
 * @param detail what is wrong with this request
 * @param retryable whether the same request may succeed later
 * @param nextAction what the caller should do
 * @param errors the faults in the body, each at its place
 * @param job the job that stands in the way, if one does
 * @param allowedActions what can be asked of the job as it stands, if its status is what stands in the way
 */
public record Problem(
        int status,
        String code,
        String title,
        String detail,
        boolean retryable,
        String nextAction,
        List<Fault> errors,
        Optional<String> job,
        List<String> allowedActions) {

    /**
     * A fault at one place of the body.
     *
     * @param pointer the place, as a JSON Pointer (RFC 6901)
     * @param detail what is wrong there
     */
    public record Fault(String pointer, String detail) {}

    /** A problem that only another request can avoid. */
    public static Problem of(int status, String code, String title, String detail, String nextAction) {
        return new Problem(status, code, title, detail, false, nextAction, List.of(), Optional.empty(), List.of());
    }

    /** The same problem, where the same request may succeed later. */
    public Problem thatMayBeOverLater() {
        return new Problem(status, code, title, detail, true, nextAction, errors, job, allowedActions);
    }

    /** The same problem, with the faults that make it. */
    public Problem with(List<Fault> faults) {
        return new Problem(status, code, title, detail, retryable, nextAction, faults, job, allowedActions);
    }

    /** The same problem, with the path of the job that stands in the way. */
    public Problem about(String path) {
        return new Problem(
                status, code, title, detail, retryable, nextAction, errors, Optional.of(path), allowedActions);
    }

    /** The same problem, with what can be asked of the job. */
    public Problem allowing(List<String> actions) {
        return new Problem(status, code, title, detail, retryable, nextAction, errors, job, actions);
    }

    /** The problem as {@code application/problem+json}, with the id that the logs have of the request. */
    public ObjectNode json(String requestId) {
        return json().put("requestId", requestId);
    }

    /** The problem as {@code application/problem+json}. */
    public ObjectNode json() {
        var json = Json.object()
                .put("type", "urn:tenantry:problem:" + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("code", code)
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
