package dev.tenantry.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.steps.engine.StepOutput;
import dev.tenantry.steps.engine.StepRun;
import java.time.Duration;
import java.util.function.Supplier;

/** Log of one run of a state's function: how it ended, and how long that took. */
final class StepLog {
    private final String name;
    private final long begin = System.nanoTime();
    private FunctionLog log;

    private StepLog(FunctionLog log, String name) {
        this.log = log.with("step", name);
        this.name = name;
    }

    /** The log of a run for a job. */
    static StepLog of(Context context, String name, String jobId, String execution) {
        return new StepLog(FunctionLog.of(context).with("jobId", jobId).with("execution", execution), name);
    }

    /** The log of a run of a step. */
    static StepLog of(Context context, StepName step, String jobId, String execution) {
        return of(context, step.id(), jobId, execution);
    }

    /** Learns which organisation the run is for. */
    StepRun seen(StepRun run) {
        log = log.about(run.orgId());
        return run;
    }

    /** Runs, and logs the end. */
    StepOutput end(Supplier<StepOutput> run) {
        try {
            var output = run.get();
            timed().log(name + ": " + output.message(), LogLevel.INFO);
            return output;
        } catch (NotProcessedException | UnknownOutcomeException again) {
            timed().log(name + " is tried again: " + again.summary(), LogLevel.WARN, again);
            throw again;
        } catch (ProvisioningFailure failure) {
            timed().log(name + " failed: " + failure.summary(), LogLevel.ERROR, failure);
            throw failure;
        } catch (RuntimeException unexpected) {
            timed().log(name + " failed unexpectedly", LogLevel.ERROR, unexpected);
            throw unexpected;
        }
    }

    private FunctionLog timed() {
        var took = Duration.ofNanos(System.nanoTime() - begin);
        return log.with("durationMs", Long.toString(took.toMillis()));
    }
}
