package dev.tenantry.tenant;

import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.core.ledger.ResourceType;
import dev.tenantry.twilio.Brand;
import dev.tenantry.twilio.Campaign;
import dev.tenantry.twilio.NumberVerification;
import dev.tenantry.twilio.ReviewStatus;
import dev.tenantry.twilio.TenantAccount;
import dev.tenantry.twilio.TrustBundle;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * How the reviews stand that steps wait for. What is reviewed is in the ledger, and Twilio tells how its review stands;
 * callbacks are believed in nothing.
 */
public final class Reviews {
    private final Ledger ledger;
    private final Tenants tenants;

    /**
     * @param ledger what exists at Twilio
     * @param tenants the organisations' subaccounts
     */
    public Reviews(Ledger ledger, Tenants tenants) {
        this.ledger = ledger;
        this.tenants = tenants;
    }

    /**
     * What has come of the reviews that a step of an organisation waits for.
     *
     * @throws dev.tenantry.twilio.failure.ProvisioningFailure when Twilio does not tell
     * @throws IllegalArgumentException when the step waits for none
     */
    public Verdict of(OrgId orgId, StepName step) {
        var type = reviewed(step);
        var account = tenants.open(orgId);
        var verdicts = ledger.sids(orgId).entrySet().stream()
                .filter(recorded -> recorded.getKey().type() == type)
                .map(Map.Entry::getValue)
                .sorted()
                .map(sid -> verdict(type.noun() + " " + sid, status(account, orgId, type, sid)))
                .toList();
        return sum(verdicts);
    }

    /** The kind of resource whose review a step waits for. */
    private static ResourceType reviewed(StepName step) {
        return switch (step) {
            case REGISTER_CUSTOMER_PROFILE -> ResourceType.CUSTOMER_PROFILE;
            case REGISTER_BRAND -> ResourceType.BRAND;
            case REGISTER_CAMPAIGN -> ResourceType.CAMPAIGN;
            case VERIFY_TOLL_FREE_NUMBERS -> ResourceType.TOLL_FREE_VERIFICATION;
            case CREATE_SUBACCOUNT,
                    CREATE_API_KEY,
                    BUY_NUMBERS,
                    CREATE_MESSAGING_SERVICE,
                    CREATE_TWIML_APPLICATION,
                    CREATE_SIP_TRUNK,
                    ATTACH_NUMBERS,
                    SET_EMERGENCY_ADDRESS,
                    SET_SPEND_ALARM,
                    SUBSCRIBE_TO_EVENTS,
                    CREATE_VERIFY_SERVICE,
                    CHECK_SETUP,
                    REGISTER_TRUST_PRODUCT,
                    REGISTER_NUMBERS -> throw new IllegalArgumentException(step.id() + " waits for no review");
        };
    }

    private Optional<ReviewStatus> status(TenantAccount account, OrgId orgId, ResourceType type, String sid) {
        return switch (type) {
            case CUSTOMER_PROFILE -> account.customerProfiles().fetch(sid).map(TrustBundle::status);
            case BRAND -> account.brandRegistrations().fetch(sid).map(Brand::status);
            case CAMPAIGN ->
                ledger.sid(Marker.messagingService(orgId))
                        .flatMap(service -> account.campaigns(service).fetch(sid))
                        .map(Campaign::status);
            case TOLL_FREE_VERIFICATION ->
                account.tollfreeVerifications().fetch(sid).map(NumberVerification::status);
            default -> throw new IllegalArgumentException("Nobody reviews resources of the type " + type.word());
        };
    }

    private static Verdict verdict(String subject, Optional<ReviewStatus> status) {
        return status.map(found -> switch (found) {
                    case ReviewStatus.Draft _, ReviewStatus.Open _ -> new Verdict.Open();
                    case ReviewStatus.Approved _ -> new Verdict.Approved(subject + " is approved");
                    case ReviewStatus.Rejected rejected -> new Verdict.Refused(rejected.toFailure(subject));
                    case ReviewStatus.Stopped stopped -> new Verdict.Refused(stopped.toFailure(subject));
                })
                .orElseGet(() -> new Verdict.Refused(gone(subject)));
    }

    /** One refusal decides; an approval needs all. */
    private static Verdict sum(List<Verdict> verdicts) {
        var approved = new StringJoiner("; ");
        Optional<Verdict> open = verdicts.isEmpty() ? Optional.of(new Verdict.Open()) : Optional.empty();
        for (var verdict : verdicts) {
            switch (verdict) {
                case Verdict.Refused refused -> {
                    return refused;
                }
                case Verdict.Open _ -> open = Optional.of(verdict);
                case Verdict.Approved(var message) -> approved.add(message);
            }
        }
        return open.orElseGet(() -> new Verdict.Approved(approved.toString()));
    }

    private static NeedsHumanException gone(String subject) {
        return new NeedsHumanException(FailureDetails.of(
                subject + " is not at Twilio any more.",
                "Operator: look whether somebody deleted it in the Twilio Console, then retry the job: it is submitted"
                        + " anew."));
    }
}
