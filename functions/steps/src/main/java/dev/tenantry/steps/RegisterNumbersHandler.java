package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.AwaitedReview;
import dev.tenantry.reviews.ReviewOutcome;
import dev.tenantry.steps.engine.MessageParts;
import dev.tenantry.steps.engine.StepResult;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.numbers.NumberAttachments;
import java.util.List;
import java.util.Optional;

/**
 * Ensures that the numbers are in the messaging service whose campaign is approved, and waits until the carriers have
 * registered them. Twilio has them registered by itself, and nobody can ask it how far that is: it only sends events.
 */
public final class RegisterNumbersHandler extends ReviewStepHandler {
    private final StepDependencies dependencies;
    private final ReviewDependencies reviews;

    public RegisterNumbersHandler() {
        this(Environment.current());
    }

    private RegisterNumbersHandler(Environment environment) {
        this(environment, StepDependencies.of(environment));
    }

    private RegisterNumbersHandler(Environment environment, StepDependencies dependencies) {
        this(dependencies, ReviewDependencies.of(environment, dependencies));
    }

    RegisterNumbersHandler(StepDependencies dependencies, ReviewDependencies reviews) {
        super(StepName.REGISTER_NUMBERS, dependencies, reviews);
        this.dependencies = dependencies;
        this.reviews = reviews;
    }

    @Override
    StepResult begin(StepRun run) {
        var planned = new NumberAttachments(dependencies.tenant(run), run.plan());
        var numbers = planned.campaignNumberSids();
        if (numbers.isEmpty()) {
            return new StepResult("The plan has no numbers that send by the campaign", List.of());
        }
        var attachment = planned.messagingService();
        attachment.missing(numbers).forEach(attachment.attach());
        var now = dependencies.clock().instant();
        return switch (reviews.numbers().of(run.job(), now)) {
            case ReviewOutcome.Approved(var message) -> new StepResult(message, List.of());
            case ReviewOutcome.Rejected(var failure) -> throw failure;
            case ReviewOutcome.Open _ ->
                new StepResult(
                        MessageParts.phoneNumbers(numbers.size()) + " " + attachment.description()
                                + "; the carriers are registering them",
                        List.of(),
                        Optional.of(new AwaitedReview("the carriers", "minutes to days", now)));
        };
    }
}
