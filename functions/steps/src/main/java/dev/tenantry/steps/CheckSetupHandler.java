package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.TenantResource.State;
import dev.tenantry.twilio.PhoneNumber;
import dev.tenantry.twilio.PhoneNumbers;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads everything back from Twilio, with the tenant's own credentials, and compares it with the plan and the ledger.
 * It asks side by side, since no answer depends on another.
 */
public final class CheckSetupHandler extends StepHandler {
    private final World world;

    /** Made by Lambda. */
    public CheckSetupHandler() {
        this(World.of(Environment.current()));
    }

    CheckSetupHandler(World world) {
        super(StepName.CHECK_SETUP, world.runner());
        this.world = world;
    }

    /** What one question found wrong, and how many numbers Twilio has, if it was that question. */
    private record Finding(List<String> wrong, Optional<Integer> numbers) {
        static Finding of(List<String> wrong) {
            return new Finding(wrong, Optional.empty());
        }
    }

    @Override
    StepResult work(StepRun run) {
        var job = run.job();
        var account = world.tenants().open(job.orgId());
        var recorded = world.ledger().sids(job.orgId());
        var blueprint = new Blueprint(job, account, world);
        var questions = new ArrayList<Callable<Finding>>();
        questions.add(() -> numbers(account.phoneNumbers(), blueprint.numbers(), recorded));
        blueprint.resources().forEach(resource -> questions.add(() -> resource(resource, recorded)));
        if (!blueprint.numbers().isEmpty()) {
            var sids = blueprint.numberSids();
            Stream.concat(blueprint.uses().stream(), blueprint.emergencyUse().stream())
                    .forEach(use -> questions.add(() -> use(use, sids)));
        }
        var findings = SideBySide.all(questions);
        requireNothingWrong(findings);
        return new StepResult(message(findings, blueprint), List.of());
    }

    private static Finding resource(TenantResource resource, Map<Marker, String> recorded) {
        var sid = recorded.get(resource.marker());
        var state = sid == null ? State.GONE : resource.compare(sid);
        return Finding.of(
                switch (state) {
                    case RIGHT -> List.of();
                    case DIFFERENT -> List.of(resource.noun() + " " + sid + " is not as planned");
                    case GONE -> List.of(resource.noun() + " is not there");
                });
    }

    /**
     * A list may lag behind a purchase. So what it does not show is asked for by its SID, before anybody is alarmed.
     */
    private static Finding numbers(PhoneNumbers numbers, List<Marker> planned, Map<Marker, String> recorded) {
        var listed = numbers.list().stream().map(PhoneNumber::sid).collect(Collectors.toSet());
        var unlisted = planned.stream()
                .filter(marker -> !listed.contains(recorded.getOrDefault(marker, "")))
                .toList();
        var missing = unlisted.stream()
                .filter(marker -> !recorded.containsKey(marker)
                        || numbers.fetch(recorded.get(marker)).isEmpty())
                .toList();
        return new Finding(
                missing.stream().map(marker -> marker.key() + " is not there").toList(),
                Optional.of(listed.size() + unlisted.size() - missing.size()));
    }

    private static Finding use(NumberUse use, List<String> numbers) {
        return Finding.of(use.missing(numbers).stream()
                .map(sid -> sid + " is not " + use.words())
                .toList());
    }

    private static void requireNothingWrong(List<Finding> findings) {
        var wrong =
                findings.stream().flatMap(finding -> finding.wrong().stream()).toList();
        if (!wrong.isEmpty()) {
            throw new NeedsHumanException(FailureDetails.of(
                    "Twilio does not have what the ledger says it has: " + String.join("; ", wrong) + ".",
                    "Operator: look whether somebody changed it in the Twilio Console. Trigger the organisation again to"
                            + " have it made anew, all but numbers that were released."));
        }
    }

    private static String message(List<Finding> findings, Blueprint blueprint) {
        var planned = blueprint.numbers().size();
        var owned = findings.getFirst().numbers().orElseThrow();
        var others = blueprint.resources().size();
        return "Twilio has the subaccount, "
                + (owned == planned
                        ? "its " + Wording.phoneNumbers(planned)
                        : Wording.phoneNumbers(owned) + ", of which the plan asks for " + planned + ",")
                + " and " + others + " more " + (others == 1 ? "resource" : "resources") + " as planned";
    }
}
