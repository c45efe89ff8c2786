package dev.tenantry.steps;

import dev.tenantry.core.Concurrently;
import dev.tenantry.core.Environment;
import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.steps.definition.ResourceDefinitions;
import dev.tenantry.steps.engine.MessageParts;
import dev.tenantry.steps.engine.StepResult;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.numbers.NumberAttachment;
import dev.tenantry.steps.numbers.NumberAttachments;
import dev.tenantry.steps.resource.ResourceDefinition;
import dev.tenantry.steps.resource.ResourceDefinition.State;
import dev.tenantry.twilio.numbers.PhoneNumber;
import dev.tenantry.twilio.numbers.PhoneNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads everything back from Twilio, with the tenant's own credentials, and compares it with the plan and the ledger.
 * It asks concurrently, since no answer depends on another.
 */
public final class CheckSetupHandler extends StepHandler {
    private final StepDependencies dependencies;

    public CheckSetupHandler() {
        this(StepDependencies.of(Environment.current()));
    }

    CheckSetupHandler(StepDependencies dependencies) {
        super(StepName.CHECK_SETUP, dependencies.runner());
        this.dependencies = dependencies;
    }

    /** The result of one question: what is wrong, and how many numbers Twilio has, if it was that question. */
    private record Finding(List<String> wrong, Optional<Integer> numbers) {
        static Finding of(List<String> wrong) {
            return new Finding(wrong, Optional.empty());
        }
    }

    @Override
    StepResult work(StepRun run) {
        var account = dependencies.account(run);
        var tenant = dependencies.tenant(run, account);
        var recorded = run.recorded().get().sids();
        var numbers = ResourceKind.PHONE_NUMBER.keys(run.orgId(), run.plan());
        var resources = resources(run);
        var definitions = new ResourceDefinitions(tenant);
        var questions = new ArrayList<Callable<Finding>>();
        questions.add(() -> numbers(run, account.phoneNumbers(), numbers, recorded));
        for (var key : resources) {
            var definition = definitions.of(key.kind());
            questions.add(() -> resource(run, definition, key, recorded));
        }
        if (!numbers.isEmpty()) {
            var attachments = new NumberAttachments(tenant, run.plan());
            var sids = attachments.numberSids();
            Stream.concat(attachments.ofAllNumbers().stream(), attachments.emergencyAddress().stream())
                    .forEach(attachment -> questions.add(() -> attachment(attachment, sids, attachments)));
        }
        var findings = Concurrently.all(questions);
        requireNothingWrong(findings);
        return new StepResult(message(findings, numbers.size(), resources.size()), List.of());
    }

    /**
     * The resources in the subaccount that the plan wants, besides the numbers, which are listed at once. Registrations
     * are checked by their reviews. What an optional step has failed to make is known to be missing.
     */
    private static List<ResourceKey> resources(StepRun run) {
        return StepGroup.TENANT.steps().stream()
                .filter(step -> !run.job().step(step).hasFailedOptionally())
                .flatMap(step -> step.kinds().stream())
                .filter(kind -> kind != ResourceKind.ACCOUNT && kind != ResourceKind.PHONE_NUMBER)
                .flatMap(kind -> kind.keys(run.orgId(), run.plan()).stream())
                .toList();
    }

    private static Finding resource(
            StepRun run, ResourceDefinition definition, ResourceKey key, Map<ResourceKey, String> recorded) {
        var sid = recorded.get(key);
        var state = sid == null ? State.MISSING : definition.compare(key, sid, run.plan());
        var name = definition.describe(run.plan());
        return Finding.of(
                switch (state) {
                    case IN_SYNC -> List.of();
                    case DRIFTED -> List.of(name + " " + sid + " is not as planned");
                    case MISSING -> List.of(name + " is not there");
                });
    }

    /** Compares the numbers. A list may lag behind a purchase, so what it does not show is asked for by its SID. */
    private static Finding numbers(
            StepRun run, PhoneNumbers numbers, List<ResourceKey> planned, Map<ResourceKey, String> recorded) {
        var all = numbers.list();
        var listed = all.stream().map(PhoneNumber::sid).collect(Collectors.toSet());
        var unlisted = planned.stream()
                .filter(key -> !listed.contains(recorded.getOrDefault(key, "")))
                .toList();
        var missing = unlisted.stream()
                .filter(key -> !recorded.containsKey(key)
                        || numbers.fetch(recorded.get(key)).isEmpty())
                .toList();
        var wanted = planned.stream().map(recorded::get).collect(Collectors.toSet());
        var mute = all.stream()
                .filter(number -> run.plan().takesCalls() && !number.takesCalls() && wanted.contains(number.sid()))
                .map(number -> number.phoneNumber() + " cannot take calls, so release it and have another bought");
        return new Finding(
                Stream.concat(missing.stream().map(key -> key.value() + " is not there"), mute)
                        .toList(),
                Optional.of(listed.size() + unlisted.size() - missing.size()));
    }

    private static Finding attachment(
            NumberAttachment attachment, List<String> numbers, NumberAttachments attachments) {
        return Finding.of(attachment.missing(numbers).stream()
                .map(sid -> attachments.phoneNumber(sid) + " is not " + attachment.description())
                .toList());
    }

    private static void requireNothingWrong(List<Finding> findings) {
        var wrong =
                findings.stream().flatMap(finding -> finding.wrong().stream()).toList();
        if (!wrong.isEmpty()) {
            throw new NeedsHumanException(FailureDetails.of(
                    "Twilio does not have what the ledger says it has: " + String.join("; ", wrong) + ".",
                    "Operator: check whether somebody changed it in the Twilio Console. Trigger the organisation again to"
                            + " have it created again; released numbers are not bought again."));
        }
    }

    private static String message(List<Finding> findings, int planned, int others) {
        var owned = findings.getFirst().numbers().orElseThrow();
        return "Twilio has the subaccount, "
                + (owned == planned
                        ? "its " + MessageParts.phoneNumbers(planned)
                        : MessageParts.phoneNumbers(owned) + ", of which the plan asks for " + planned + ",")
                + " and " + others + " more " + (others == 1 ? "resource" : "resources") + " as planned";
    }
}
