package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.twilio.PhoneNumber;
import dev.tenantry.twilio.PhoneNumbers;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads everything back from Twilio, with the tenant's own credentials, and compares it with the plan and the ledger.
 */
public final class CheckSetupHandler extends StepHandler {
    private final Ledger ledger;
    private final Tenants tenants;

    /** Made by Lambda. */
    public CheckSetupHandler() {
        this(World.of(Environment.current()));
    }

    CheckSetupHandler(World world) {
        super(StepName.CHECK_SETUP, world.runner());
        this.ledger = world.ledger();
        this.tenants = world.tenants();
    }

    @Override
    StepResult work(StepRun run) {
        var job = run.job();
        var recorded = recorded(job.orgId());
        var owned = owned(
                tenants.open(job.orgId()).phoneNumbers(),
                planned(job).map(recorded::get).filter(Objects::nonNull).toList());
        var missing = planned(job)
                .filter(marker -> !owned.contains(recorded.getOrDefault(marker, "")))
                .map(Marker::friendlyName)
                .toList();
        if (!missing.isEmpty()) {
            throw missing(missing);
        }
        return new StepResult(message(job, owned), List.of());
    }

    private Map<Marker, String> recorded(OrgId orgId) {
        return ledger.entries(orgId).stream()
                .filter(entry -> entry.sid().isPresent())
                .collect(Collectors.toMap(
                        LedgerEntry::marker, entry -> entry.sid().orElseThrow()));
    }

    /**
     * A list may lag behind a purchase. So what it does not show is asked for by its SID, before anybody is alarmed.
     */
    private static Set<String> owned(PhoneNumbers numbers, List<String> expected) {
        var listed = numbers.list().stream().map(PhoneNumber::sid).toList();
        var unlisted = expected.stream()
                .filter(sid -> !listed.contains(sid) && numbers.fetch(sid).isPresent());
        return Stream.concat(listed.stream(), unlisted).collect(Collectors.toSet());
    }

    private static Stream<Marker> planned(Job job) {
        return job.plan().numbers().stream().flatMap(group -> IntStream.rangeClosed(1, group.count())
                .mapToObj(ordinal -> Marker.number(job.orgId(), group, ordinal)));
    }

    private static String message(Job job, Set<String> owned) {
        var planned = job.plan().numberCount();
        return "Twilio has the subaccount and "
                + (owned.size() == planned
                        ? "its " + planned + " phone numbers"
                        : owned.size() + " phone numbers, of which the plan asks for " + planned);
    }

    private static NeedsHumanException missing(List<String> missing) {
        return new NeedsHumanException(FailureDetails.of(
                "Twilio does not have what the ledger says it has: " + String.join(", ", missing) + ".",
                "Operator: look whether somebody released it in the Twilio Console."));
    }
}
