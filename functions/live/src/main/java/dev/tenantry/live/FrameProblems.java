package dev.tenantry.live;

import dev.tenantry.core.job.JobId;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.problem.Problem;

/** The problems that a client's frame can have. */
final class FrameProblems {
    private FrameProblems() {}

    static Problem malformedJson() {
        return Problem.of(
                400,
                "malformed-json",
                "The frame is not a JSON object",
                "A frame is one JSON object, in text.",
                "Send a JSON object whose action is subscribe, unsubscribe or ping.");
    }

    static Problem unknownAction() {
        return Problem.of(
                400,
                "unknown-action",
                "The action is unknown",
                "The frame's action is none of subscribe, unsubscribe and ping.",
                "Send a JSON object whose action is subscribe, unsubscribe or ping.");
    }

    static Problem unknownField(String field, String known) {
        return Problem.of(
                400,
                "unknown-field",
                "The frame has an unknown field",
                "The field \"" + field + "\" is unknown here; known are " + known + ".",
                "Leave the field out.");
    }

    static Problem malformedRequest(String detail, String nextAction) {
        return Problem.of(400, "malformed-request", "The frame does not say what is meant", detail, nextAction);
    }

    static Problem unknownJob(JobId id) {
        return Problem.of(
                404, "not-found", "There is no such job", "There is no job " + id + ".", "Check the job's id.");
    }

    /** The caller may not subscribe to a topic, which is answered like one that does not exist. */
    static Problem notFor(Topic topic) {
        return switch (topic) {
            case Topic.OfJob job -> unknownJob(job.id());
            case Topic.OfOrg org -> unknownOrganisation(org.id());
            case Topic.AllJobs _ -> forbidden();
        };
    }

    /** The same whether the organisation exists or not. */
    private static Problem unknownOrganisation(OrgId id) {
        return Problem.of(
                404,
                "not-found",
                "There is no such organisation",
                "There is no organisation " + id + " that the caller may act for.",
                "Check the id, or connect with a ticket for this organisation.");
    }

    /** All jobs are for those who may act for all organisations. */
    private static Problem forbidden() {
        return Problem.of(
                403,
                "forbidden",
                "The caller may not do this",
                "The caller may act for some organisations, and this is about all of them.",
                "Subscribe to an organisation or to a job.");
    }

    static Problem expiredToken() {
        return Problem.of(
                401,
                "invalid-token",
                "The token is not accepted",
                "The token of the connection's ticket has expired.",
                "Take a ticket with a new access token, and connect again.");
    }

    static Problem snapshotTooLarge(JobId id) {
        return Problem.of(
                413,
                "snapshot-too-large",
                "The job is too large for one frame",
                "Job " + id + " is subscribed to, but its snapshot does not fit into one frame of 128 KB.",
                "GET /v1/provisioning-jobs/" + id + ", and apply the updates that follow its version.");
    }

    static Problem replayInterrupted(JobId id, long delivered) {
        return Problem.of(
                        503,
                        "replay-interrupted",
                        "The replay was interrupted",
                        "Job " + id + " is subscribed to, but events after version " + delivered
                                + " could not be replayed.",
                        "Subscribe again with after " + delivered + ".")
                .thatMayBeOverLater();
    }
}
