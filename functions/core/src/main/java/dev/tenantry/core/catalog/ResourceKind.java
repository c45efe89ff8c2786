package dev.tenantry.core.catalog;

import static dev.tenantry.core.catalog.Keys.byPlan;
import static dev.tenantry.core.catalog.Keys.one;
import static dev.tenantry.core.catalog.Pricing.free;
import static dev.tenantry.core.catalog.Pricing.included;

import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The kinds of resource at Twilio, and all that is known of a kind without Twilio: its names, the step that makes it,
 * its keys, its price, and who reviews it. What is done about it at Twilio is in its resource definition, in the module
 * of the steps. Of two kinds that one step makes, the later may need the earlier. Why all of it is in one place:
 * {@code docs/adr/0019-one-definition-per-resource-kind.md}.
 */
@SuppressWarnings("ImmutableEnumChecker") // The functions of the constants have no state, and their lists are copies.
public enum ResourceKind {
    /** The organisation's subaccount, in which everything else is. */
    ACCOUNT("account", "Subaccount", StepName.CREATE_SUBACCOUNT, one("account"), free("Twilio subaccount")),
    /** The API key with which the operator's own back end acts for the organisation. */
    API_KEY("api-key", "API key", StepName.CREATE_API_KEY, one("api-key"), free("API key")),
    /** A phone number: charged by the month, and hardly to be had again once it is released. */
    PHONE_NUMBER("phone-number", "Phone number", StepName.BUY_NUMBERS, byPlan(Keys::numbers), Pricing::numbers),
    /** The messaging service that the organisation's numbers are in. */
    MESSAGING_SERVICE(
            "messaging-service",
            "Messaging service",
            StepName.CREATE_MESSAGING_SERVICE,
            one("messaging-service"),
            free("Messaging service")),
    /** The alphanumeric sender, the name that the messaging service's messages come from; a part of the service. */
    ALPHA_SENDER(
            "alpha-sender",
            "Alphanumeric sender",
            StepName.ADD_ALPHA_SENDER,
            one("alpha-sender"),
            free("Alphanumeric sender")),
    /** The TwiML application that answers calls to the organisation's numbers. */
    APPLICATION(
            "application",
            "TwiML application",
            StepName.CREATE_TWIML_APPLICATION,
            one("application"),
            free("TwiML application")),
    /** The organisation's SIP trunk. */
    TRUNK("trunk", "SIP trunk", StepName.CREATE_SIP_TRUNK, one("trunk"), free("SIP trunk")),
    /** The URL that the calls of the SIP trunk go to; a part of the trunk. */
    ORIGINATION_URL(
            "origination-url",
            "Origination URL",
            StepName.CREATE_SIP_TRUNK,
            one("origination-url"),
            free("Origination URL of the SIP trunk")),
    /** The address that emergency services are told; Twilio keeps it as long as a number has it. */
    ADDRESS(
            "address",
            "Emergency address",
            StepName.SET_EMERGENCY_ADDRESS,
            byPlan(plan ->
                    plan.emergencyAddress().map(Keys::emergencyAddress).stream().toList()),
            Pricing::emergencyAddress),
    /** The usage trigger that warns of spending. */
    USAGE_TRIGGER(
            "usage-trigger",
            "Spend alarm",
            StepName.SET_SPEND_ALARM,
            byPlan(plan -> plan.spendAlarm().map(Keys::spendAlarm).stream().toList()),
            free("Spend alarm")),
    /** The event sink, to which Twilio sends the organisation's events; Twilio keeps it while it is subscribed to. */
    SINK("sink", "Event sink", StepName.SUBSCRIBE_TO_EVENTS, one("event-sink"), free("Event sink")),
    /** The event subscription, which names the events that Twilio sends to the sink. */
    SUBSCRIPTION(
            "subscription",
            "Event subscription",
            StepName.SUBSCRIBE_TO_EVENTS,
            one("event-subscription"),
            free("Event subscription")),
    /** The organisation's Verify service. */
    VERIFY_SERVICE(
            "verify-service",
            "Verify service",
            StepName.CREATE_VERIFY_SERVICE,
            one("verify-service"),
            free("Verify service")),
    /** The address of the business, a part of its customer profile. */
    BUSINESS_ADDRESS(
            "business-address",
            "Business address",
            StepName.REGISTER_CUSTOMER_PROFILE,
            one("business-address"),
            included()),
    /** The document that names the business's address in its customer profile. */
    ADDRESS_DOCUMENT(
            "address-document",
            "Address document",
            StepName.REGISTER_CUSTOMER_PROFILE,
            one("address-document"),
            included()),
    /** The end user that holds the data of the business, a part of its customer profile. */
    BUSINESS_INFORMATION(
            "business-information",
            "Business information",
            StepName.REGISTER_CUSTOMER_PROFILE,
            one("business-information"),
            included()),
    /** The end user that holds the data of the business's representative, a part of its customer profile. */
    REPRESENTATIVE(
            "representative", "Representative", StepName.REGISTER_CUSTOMER_PROFILE, one("representative"), included()),
    /** The customer profile of the business; Twilio keeps its parts as long as it exists. */
    CUSTOMER_PROFILE(
            "customer-profile",
            "Customer profile",
            StepName.REGISTER_CUSTOMER_PROFILE,
            one("customer-profile"),
            free("Customer profile"),
            ReviewAuthority.TWILIO),
    /** The end user that holds the business's messaging data, a part of its trust product. */
    MESSAGING_PROFILE(
            "messaging-profile",
            "Messaging profile",
            StepName.REGISTER_TRUST_PRODUCT,
            one("messaging-profile"),
            included()),
    /** The A2P trust product of the business. */
    TRUST_PRODUCT(
            "trust-product",
            "A2P trust product",
            StepName.REGISTER_TRUST_PRODUCT,
            one("trust-product"),
            free("A2P trust product"),
            ReviewAuthority.TWILIO,
            CUSTOMER_PROFILE),
    /** The A2P brand of the business: paid once, and nobody can delete it. */
    BRAND(
            "brand",
            "A2P brand",
            StepName.REGISTER_BRAND,
            one("brand"),
            Pricing::brand,
            ReviewAuthority.REGISTRY,
            CUSTOMER_PROFILE,
            TRUST_PRODUCT) {
        @Override
        public Optional<String> keepReason() {
            return Optional.of("nobody can delete a brand, and a later job uses it without paying for another");
        }
    },
    /** The A2P campaign of the messaging service: paid when it is submitted, and by the month. */
    CAMPAIGN(
            "campaign",
            "A2P campaign",
            StepName.REGISTER_CAMPAIGN,
            one("campaign"),
            Pricing::campaign,
            ReviewAuthority.CARRIERS),
    /** The verification of a toll-free number. */
    TOLL_FREE_VERIFICATION(
            "toll-free-verification",
            "Toll-free verification",
            StepName.VERIFY_TOLL_FREE_NUMBERS,
            byPlan(Keys::tollFreeVerifications),
            free("Toll-free verification"),
            ReviewAuthority.TOLL_FREE);

