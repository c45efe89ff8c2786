package dev.tenantry.cli;

import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.Status;
import dev.tenantry.cli.follow.Goal;

/**
 * How a command follows a job.
 *
 * @param json whether to print JSON lines
 * @param goal how far
 * @param wished how the job is to end
 * @param whileWaiting what somebody should know who looks while the job waits for reviews
 */
record Following(boolean json, Goal goal, Status wished, String whileWaiting) {
    private static final String JOB_GOES_ON = "this command may be ended, the job goes on by itself";
    private static final String SYSTEM_ENDS = "they are simulated, and end soon";

    /** To its end, which is to be this one. */
    static Following to(Status wished) {
        return new Following(false, Goal.END, wished, JOB_GOES_ON);
    }

    /** Until it is COMPLETE, or only until its tenant is usable. */
    static Following until(Goal goal) {
        return new Following(false, goal, Status.COMPLETE, JOB_GOES_ON);
    }

    /** The same, in JSON or not. */
    Following withJson(boolean now) {
        return new Following(now, goal, wished, whileWaiting);
    }

    /** The same for a job of a system that ends with the command. */
    Following inThisProcess() {
        return new Following(json, goal, wished, SYSTEM_ENDS);
    }

    /** What the process tells the shell after it. */
    int exitCode(Job last) {
        var isAsWished = goal == Goal.USABLE ? last.usable() : last.status().equals(wished);
        return isAsWished ? ExitCode.COMPLETE : ExitCode.FAILED;
    }
}
