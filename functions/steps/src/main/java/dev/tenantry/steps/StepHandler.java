package dev.tenantry.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tenantry.core.job.StepName;
import java.time.Duration;

/** What every step's handler does the same. */
abstract class StepHandler implements RequestHandler<StepInput, StepOutput> {
    private final StepName step;
    private final StepRunner runner;

    StepHandler(StepName step, StepRunner runner) {
        this.step = step;
        this.runner = runner;
    }

    @Override
    public final StepOutput handleRequest(StepInput input, Context context) {
        return runner.run(input, step, () -> Duration.ofMillis(context.getRemainingTimeInMillis()), this::work);
    }

    /**
     * Does the step's work. It may have been done before, wholly or in part, by a run that nobody heard of again.
     *
     * @throws dev.tenantry.twilio.failure.ProvisioningFailure when it does not succeed
     */
    abstract StepResult work(StepRun run);
}
