package dev.tenantry.core.job;

import dev.tenantry.core.catalog.StepGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The Step Functions executions of a job taken together: which of them work for which part of it.
 *
 * @param all the executions, oldest first; of each part of the job the last one counts
 */
record JobExecutions(List<Execution> all) {

    /** The execution that works for a part of the job, or did so last. */
    Optional<Execution> of(StepGroup group) {
        return all.stream().filter(execution -> execution.group() == group).reduce((_, later) -> later);
    }

    /** The execution that works for the tenant itself, or did so last. */
    Execution ofTenant() {
        return of(StepGroup.TENANT).orElseThrow();
    }

    /** The last execution of each part that has one. */
    List<Execution> current() {
        return Arrays.stream(StepGroup.values())
                .flatMap(group -> of(group).stream())
                .toList();
    }

    /** The executions that a job with this status and these steps needs, and that may not have been started yet. */
    List<Execution> toStart(JobStatus status, Steps steps) {
        return switch (status) {
            case PENDING, ROLLING_BACK -> List.of(ofTenant());
            case RUNNING, WAITING ->
                StepGroup.registrations().stream()
                        .filter(steps::isOpen)
                        .flatMap(group -> of(group).stream())
                        .toList();
            case COMPLETE, FAILED, CANCELLING, CANCELLED, ROLLED_BACK, ROLLBACK_FAILED -> List.of();
        };
    }

    /** These executions and newer ones; an execution that is redriven replaces its earlier record. */
    JobExecutions with(List<Execution> newest) {
        var names = newest.stream().map(Execution::name).toList();
        var executions = new ArrayList<>(all);
        executions.removeIf(execution -> names.contains(execution.name()));
        executions.addAll(newest);
        return new JobExecutions(executions);
    }
}
