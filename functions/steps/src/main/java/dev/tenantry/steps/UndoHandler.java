package dev.tenantry.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tenantry.core.Environment;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.secret.OperatorSecret;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.time.InstantSource;

/** Undoes the step that its state names, and ends the rollback after the last one. */
public final class UndoHandler implements RequestHandler<UndoInput, StepOutput> {
    private final World world;
    private final UndoRunner runner;
    private final OperatorCredentials credentials;

    /** Made by Lambda. */
    public UndoHandler() {
        this(Environment.current());
    }

    private UndoHandler(Environment environment) {
        this(
                World.of(environment),
                new UndoRunner(new JobStore(Table.of(environment)), InstantSource.system()),
                new OperatorCredentials(OperatorSecret.of(environment)));
    }

    UndoHandler(World world, UndoRunner runner, OperatorCredentials credentials) {
        this.world = world;
        this.runner = runner;
        this.credentials = credentials;
    }

    @Override
    public StepOutput handleRequest(UndoInput input, Context context) {
        var step = StepName.ofId(input.step());
        var output =
                runner.run(input, () -> Duration.ofMillis(context.getRemainingTimeInMillis()), run -> undo(run, step));
        if (step.equals(Rollback.ORDER.getLast())) {
            runner.end(new JobId(input.jobId()));
        }
        return output;
    }

    private UndoResult undo(StepRun run, StepName step) {
        var choices = run.job().rollback().orElseThrow();
        var removals = new Removals(
                run.job().orgId(), choices, world, () -> world.twilio().operator(credentials.read()));
        return new Undoing(run, choices, world.ledger(), world.businesses(), removals).undo(step);
    }
}
