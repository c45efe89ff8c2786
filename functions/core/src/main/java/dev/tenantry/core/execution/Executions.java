package dev.tenantry.core.execution;

import dev.tenantry.core.AwsClients;
import dev.tenantry.core.Environment;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.Json;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The executions that work for jobs: of one state machine where new ones are named, and of whichever theirs is where
 * they are started, redriven, stopped or looked at. An execution's name begins with its job's id, so that none is
 * started twice, however often it is asked for. Every method throws
 * {@link software.amazon.awssdk.core.exception.SdkException} when Step Functions does not answer; what was asked may
 * then have been done all the same, and may be asked for again.
 */
public final class Executions {
    private final SfnClient stepFunctions;
    private final String stateMachineArn;

    /**
     * @param stepFunctions a client of the state machines' region
     * @param stateMachineArn of the state machine that new executions are of
     */
    public Executions(SfnClient stepFunctions, String stateMachineArn) {
        this.stepFunctions = stepFunctions;
        this.stateMachineArn = stateMachineArn;
    }

    /** The executions of the state machine that {@code STATE_MACHINE_ARN} names. */
    public static Executions of(Environment environment) {
        return new Executions(
                new AwsClients(environment).make(SfnClient.builder(), "SFN"), environment.require("STATE_MACHINE_ARN"));
    }

    /** The first execution that a job has, or is going to have. */
    public Execution first(JobId id) {
        return named(id.value());
    }

    /**
     * What a retry of a job works with: its last execution, redriven, where Step Functions can go on from where that
     * failed; otherwise a new one, e.g. {@code job_…-r2}.
     *
     * @param canGoOn whether no finished step must be run again
     */
    public Execution next(Job job, boolean canGoOn) {
        return redriven(job, canGoOn)
                .orElseGet(() -> named(job.id() + "-r" + (job.executions().size() + 1)));
    }

    /**
     * What a rollback of a job works with: its last execution, redriven, where that was a rollback which Step Functions
     * can go on with; otherwise a new one, e.g. {@code job_…-rb1}.
     *
     * @param canGoOn whether the last execution is a rollback of the same kind
     */
    public Execution nextRollback(Job job, boolean canGoOn) {
        var prefix = job.id() + "-rb";
        var earlier = job.executions().stream()
                .filter(execution -> execution.name().startsWith(prefix))
                .count();
        return redriven(job, canGoOn).orElseGet(() -> named(prefix + (earlier + 1)));
    }

    /** Starts or redrives what works for a job, unless that has been done before. */
    public void ensureStarted(Job job) {
        var execution = job.lastExecution();
        if (execution.redriveCount() == 0) {
            start(job.id(), execution);
        } else if (describe(execution)
                .filter(seen -> seen.redriveCount() < execution.redriveCount())
                .isPresent()) {
            redrive(execution);
        }
    }

    /**
     * Stops what works for a job, if it is at work.
     *
     * @return false when there is no such execution: it was never started
     */
    public boolean stop(Job job) {
        try {
            stepFunctions.stopExecution(
                    stop -> stop.executionArn(job.lastExecution().arn()));
            return true;
        } catch (ExecutionDoesNotExistException neverStarted) {
            return false;
        }
    }

    /** How what works for a job has closed; empty when it succeeded, is at work, or was never started. */
    public Optional<Closing> closing(Job job) {
        return describe(job.lastExecution())
                .filter(seen -> seen.redriveCount() >= job.lastExecution().redriveCount())
                .filter(seen -> seen.status() != ExecutionStatus.RUNNING && seen.status() != ExecutionStatus.SUCCEEDED)
                .map(seen -> Closing.of(seen.statusAsString(), seen.error(), seen.cause()));
    }

    private void start(JobId id, Execution execution) {
        var input = Json.write(Json.object().put("jobId", id.value()));
        try {
            stepFunctions.startExecution(start -> start.stateMachineArn(stateMachineOf(execution))
                    .name(execution.name())
                    .input(input));
        } catch (ExecutionAlreadyExistsException startedBefore) {
            // Step Functions keeps names for 90 days after an execution ends: it was started, and that is all we want.
            return;
        }
    }

    /** The token makes the same redrive, asked for twice within 15 minutes, one. */
    private void redrive(Execution execution) {
        try {
            stepFunctions.redriveExecution(redrive -> redrive.executionArn(execution.arn())
                    .clientToken(execution.name() + "-" + execution.redriveCount()));
        } catch (ExecutionNotRedrivableException runsAlready) {
            // Somebody else was faster: the console, or an earlier call of ours whose answer was lost.
            return;
        }
    }

    private Optional<Execution> redriven(Job job, boolean canGoOn) {
        return Optional.of(job.lastExecution())
                .filter(last -> canGoOn && isRedrivable(last))
                .map(Execution::redriven);
    }

    private boolean isRedrivable(Execution execution) {
        return describe(execution)
                .filter(seen -> seen.redriveStatus() == ExecutionRedriveStatus.REDRIVABLE)
                .isPresent();
    }

    private Optional<DescribeExecutionResponse> describe(Execution execution) {
        try {
            return Optional.of(stepFunctions.describeExecution(describe -> describe.executionArn(execution.arn())));
        } catch (ExecutionDoesNotExistException neverStarted) {
            return Optional.empty();
        }
    }

    /** {@code …:execution:MACHINE:NAME} is of {@code …:stateMachine:MACHINE}. */
    private static String stateMachineOf(Execution execution) {
        var arn = execution.arn();
        return arn.substring(0, arn.lastIndexOf(':')).replace(":execution:", ":stateMachine:");
    }

    private Execution named(String name) {
        return new Execution(name, stateMachineArn.replace(":stateMachine:", ":execution:") + ":" + name);
    }
}
