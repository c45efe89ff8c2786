package dev.tenantry.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tenantry.core.Environment;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.steps.engine.StepOutput;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.steps.rollback.RollbackInput;
import dev.tenantry.steps.rollback.RollbackRunner;
import dev.tenantry.steps.rollback.StepRollback;
import dev.tenantry.twilio.TenantAccount;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Rolls back the step that its state names, and ends the rollback after the last one. */
public final class RollbackStepHandler implements RequestHandler<RollbackInput, StepOutput> {
    private final StepDependencies dependencies;
    private final RollbackRunner runner;

    public RollbackStepHandler() {
        this(StepDependencies.of(Environment.current()));
    }

    private RollbackStepHandler(StepDependencies dependencies) {
        this(dependencies, new RollbackRunner(new JobStore(dependencies.table()), InstantSource.system()));
    }

    RollbackStepHandler(StepDependencies dependencies, RollbackRunner runner) {
        this.dependencies = dependencies;
        this.runner = runner;
    }

    @Override
    public StepOutput handleRequest(RollbackInput input, Context context) {
        var step = StepName.ofId(input.step());
        var log = StepLog.of(context, step, input.jobId(), input.execution());
        return log.end(() -> rollBack(step, input, context));
    }

    private StepOutput rollBack(StepName step, RollbackInput input, Context context) {
        var output =
                runner.run(input, () -> Duration.ofMillis(context.getRemainingTimeInMillis()), run -> new StepRollback(
                                run, tenant(run.orgId()))
                        .rollBack(step));
        if (step == StepName.inRollbackOrder().getLast()) {
            runner.end(new JobId(input.jobId()));
        }
        return output;
    }

    private TenantContext tenant(OrgId orgId) {
        return dependencies.tenant(orgId, new OpenedOnce(orgId));
    }

    /** The tenant's account, opened when it is first used: what never had a subaccount has no credentials either. */
    private final class OpenedOnce implements Supplier<TenantAccount> {
        private final OrgId orgId;
        private Optional<TenantAccount> opened = Optional.empty();

        private OpenedOnce(OrgId orgId) {
            this.orgId = orgId;
        }

        @Override
        public TenantAccount get() {
            if (opened.isEmpty()) {
                opened = Optional.of(dependencies.tenants().open(orgId));
            }
            return opened.get();
        }
    }
}
