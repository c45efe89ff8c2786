package dev.tenantry.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.review.Wait;
import dev.tenantry.steps.Submitter.Submitted;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What every step does the same that hands something in and needs the answer. It hands in, keeps whom to wake, tells
 * the job that it waits, and then looks once itself: so an answer that came before anybody could be woken is heard. A
 * step that has ended wakes its execution at once: whoever runs last, with the token that counts, always does.
 */
abstract class ReviewStepHandler implements RequestHandler<ReviewInput, StepOutput> {
    private final StepName step;
    private final Reviewers reviewers;
    private final World world;
    private final ReviewDesk desk;

    ReviewStepHandler(StepName step, Reviewers reviewers, World world) {
        this.step = step;
        this.reviewers = reviewers;
        this.world = world;
        this.desk = world.desk();
    }

    /** Returns before the step has ended; its execution waits for the token. */
    @Override
    public final StepOutput handleRequest(ReviewInput input, Context context) {
        var job = world.runner()
                .submit(
                        input.toStepInput(),
                        step,
                        () -> Duration.ofMillis(context.getRemainingTimeInMillis()),
                        run -> work(run, input.taskToken()));
        look(job, input.taskToken());
        return new StepOutput(job.step(step).message());
    }

    /**
     * Hands in what the step is about.
     *
     * @return what has to be approved; at least one
     * @throws ProvisioningFailure when something is not known to be with its reviewers, or was rejected
     */
    abstract List<Submitted> submit(StepRun run, Registrations registrations, Submitter submitter);

    private StepResult work(StepRun run, String taskToken) {
        var account = run.inTime(world.tenants().open(run.job().orgId()));
        var submitted = submit(run, new Registrations(run, account, world), new Submitter(world.ledger(), step));
        var resources = submitted.stream().map(Submitted::toResource).toList();
        if (submitted.stream().allMatch(Submitted::approved)) {
            return new StepResult(message(submitted), resources);
        }
        desk.waits().put(wait(run.job(), taskToken));
        return new StepResult(message(submitted), resources, Optional.of(reviewers.since(since(submitted))));
    }

    private static String message(List<Submitted> submitted) {
        return submitted.stream().map(ReviewStepHandler::message).collect(Collectors.joining("; "));
    }

    private static String message(Submitted submitted) {
        if (!submitted.approved()) {
            return submitted.subject() + " is under review";
        }
        return submitted.subject() + " is approved"
                + (submitted.kept().isNew() ? "" : " since an earlier job; Twilio keeps the data that it approved");
    }

    private static Instant since(List<Submitted> submitted) {
        return submitted.stream()
                .filter(one -> !one.approved())
                .map(Submitted::since)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private Wait wait(Job job, String taskToken) {
        return Wait.begin(job.orgId(), job.id(), step, taskToken, world.clock().instant(), desk.firstLook());
    }

    /** What waits is looked at again when it is due, whatever goes wrong here; of what has ended nobody else tells. */
    private void look(Job job, String taskToken) {
        try {
            AwsFailures.run(() -> desk.lookout().look(wait(job, taskToken)));
        } catch (ProvisioningFailure unheard) {
            if (job.step(step).status() != StepStatus.WAITING) {
                throw unheard;
            }
        }
    }
}
