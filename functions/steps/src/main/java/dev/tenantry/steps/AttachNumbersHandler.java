package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.steps.engine.MessageParts;
import dev.tenantry.steps.engine.StepResult;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.numbers.NumberAttachment;
import dev.tenantry.steps.numbers.NumberAttachments;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Attaches the numbers to the messaging service, and their calls to the TwiML application or the SIP trunk. */
public final class AttachNumbersHandler extends StepHandler {
    private final StepDependencies dependencies;

    public AttachNumbersHandler() {
        this(StepDependencies.of(Environment.current()));
    }

    AttachNumbersHandler(StepDependencies dependencies) {
        super(StepName.ATTACH_NUMBERS, dependencies.runner());
        this.dependencies = dependencies;
    }

    @Override
    StepResult work(StepRun run) {
        var planned = new NumberAttachments(dependencies.tenant(run), run.plan());
        var numbers = planned.numberSids();
        var attachments = planned.ofAllNumbers();
        var attached = new HashSet<String>();
        for (var attachment : attachments) {
            // What the list does not show may be attached all the same: attaching it again changes nothing.
            var unlisted = attachment.unlisted(numbers);
            unlisted.forEach(attachment.attach());
            attached.addAll(unlisted);
        }
        return new StepResult(message(attached.size(), numbers.size(), attachments), List.of());
    }

    private static String message(int attached, int all, List<NumberAttachment> attachments) {
        var where = attachments.stream().map(NumberAttachment::description).collect(Collectors.joining(", "));
        if (attached == 0) {
            return MessageParts.phoneNumbers(all) + (all == 1 ? " was already " : " were already ") + where;
        }
        return MessageParts.phoneNumbers(attached) + " put " + where
                + (attached == all
                        ? ""
                        : "; " + (all - attached) + (all - attached == 1 ? " was" : " were") + " there already");
    }
}
