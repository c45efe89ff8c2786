package dev.tenantry.reviews;

import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.readiness.CampaignMembership;
import dev.tenantry.core.readiness.ReportedStatuses;
import dev.tenantry.core.readiness.TenantRecords;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The outcome of the carriers' registration of a job's numbers for its A2P campaign. Twilio's API shows it nowhere, so
 * it is what Twilio's events have reported; see {@code docs/adr/0040-numbers-are-awaited-until-registered.md}.
 */
public final class NumberRegistrations {
    /** Twilio promises no time; most numbers take minutes or hours. */
    static final Duration LIMIT = Duration.ofDays(14);

    private final Ledger ledger;
    private final ReportedStatuses reported;
    private final InstantSource clock;

    /**
     * @param ledger which numbers there are
     * @param reported what Twilio's events have reported of them
     */
    public NumberRegistrations(Ledger ledger, ReportedStatuses reported, InstantSource clock) {
        this.ledger = ledger;
        this.reported = reported;
        this.clock = clock;
    }

    /**
     * The outcome for the numbers that a job's plan sends from by the campaign.
     *
     * @param since since when the job waits for it; after fourteen days somebody has to look
     */
    public ReviewOutcome of(Job job, Instant since) {
        var orgId = job.orgId();
        var records = new TenantRecords(ledger.snapshot(orgId), List.of(job), reported.of(orgId));
        if (records.hasMockCampaign()) {
            return new ReviewOutcome.Approved("The campaign is a mock one, for which the carriers register no numbers");
        }
        var numbers = records.campaignNumbers();
        var failed = numbersOf(CampaignMembership.Failed.class, numbers);
        if (!failed.isEmpty()) {
            return new ReviewOutcome.Rejected(refused(failed));
        }
        var registered = numbersOf(CampaignMembership.Registered.class, numbers);
        if (registered.size() == numbers.size()) {
            return new ReviewOutcome.Approved("Registered with the carriers: " + String.join(", ", registered));
        }
        if (clock.instant().isBefore(since.plus(LIMIT))) {
            return new ReviewOutcome.Open();
        }
        return new ReviewOutcome.Rejected(unreported(numbers.keySet().stream()
                .filter(number -> !registered.contains(number))
                .toList()));
    }

    private static List<String> numbersOf(
            Class<? extends CampaignMembership> type, Map<String, CampaignMembership> numbers) {
        return numbers.entrySet().stream()
                .filter(entry -> type.isInstance(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static NeedsHumanException refused(List<String> numbers) {
        return new NeedsHumanException(FailureDetails.of(
                "The carriers could not register " + String.join(", ", numbers)
                        + " for the A2P campaign; the organisation's notices have Twilio's reason.",
                "Operator: ask Twilio's support, with the numbers. Once Twilio has registered them, retry the job."));
    }

    private static NeedsHumanException unreported(List<String> numbers) {
        return new NeedsHumanException(FailureDetails.of(
                "In " + LIMIT.toDays() + " days Twilio has not reported that the carriers have registered "
                        + String.join(", ", numbers) + " for the A2P campaign.",
                "Operator: look at the numbers in the Twilio Console. If one is not registered, ask Twilio's support."
                        + " If one is, Twilio's event was lost: take the number out of the messaging service there and"
                        + " retry the job, which puts it in again, so that Twilio registers and reports it again."));
    }
}
