package dev.tenantry.core.job;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.Job.Change;
import dev.tenantry.core.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Builder of the next version of a job. What is not set stays as it is in the present version. */
final class NextVersion {
    private final Job job;
    private final Instant now;
    private JobStatus status;
    private Plan plan;
    private Steps steps;
    private JobExecutions executions;
    private Optional<SubaccountChoice> subaccount;
    private Consent consent;
    private Optional<Rollback> rollback;

    NextVersion(Job job, Instant now) {
        this.job = job;
        this.now = now;
        status = job.status();
        plan = job.plan();
        steps = new Steps(job.steps());
        executions = new JobExecutions(job.executions());
        subaccount = job.subaccount();
        consent = job.consent();
        rollback = job.rollback();
    }

    /** Sets the status, and with it whether the job has ended. */
    NextVersion status(JobStatus newStatus) {
        status = newStatus;
        return this;
    }

    NextVersion plan(Plan newPlan) {
        plan = newPlan;
        return this;
    }

    NextVersion subaccount(Optional<SubaccountChoice> choice) {
        subaccount = choice;
        return this;
    }

    NextVersion consent(Consent given) {
        consent = given;
        return this;
    }

    NextVersion steps(Steps newSteps) {
        steps = newSteps;
        return this;
    }

    /** Adds executions to those that the job has. */
    NextVersion with(List<Execution> newest) {
        executions = executions.with(newest);
        return this;
    }

    NextVersion rollback(Rollback choices) {
        rollback = Optional.of(choices);
        return this;
    }

    /** The change of the job as a whole that somebody asked for. */
    Change requestedBy(String by) {
        return new Change(build(), Optional.empty(), by);
    }

    /** The change of the job as a whole that follows from its steps and executions. */
    Change bySystem() {
        return requestedBy(Job.SYSTEM);
    }

    /** The change that is a step's. */
    Change ofStep(StepName name) {
        return new Change(build(), Optional.of(name), Job.SYSTEM);
    }

    private Job build() {
        return new Job(
                job.id(),
                job.orgId(),
                status,
                job.version() + 1,
                plan,
                steps.all(),
                executions.all(),
                subaccount,
                consent,
                rollback,
                startedAt(),
                job.simulated(),
                job.createdBy(),
                job.createdAt(),
                now,
                status.isEnded() ? Optional.of(now) : Optional.empty());
    }

    /** A job that had ended is restarted by a retry or a rollback. */
    private Instant startedAt() {
        return job.status().isEnded() && !status.isEnded() ? now : job.startedAt();
    }
}
