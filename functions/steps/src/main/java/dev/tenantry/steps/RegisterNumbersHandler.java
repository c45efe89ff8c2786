package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.steps.engine.MessageParts;
import dev.tenantry.steps.engine.StepResult;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.numbers.NumberAttachments;
import java.util.List;

/**
 * Ensures that the numbers are in the messaging service whose campaign is approved. Twilio registers those with the
 * carriers by itself, and nobody can ask it how far that is: it only sends events, which people read as notices.
 */
public final class RegisterNumbersHandler extends StepHandler {
    private final StepDependencies dependencies;

    public RegisterNumbersHandler() {
        this(StepDependencies.of(Environment.current()));
    }

    RegisterNumbersHandler(StepDependencies dependencies) {
        super(StepName.REGISTER_NUMBERS, dependencies.runner());
        this.dependencies = dependencies;
    }

    @Override
    StepResult work(StepRun run) {
        var planned = new NumberAttachments(dependencies.tenant(run), run.plan());
        var numbers = planned.campaignNumberSids();
        if (numbers.isEmpty()) {
            return new StepResult("The plan has no numbers that send by the campaign", List.of());
        }
        var attachment = planned.messagingService();
        attachment.missing(numbers).forEach(attachment.attach());
        return new StepResult(
                MessageParts.phoneNumbers(numbers.size()) + " " + attachment.description()
                        + "; Twilio registers them with the carriers by itself, and reports only failures, as notices",
                List.of());
    }
}
