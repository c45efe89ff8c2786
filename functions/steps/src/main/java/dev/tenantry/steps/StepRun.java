package dev.tenantry.steps;

import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Resource;
import dev.tenantry.twilio.TenantAccount;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NotProcessedException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * One run of a step, as its work sees it.
 *
 * @param job the job, with the step RUNNING
 * @param remainingTime how long the function may still live
 * @param report tells how the work gets on: a message, and what exists so far
 * @param fence stands after each claim: reads the job again, and throws when it is not to be worked for any more
 */
record StepRun(Job job, Supplier<Duration> remainingTime, BiConsumer<String, List<Resource>> report, Runnable fence) {
    /** As long as an answer of Twilio may take, and some seconds to record it. */
    private static final Duration TIME_TO_CREATE = Duration.ofSeconds(25);

    /** The account with {@link #requireTimeToCreate} before each request that changes anything. */
    TenantAccount inTime(TenantAccount account) {
        return account.before(this::requireTimeToCreate);
    }

    /**
     * Stands directly before each request that creates something. One that the function's end cuts short would cost a
     * look-up and a wait; and it might reach Twilio so late that the look-up cannot see it. Before deletions as well: a
     * run that outlived its lease might take for useless what another has made since.
     *
     * @throws NotProcessedException when the function may not live to hear the answer
     */
    void requireTimeToCreate() {
        if (remainingTime.get().compareTo(TIME_TO_CREATE) < 0) {
            throw new NotProcessedException(FailureDetails.of(
                    "There is more to do than one run has time for.",
                    "The next run goes on by itself where this one stopped. If there are too many of them, operator:"
                            + " retry the job."));
        }
    }
}
