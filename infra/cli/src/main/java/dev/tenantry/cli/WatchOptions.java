package dev.tenantry.cli;

import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.Status;
import dev.tenantry.cli.watch.WatchUntil;

/**
 * Options with which a command follows a job.
 *
 * @param json whether to print JSON lines
 * @param until how far
 * @param expected how the job is to end
 * @param whileWaiting what somebody should know who looks while the job waits for reviews
 */
record WatchOptions(boolean json, WatchUntil until, Status expected, String whileWaiting) {
    private static final String JOB_CONTINUES = "this command may be ended, the job continues without it";
    private static final String SYSTEM_ENDS = "they are simulated, and end soon";

    /** To its end, which is to be this one. */
    static WatchOptions to(Status expected) {
        return new WatchOptions(false, WatchUntil.END, expected, JOB_CONTINUES);
    }

    /** Until it is COMPLETE, or only until its tenant is usable. */
    static WatchOptions until(WatchUntil until) {
        return new WatchOptions(false, until, Status.COMPLETE, JOB_CONTINUES);
    }

    /** The same, in JSON or not. */
    WatchOptions withJson(boolean now) {
        return new WatchOptions(now, until, expected, whileWaiting);
    }

    /** The same for a job of a system that ends with the command. */
    WatchOptions inThisProcess() {
        return new WatchOptions(json, until, expected, SYSTEM_ENDS);
    }

    /** What the process tells the shell after it. */
    int exitCode(Job last) {
        var isAsExpected =
                until == WatchUntil.USABLE ? last.usable() : last.status().equals(expected);
        return isAsExpected ? ExitCode.COMPLETE : ExitCode.FAILED;
    }
}
