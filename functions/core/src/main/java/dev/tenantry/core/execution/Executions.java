package dev.tenantry.core.execution;

import dev.tenantry.core.AwsClients;
import dev.tenantry.core.Environment;
import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.Json;
import java.util.EnumMap;
import java.util.Map;
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
    private final Map<StepGroup, String> stateMachineArns;

    /**
     * @param stepFunctions a client of the state machines' region
     * @param stateMachineArn of the state machine that new executions are of; there are none for registrations
     */
    public Executions(SfnClient stepFunctions, String stateMachineArn) {
        this(stepFunctions, Map.of(StepGroup.TENANT, stateMachineArn));
    }

    /**
     * @param stepFunctions a client of the state machines' region
     * @param stateMachineArns of the state machines that new executions are of, by the part of a job that they work for
     */
    public Executions(SfnClient stepFunctions, Map<StepGroup, String> stateMachineArns) {
        this.stepFunctions = stepFunctions;
        this.stateMachineArns = Map.copyOf(stateMachineArns);
    }

    /**
     * The executions of the state machines that {@code STATE_MACHINE_ARN}, {@code A2P_STATE_MACHINE_ARN} and
     * {@code TOLL_FREE_STATE_MACHINE_ARN} name, as far as they are set.
     */
    public static Executions of(Environment environment) {
        var arns = new EnumMap<StepGroup, String>(StepGroup.class);
        environment.find("STATE_MACHINE_ARN").ifPresent(arn -> arns.put(StepGroup.TENANT, arn));
        environment.find("A2P_STATE_MACHINE_ARN").ifPresent(arn -> arns.put(StepGroup.A2P, arn));
        environment.find("TOLL_FREE_STATE_MACHINE_ARN").ifPresent(arn -> arns.put(StepGroup.TOLL_FREE, arn));
        return new Executions(
                new AwsClients(environment)
                        .make(
                                SfnClient.builder(),
                                "SFN",
                                client -> client.startExecution(
                                        start -> start.stateMachineArn("arn:aws:states:any:any:stateMachine:any"))),
                arns);
    }

    /** The first execution that a job has, or is going to have. */
    public Execution first(JobId id) {
        return named(StepGroup.TENANT, id.value());
    }

    /**
     * The execution for a retry of a part of a job: the last one, redriven, when Step Functions can continue it from
     * where it failed, or when somebody has redriven it already; otherwise a new one, e.g. {@code job_…-r2} or
     * {@code job_…-a2p-r2}.
     *
     * @param redrivable whether no finished step must be run again
     */
    public Execution next(Job job, StepGroup group, boolean redrivable) {
        return redriven(job, group, redrivable).orElseGet(() -> named(group, nextName(job, group)));
    }

    /**
     * The execution of a registration of a job: the last one, if that is running or was recorded and not started;
     * otherwise a new one.
     */
    public Execution registration(Job job, StepGroup group) {
        return job.execution(group)
                .filter(last -> describe(last)
                        .map(seen -> seen.status() == ExecutionStatus.RUNNING)
                        .orElse(true))
                .orElseGet(() -> named(group, nextName(job, group)));
    }

    private static String nextName(Job job, StepGroup group) {
        var first = group == StepGroup.TENANT ? job.id().value() : job.id() + "-" + group.word();
        var earlier = job.executions().stream()
                .filter(execution -> execution.group() == group)
                .count();
        return earlier == 0 ? first : first + "-r" + (earlier + 1);
    }

    /**
     * The execution of a rollback of a job: its last one, redriven, where that was a rollback which Step Functions can
     * redrive; otherwise a new one, e.g. {@code job_…-rb1}.
     *
     * @param redrivable whether the last execution is a rollback of the same kind
     */
    public Execution nextRollback(Job job, boolean redrivable) {
        var prefix = job.id() + "-rb";
        var earlier = job.executions().stream()
                .filter(execution -> execution.name().startsWith(prefix))
                .count();
        return redriven(job, StepGroup.TENANT, redrivable)
                .orElseGet(() -> named(StepGroup.TENANT, prefix + (earlier + 1)));
    }

    /** Starts or redrives what is to work for a job, unless that has been done before. */
    public void ensureStarted(Job job) {
        job.executionsToStart().forEach(execution -> ensureStarted(job.id(), execution));
    }

    private void ensureStarted(JobId id, Execution execution) {
        if (execution.redriveCount() == 0) {
            start(id, execution);
        } else if (describe(execution)
                .filter(seen -> seen.redriveCount() < execution.redriveCount())
                .isPresent()) {
            redrive(execution);
        }
    }

    /**
     * Stops an execution, if it is at work.
     *
     * @return false when there is no such execution: it was never started
     */
    public boolean stop(Execution execution) {
        try {
            stepFunctions.stopExecution(stop -> stop.executionArn(execution.arn()));
            return true;
        } catch (ExecutionDoesNotExistException neverStarted) {
            return false;
        }
    }

    /** The failure of an execution; empty when it succeeded, is running, or was never started. */
    public Optional<FailedExecution> failure(Execution execution) {
        return describe(execution)
                .filter(seen -> seen.redriveCount() >= execution.redriveCount())
                .filter(seen -> seen.status() != ExecutionStatus.RUNNING && seen.status() != ExecutionStatus.SUCCEEDED)
                .map(seen -> FailedExecution.of(seen.statusAsString(), seen.error(), seen.cause()));
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

    private Optional<Execution> redriven(Job job, StepGroup group, boolean redrivable) {
        return job.execution(group).filter(_ -> redrivable).flatMap(last -> describe(last)
                .flatMap(seen -> redriven(last, seen)));
    }

    /** Somebody may have redriven it without asking us, in the console say; then its count is ahead of the job's. */
    private static Optional<Execution> redriven(Execution last, DescribeExecutionResponse seen) {
        var known = last.after(seen.redriveCount());
        if (seen.redriveStatus() == ExecutionRedriveStatus.REDRIVABLE) {
            return Optional.of(known.redriven());
        }
        return seen.status() == ExecutionStatus.RUNNING && !known.equals(last) ? Optional.of(known) : Optional.empty();
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

    private Execution named(StepGroup group, String name) {
        var machine = Optional.ofNullable(stateMachineArns.get(group))
                .orElseThrow(() -> new IllegalStateException("This function starts no execution for " + group));
        return new Execution(name, machine.replace(":stateMachine:", ":execution:") + ":" + name);
    }
}
