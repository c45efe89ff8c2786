package dev.tenantry.steps;

import dev.tenantry.core.job.NumberGroup;
import dev.tenantry.core.job.NumberType;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.Plan;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.core.ledger.ResourceType;
import dev.tenantry.twilio.EndUserDetails;
import dev.tenantry.twilio.TenantAccount;
import dev.tenantry.twilio.TrustPolicy;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.PermanentFailureException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What a plan registers of an organisation's business: what people review, and what that consists of. It is to
 * {@link Blueprint} what the registrations are to the tenant.
 */
final class Registrations {
    private final StepRun run;
    private final OrgId orgId;
    private final Plan plan;
    private final TenantAccount account;
    private final World world;
    private final Keeper keeper;

    /**
     * @param run the run of the step that registers
     * @param account the organisation's, opened
     */
    Registrations(StepRun run, TenantAccount account, World world) {
        this.run = run;
        this.orgId = run.job().orgId();
        this.plan = run.job().plan();
        this.account = account;
        this.world = world;
        this.keeper = new Keeper(world.ledger());
    }

    /** Who the business is. */
    ReviewedResource customerProfile() {
        return new BundleResource(
                marker(ResourceType.CUSTOMER_PROFILE),
                TrustPolicy.CUSTOMER_PROFILE,
                () -> papers().email(),
                Optional.of(callback(StepName.REGISTER_CUSTOMER_PROFILE)),
                account.customerProfiles(),
                this::partsOfCustomerProfile);
    }

    /** What the business is for its messaging. */
    ReviewedResource trustProduct() {
        return new BundleResource(
                marker(ResourceType.TRUST_PRODUCT),
                TrustPolicy.A2P_MESSAGING,
                () -> papers().email(),
                Optional.of(callback(StepName.REGISTER_TRUST_PRODUCT)),
                account.trustProducts(),
                () -> List.of(keep(messagingProfile()), sid(marker(ResourceType.CUSTOMER_PROFILE))));
    }

    /** The business as the carriers' registry knows it. */
    ReviewedResource brand() {
        return new BrandResource(
                marker(ResourceType.BRAND),
                plan.a2p().orElseThrow().brand(),
                sid(marker(ResourceType.CUSTOMER_PROFILE)),
                sid(marker(ResourceType.TRUST_PRODUCT)),
                account.brandRegistrations(),
                this::correctPapers);
    }

    /** What the business sends. */
    ReviewedResource campaign() {
        return new CampaignResource(
                marker(ResourceType.CAMPAIGN),
                plan.a2p().orElseThrow().campaign(),
                sid(marker(ResourceType.BRAND)),
                account.campaigns(sid(Marker.messagingService(orgId))));
    }

    /**
     * The verifications of the planned toll-free numbers.
     *
     * @throws NeedsHumanException when the plan has none
     */
    List<ReviewedResource> tollFreeVerifications() {
        var numbers = numbers(group -> group.type() == NumberType.TOLL_FREE);
        if (numbers.isEmpty()) {
            throw new NeedsHumanException(FailureDetails.of(
                    "The plan wants toll-free numbers verified, and has none.",
                    "Operator: retry the job with a plan that has toll-free numbers, or no toll-free verification."));
        }
        var details = papers().tollFree(plan.tollFreeVerification().orElseThrow());
        return numbers.stream()
                .<ReviewedResource>map(number -> new TollFreeVerificationResource(
                        Marker.tollFreeVerification(number), sid(number), details, account.tollfreeVerifications()))
                .toList();
    }

    /** The SIDs of the numbers that send by the campaign: those of the US, but for the toll-free ones. */
    List<String> campaignNumbers() {
        return numbers(group -> group.country().equals("US") && group.type() != NumberType.TOLL_FREE).stream()
                .map(this::sid)
                .toList();
    }

    /** Where the organisation's numbers send from. */
    NumberUse messagingUse() {
        return new MessagingUse(sid(Marker.messagingService(orgId)), account.messagingServices());
    }

