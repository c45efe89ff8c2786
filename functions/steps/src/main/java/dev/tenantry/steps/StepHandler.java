package dev.tenantry.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.Job;
import dev.tenantry.steps.engine.StepInput;
import dev.tenantry.steps.engine.StepOutput;
import dev.tenantry.steps.engine.StepResult;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.engine.StepRunner;
import java.time.Duration;
import java.util.Optional;

/** Base class of the handlers of steps that end when their function does: passes the input to {@link StepRunner}. */
abstract class StepHandler implements RequestHandler<StepInput, StepOutput> {
    private final StepName step;
    private final StepRunner runner;

    StepHandler(StepName step, StepRunner runner) {
        this.step = step;
        this.runner = runner;
    }

    @Override
    public final StepOutput handleRequest(StepInput input, Context context) {
        var log = StepLog.of(context, step, input.jobId(), input.execution());
        return log.end(() -> runner.run(
                input,
                step,
                () -> Duration.ofMillis(context.getRemainingTimeInMillis()),
                this::first,
                run -> work(log.seen(run))));
    }

    /**
     * The resource that the work of a job claims before it does anything at Twilio, if that is known beforehand. Work
     * that asks Twilio first has none: it would hold the claim, and keep a rollback waiting, for as long as that takes.
     */
    Optional<ResourceKey> first(Job job) {
        return Optional.empty();
    }

    /** The step that the handler does. */
    final StepName step() {
        return step;
    }

    /**
     * Does the step's work. It may have been done before, wholly or in part, by a run that died.
     *
     * @throws dev.tenantry.core.failure.ProvisioningFailure when it does not succeed
     */
    abstract StepResult work(StepRun run);
}
