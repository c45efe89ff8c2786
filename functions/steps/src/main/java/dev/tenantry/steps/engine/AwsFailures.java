package dev.tenantry.steps.engine;

import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.storage.ContentionException;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Turns what AWS does wrong, after its SDK has tried again in vain, into the failure that the state machine tries
 * again.
 *
 * <p>That is right whether or not the call had its effect: what was done at Twilio is in the ledger, or is looked up
 * before it is done again; and a change of the job is made from the job as it is.
 */
public final class AwsFailures {
    private AwsFailures() {}

    /**
     * Runs the work, and translates its failure.
     *
     * @throws NotProcessedException when the work ends with a failure of AWS
     */
    public static <T> T translate(Supplier<T> work) {
        try {
            return work.get();
        } catch (SdkException | ContentionException failure) {
            throw new NotProcessedException(
                    FailureDetails.of(
                            summary(failure),
                            "The step is tried again by itself for a while. If it still fails, operator: look into the"
                                    + " function's log, then retry the job."),
                    failure);
        }
    }

    /** The same for work without a result. */
    public static void run(Runnable work) {
        translate(() -> {
            work.run();
            return Optional.empty();
        });
    }

    private static String summary(RuntimeException failure) {
        return switch (failure) {
            case AwsServiceException answer
            when answer.awsErrorDetails() != null ->
                "AWS refused a call, with the error " + answer.awsErrorDetails().errorCode() + ".";
            case ContentionException _ -> "Too many others were changing the job.";
            default -> "AWS did not answer.";
        };
    }
}