    private List<String> partsOfCustomerProfile() {
        var primaryProfile = world.primaryProfileSid().orElseThrow(Registrations::noPrimaryProfile);
        var parts = new ArrayList<String>();
        parts.add(keep(addressDocument(keep(businessAddress()))));
        parts.add(keep(businessInformation()));
        parts.add(keep(representative()));
        parts.add(primaryProfile);
        return parts;
    }

    /**
     * What the registry rejected may be right by the papers' data as the plan has them now. Of papers that are approved
     * Twilio may take no change; then it registers them as they are.
     */
    private void correctPapers() {
        for (var part : List.of(businessInformation(), representative(), messagingProfile())) {
            try {
                keep(part);
            } catch (PermanentFailureException | NeedsHumanException refused) {
                if (refused.twilioCode().isEmpty()) {
                    throw refused;
                }
                run.report()
                        .accept(
                                "Twilio takes no change of the " + part.noun().toLowerCase(Locale.ROOT)
                                        + " that it approved",
                                List.of());
            }
        }
    }

    private TenantResource businessAddress() {
        return new BusinessAddressResource(
                marker(ResourceType.BUSINESS_ADDRESS), papers().address(), account.addresses());
    }

    private TenantResource addressDocument(String addressSid) {
        return new AddressDocumentResource(
                marker(ResourceType.ADDRESS_DOCUMENT), addressSid, account.supportingDocuments());
    }

    private TenantResource businessInformation() {
        return endUser(ResourceType.BUSINESS_INFORMATION, papers().information());
    }

    private TenantResource representative() {
        return endUser(ResourceType.REPRESENTATIVE, papers().representative());
    }

    private TenantResource messagingProfile() {
        return endUser(ResourceType.MESSAGING_PROFILE, papers().messagingProfile());
    }

    private TenantResource endUser(ResourceType type, EndUserDetails details) {
        return new EndUserResource(marker(type), details, account.endUsers());
    }

    private String keep(TenantResource part) {
        return keeper.keep(run, part).sid();
    }

    /**
     * Where Twilio tells of a bundle's review. What it tells has no time in it, so each time that the bundle is handed
     * in the address is another one: otherwise the second rejection would look like the first one, told twice.
     */
    private URI callback(StepName step) {
        var asked = run.job().step(step).startedAt().map(Instant::toEpochMilli).orElse(0L);
        return URI.create(world.callbacks().of(orgId) + "?submission=" + asked);
    }

    /** Read at each use, and kept nowhere: personal data. */
    private BusinessPapers papers() {
        return plan.business()
                .flatMap(id -> world.businesses().find(orgId, id))
                .map(BusinessPapers::new)
                .orElseThrow(() -> new NeedsHumanException(FailureDetails.of(
                        "The data of the business of " + orgId + " are not there, or were erased by a rollback.",
                        "Operator: trigger the organisation again, with the data of its business.")));
    }

    private List<Marker> numbers(Predicate<NumberGroup> which) {
        return plan.numbers().stream()
                .filter(which)
                .flatMap(group -> IntStream.rangeClosed(1, group.count())
                        .mapToObj(ordinal -> Marker.number(orgId, group, ordinal)))
                .toList();
    }

    private Marker marker(ResourceType type) {
        return Marker.registration(orgId, type);
    }

    private String sid(Marker marker) {
        return world.ledger()
                .sid(marker)
                .orElseThrow(() -> new PermanentFailureException(FailureDetails.of(
                        "The ledger has no " + marker.key() + " of " + orgId + ".",
                        "Operator: trigger the organisation again; what is missing is found or made first.")));
    }

    private static NeedsHumanException noPrimaryProfile() {
        return new NeedsHumanException(FailureDetails.of(
                "Customer profiles need the operator's own primary profile, and its SID is not known here.",
                "Operator: have the primary customer profile approved in the Twilio Console, set its SID as"
                        + " PRIMARY_PROFILE_SID of the stack, then retry the job."));
    }
}
