package dev.tenantry.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.Json;

/**
 * Why a client's frame was not obeyed: a problem detail (RFC 9457) whose type is a URN made of the code.
 *
 * @param code a stable word for the kind of problem
 * @param status the HTTP status that the same problem would have
 * @param title the kind of problem, for people
 * @param detail what is wrong with this frame
 * @param nextAction what to do
 */
record Problem(String code, int status, String title, String detail, String nextAction) {

    static Problem malformedJson() {
        return new Problem(
                "malformed-json",
                400,
                "The frame is not a JSON object",
                "A frame is one JSON object, in text.",
                "Send a JSON object whose action is subscribe, unsubscribe or ping.");
    }

    static Problem unknownAction() {
        return new Problem(
                "unknown-action",
                400,
                "The action is unknown",
                "The frame's action is none of subscribe, unsubscribe and ping.",
                "Send a JSON object whose action is subscribe, unsubscribe or ping.");
    }

    static Problem unknownField(String field, String known) {
        return new Problem(
                "unknown-field",
                400,
                "The frame has an unknown field",
                "The field \"" + field + "\" is unknown here; known are " + known + ".",
                "Leave the field out.");
    }

    static Problem malformedRequest(String detail, String nextAction) {
        return new Problem("malformed-request", 400, "The frame does not say what is meant", detail, nextAction);
    }

    static Problem unknownJob(JobId id) {
        return new Problem(
                "not-found", 404, "There is no such job", "There is no job " + id + ".", "Check the job's id.");
    }

    static Problem snapshotTooLarge(JobId id) {
        return new Problem(
                "snapshot-too-large",
                413,
                "The job is too large for one frame",
                "Job " + id + " is subscribed to, but its snapshot does not fit into one frame of 128 KB.",
                "GET /v1/provisioning-jobs/" + id + ", and apply the updates that follow its version.");
    }

    static Problem replayInterrupted(JobId id, long delivered) {
        return new Problem(
                "replay-interrupted",
                503,
                "The replay was interrupted",
                "Job " + id + " is subscribed to, but events after version " + delivered + " could not be replayed.",
                "Subscribe again with after " + delivered + ".");
    }

    ObjectNode json() {
        return Json.object()
                .put("type", "urn:tenantry:problem:" + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("code", code)
                .put("nextAction", nextAction);
    }
}