    private final String id;
    private final String displayName;
    private final StepName step;
    private final Keys keys;
    private final Pricing pricing;
    private final Optional<ReviewAuthority> reviewedBy;
    private final List<ResourceKind> madeOf;

    /** A kind that is usable as soon as it is created. */
    ResourceKind(String id, String displayName, StepName step, Keys keys, Pricing pricing) {
        this.id = id;
        this.displayName = displayName;
        this.step = step;
        this.keys = keys;
        this.pricing = pricing;
        this.reviewedBy = Optional.empty();
        this.madeOf = List.of();
    }

    /** A kind that is reviewed, and the kinds that it refers to as long as it exists. */
    ResourceKind(
            String id,
            String displayName,
            StepName step,
            Keys keys,
            Pricing pricing,
            ReviewAuthority reviewedBy,
            ResourceKind... madeOf) {
        this.id = id;
        this.displayName = displayName;
        this.step = step;
        this.keys = keys;
        this.pricing = pricing;
        this.reviewedBy = Optional.of(reviewedBy);
        this.madeOf = List.of(madeOf);
    }

    /** The name in the ledger and in the API: Twilio's, in lower case, e.g. {@code phone-number}. */
    public String id() {
        return id;
    }

    /** The name for people, e.g. {@code Phone number}; the beginning of a sentence. */
    public String displayName() {
        return displayName;
    }

    /** The step that makes resources of this kind. */
    public StepName step() {
        return step;
    }

    /** The authority that reviews resources of this kind before they can be used; empty when nobody does. */
    public Optional<ReviewAuthority> reviewedBy() {
        return reviewedBy;
    }

    /** The kinds that refer to resources of this kind, so that these must stay as long as those do. */
    public List<ResourceKind> usedBy() {
        return Arrays.stream(values())
                .filter(kind -> kind.madeOf.contains(this))
                .toList();
    }

    /**
     * The reason why every rollback keeps resources of this kind, for people, e.g. {@code nobody can delete a brand};
     * empty when a rollback can delete them. Given where the step's rollback is {@link RollbackAction#KEEP}.
     */
    public Optional<String> keepReason() {
        return Optional.empty();
    }

    /**
     * The key of the organisation's only resource of this kind.
     *
     * @throws IllegalStateException when an organisation may have several, or another one for another plan
     */
    public ResourceKey key(OrgId orgId) {
        return new ResourceKey(
                orgId,
                this,
                keys.only().orElseThrow(() -> new IllegalStateException("The key of " + id + " depends on the plan")));
    }

    /** The keys of the resources of this kind that a plan asks for, in the order in which they are made. */
    public List<ResourceKey> keys(OrgId orgId, Plan plan) {
        return keys(plan).stream()
                .map(value -> new ResourceKey(orgId, this, value))
                .toList();
    }

    /**
     * The lines of an estimate for the resources of this kind that a plan asks for and that do not exist.
     *
     * @param exists whether the organisation has the resource of a key already, by the key's value
     */
    public Stream<PriceLine> priceLines(Plan plan, Predicate<String> exists) {
        var wanted = keys(plan);
        return wanted.isEmpty() ? Stream.empty() : pricing.lines(new Pricing.Demand(plan, wanted, exists));
    }

    private List<String> keys(Plan plan) {
        return step.isWantedBy(plan) ? keys.ofPlan().apply(plan) : List.of();
    }

    /**
     * The kind of this id.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static ResourceKind ofId(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no resource kind " + id));
    }
}
