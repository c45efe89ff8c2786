package dev.tenantry.core.job;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.plan.Plan;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The steps of a job taken together: which are open or done, and how they ended.
 *
 * @param all one step of each name, in the order in which people read them
 */
record Steps(List<Step> all) {

    /** The steps of a new job. */
    static Steps initial(Plan plan, Instant now) {
        return new Steps(Arrays.stream(StepName.values())
                .map(name -> Step.initial(name, plan, now))
                .toList());
    }

    Optional<Step> find(StepName name) {
        return all.stream().filter(step -> step.name() == name).findFirst();
    }

    Stream<Step> of(StepGroup group) {
        return all.stream().filter(step -> step.name().group() == group);
    }

    /** The steps that have not ended, including those that have not begun. */
    List<Step> open() {
        return all.stream().filter(step -> !step.status().isFinal()).toList();
    }

    boolean isOpen(StepGroup group) {
        return of(group).anyMatch(step -> !step.status().isFinal());
    }

    /** Whether the tenant can be used: all its steps are done, but for optional ones that have failed. */
    boolean makeUsableTenant() {
        return of(StepGroup.TENANT).allMatch(Step::isPassed);
    }

    boolean hasAny(StepStatus status) {
        return all.stream().anyMatch(step -> step.status() == status);
    }

    /** The final status of a job of which no step is open. */
    JobStatus outcome() {
        if (hasAny(StepStatus.FAILED)) {
            return JobStatus.FAILED;
        }
        return hasAny(StepStatus.CANCELLED) ? JobStatus.CANCELLED : JobStatus.COMPLETE;
    }

    Steps change(StepName name, UnaryOperator<Step> change) {
        return changeEach(step -> step.name() == name ? change.apply(step) : step);
    }

    Steps changeEach(UnaryOperator<Step> change) {
        return new Steps(all.stream().map(change).toList());
    }
}
