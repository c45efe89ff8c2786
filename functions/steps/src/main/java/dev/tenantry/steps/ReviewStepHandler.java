package dev.tenantry.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tenantry.core.Environment;
import dev.tenantry.core.catalog.ReviewAuthority;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.job.AwaitedReview;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.pendingreview.PendingReview;
import dev.tenantry.steps.definition.ResourceDefinitions;
import dev.tenantry.steps.engine.AwsFailures;
import dev.tenantry.steps.engine.StepOutput;
import dev.tenantry.steps.engine.StepResult;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.resource.ReviewSubmitter;
import dev.tenantry.steps.resource.ReviewSubmitter.Submitted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Handler of every step that submits resources for review and waits for the decision. Submits them, stores the task
 * token, marks the step WAITING, and then checks once itself, in case the review ended before the token was stored. A
 * step that has ended completes its execution at once: the last run, which has the token that counts, always does.
 *
 * <p>The environment variable {@code STEP} names the step. Why a step waits so: {@code docs/adr/0015-registrations.md}.
 */
public class ReviewStepHandler implements RequestHandler<ReviewInput, StepOutput> {
    private final StepName step;
    private final StepDependencies dependencies;
    private final ReviewDependencies reviews;

    public ReviewStepHandler() {
        this(StepName.ofId(Environment.current().require("STEP")), Environment.current());
    }

    ReviewStepHandler(StepName step, Environment environment) {
        this(step, environment, StepDependencies.of(environment));
    }

    private ReviewStepHandler(StepName step, Environment environment, StepDependencies dependencies) {
        this(step, dependencies, ReviewDependencies.of(environment, dependencies));
    }

    ReviewStepHandler(StepName step, StepDependencies dependencies, ReviewDependencies reviews) {
        this.step = step;
        this.dependencies = dependencies;
        this.reviews = reviews;
    }

    /** Returns before the step has ended; its execution waits for the task token. */
    @Override
    public final StepOutput handleRequest(ReviewInput input, Context context) {
        var log = StepLog.of(context, step, input.jobId(), input.execution());
        return log.end(() -> run(input, context, log));
    }

    private StepOutput run(ReviewInput input, Context context, StepLog log) {
        var job = dependencies
                .runner()
                .submit(
                        input.toStepInput(),
                        step,
                        () -> Duration.ofMillis(context.getRemainingTimeInMillis()),
                        run -> work(log.seen(run), input.taskToken()));
        check(job, input.taskToken());
        return new StepOutput(job.step(step).message());
    }

    /**
     * Submits the resources of the step's reviewed kind. A rejection of one keeps none of the others from being
     * submitted.
     *
     * @return what has to be approved
     * @throws ProvisioningFailure when something is not known to be under review, or was rejected
     */
    List<Submitted> submit(StepRun run, ResourceDefinitions definitions, ReviewSubmitter submitter) {
        var kind = step.reviewedKind().orElseThrow();
        var submitted = new ArrayList<Submitted>();
        Optional<NeedsHumanException> rejected = Optional.empty();
        for (var key : kind.keys(run.orgId(), run.plan())) {
            try {
                submitted.add(submitter.submit(run, definitions.reviewed(kind), key));
            } catch (NeedsHumanException rejection) {
                rejected = rejected.or(() -> Optional.of(rejection));
            }
        }
        rejected.ifPresent(rejection -> {
            throw rejection;
        });
        return submitted;
    }

    /** The pending review is stored before the step is marked WAITING: whatever waits is checked. */
    private StepResult work(StepRun run, String taskToken) {
        var result = begin(run);
        if (result.waitingFor().isPresent()) {
            reviews.pending().put(pending(run.job(), taskToken));
        }
        return result;
    }

    /**
     * Does what has to be done before anybody can decide.
     *
     * @return what the step waits for, unless there is nothing to wait for
     * @throws ProvisioningFailure when something is not known to be under review, or was rejected
     */
    StepResult begin(StepRun run) {
        var definitions = new ResourceDefinitions(dependencies.tenant(run));
        var submitted = submit(run, definitions, new ReviewSubmitter(dependencies.ledger(), step));
        var resources =
                submitted.stream().map(one -> one.resource().toResource()).toList();
        if (submitted.stream().allMatch(Submitted::approved)) {
            return new StepResult(message(submitted), resources);
        }
        return new StepResult(message(submitted), resources, Optional.of(awaited(submitted)));
    }

    private static String message(List<Submitted> submitted) {
        return submitted.stream().map(ReviewStepHandler::message).collect(Collectors.joining("; "));
    }

    private static String message(Submitted submitted) {
        if (!submitted.approved()) {
            return submitted.subject() + " is under review";
        }
        return submitted.subject() + " is approved"
                + (submitted.resource().isNew() ? "" : " since an earlier job; Twilio keeps the data that it approved");
    }

    private static AwaitedReview awaited(List<Submitted> submitted) {
        var first = submitted.stream()
                .filter(one -> !one.approved())
                .map(Submitted::since)
                .min(Instant::compareTo)
                .orElseThrow();
        ReviewAuthority authority =
                submitted.getFirst().resource().key().kind().reviewedBy().orElseThrow();
        return new AwaitedReview(authority.displayName(), authority.usualDuration(), first);
    }

    private PendingReview pending(Job job, String taskToken) {
        return PendingReview.begin(
                job.orgId(),
                job.id(),
                step,
                taskToken,
                dependencies.clock().instant(),
                reviews.firstCheck().get());
    }

    /**
     * A step that waits is checked again when it is due, whatever goes wrong here; nothing else completes one that
     * ended.
     */
    private void check(Job job, String taskToken) {
        try {
            AwsFailures.run(() -> reviews.checker().check(pending(job, taskToken)));
        } catch (ProvisioningFailure failed) {
            if (job.step(step).status() != StepStatus.WAITING) {
                throw failed;
            }
        }
    }
}
