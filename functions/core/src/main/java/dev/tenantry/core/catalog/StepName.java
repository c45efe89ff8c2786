package dev.tenantry.core.catalog;

import dev.tenantry.core.plan.A2p;
import dev.tenantry.core.plan.Plan;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The steps of a provisioning job, in the order in which people read them, and all that is known of a step without
 * Twilio: its names, when a plan asks for it, which part of the plan it depends on, and how it is rolled back. What it
 * makes is in {@link ResourceKind}. Which steps run in parallel, and why:
 * {@code docs/adr/0009-parallel-branches-and-resource-definitions.md}.
 */
@SuppressWarnings("ImmutableEnumChecker") // The functions of the constants have no state.
public enum StepName {
    /** Creates the organisation's Twilio subaccount, or adopts an existing one. */
    CREATE_SUBACCOUNT(
            "create-subaccount",
            "Create Twilio subaccount",
            StepGroup.TENANT,
            Condition.always(),
            _ -> List.of(),
            new RollbackRule(170, "Close or keep Twilio subaccount", RollbackAction.CLOSE_SUBACCOUNT)),
    /** Creates the API key with which the operator's own back end acts for the organisation. */
    CREATE_API_KEY(
            "create-api-key",
            "Create API key",
            StepGroup.TENANT,
            Condition.always(),
            _ -> List.of(),
            new RollbackRule(160, "Delete API key", RollbackAction.DELETE)),
    /** Buys the numbers that the plan asks for and the organisation does not have yet. */
    BUY_NUMBERS(
            "buy-numbers",
            "Buy numbers",
            StepGroup.TENANT,
            new Condition(plan -> plan.numberCount() > 0, "The plan asks for no phone numbers"),
            Plan::numbers,
            new RollbackRule(50, "Release or move numbers", RollbackAction.RELEASE_NUMBERS)),
    /** Creates the messaging service that sends and receives for the numbers. */
    CREATE_MESSAGING_SERVICE(
            "create-messaging-service",
            "Create messaging service",
            StepGroup.TENANT,
            Condition.always(),
            plan -> List.of(plan.messaging().inboundUrl(), plan.messaging().statusUrl()),
            new RollbackRule(100, "Delete messaging service", RollbackAction.DELETE)),
    /** Adds the alphanumeric sender to the messaging service. */
    ADD_ALPHA_SENDER(
            "add-alpha-sender",
            "Add alphanumeric sender",
            StepGroup.TENANT,
            new Condition(plan -> plan.messaging().alphaSender().isPresent(), "The plan has no alphanumeric sender"),
            plan -> plan.messaging().alphaSender(),
            new RollbackRule(95, "Delete alphanumeric sender", RollbackAction.DELETE)),
    /** Creates the TwiML application that answers calls. */
    CREATE_TWIML_APPLICATION(
            "create-twiml-application",
            "Create TwiML application",
            StepGroup.TENANT,
            new Condition(plan -> plan.voice().isPresent(), "The plan has no voice URL"),
            Plan::voice,
            new RollbackRule(90, "Delete TwiML application", RollbackAction.DELETE)),
    /** Creates the SIP trunk, and the URL that its calls go to. */
    CREATE_SIP_TRUNK(
            "create-sip-trunk",
            "Create SIP trunk",
            StepGroup.TENANT,
            new Condition(plan -> plan.sipTrunk().isPresent(), "The plan has no SIP trunk"),
            Plan::sipTrunk,
            new RollbackRule(80, "Delete SIP trunk", RollbackAction.DELETE)),
    /** Attaches the numbers to the messaging service, and their calls to the application or the trunk. */
    ATTACH_NUMBERS(
            "attach-numbers",
            "Attach numbers",
            StepGroup.TENANT,
            new Condition(plan -> plan.numberCount() > 0, "The plan asks for no phone numbers"),
            plan -> List.of(
                    plan.numbers(), plan.voice().isPresent(), plan.sipTrunk().isPresent()),
            new RollbackRule(40, "Detach numbers", RollbackAction.DETACH_NUMBERS)),
    /** Registers the address that emergency services are told. */
    SET_EMERGENCY_ADDRESS(
            "set-emergency-address",
            "Set emergency address",
            StepGroup.TENANT,
            new Condition(
                    plan -> plan.emergencyAddress().isPresent() && plan.numberCount() > 0,
                    "The plan has no emergency address, or no number to register it for"),
            plan -> List.of(plan.numbers(), plan.emergencyAddress()),
            new RollbackRule(60, "Delete emergency address", RollbackAction.DELETE)),
    /** Creates the usage trigger that warns of what the tenant spends. */
    SET_SPEND_ALARM(
            "set-spend-alarm",
            "Set spend alarm",
            StepGroup.TENANT,
            new Condition(plan -> plan.spendAlarm().isPresent(), "The plan has no spend alarm"),
            Plan::spendAlarm,
            new RollbackRule(110, "Delete spend alarm", RollbackAction.DELETE)),
    /** Subscribes to Twilio's events about registrations. */
    SUBSCRIBE_TO_EVENTS(
            "subscribe-to-events",
            "Subscribe to Twilio events",
            StepGroup.TENANT,
            Condition.always(),
            _ -> List.of(),
            new RollbackRule(120, "Unsubscribe from Twilio events", RollbackAction.DELETE)),
    /** Creates the Verify service. */
    CREATE_VERIFY_SERVICE(
            "create-verify-service",
            "Create Verify service",
            StepGroup.TENANT,
            new Condition(Plan::verify, "The plan has no Verify service"),
            plan -> List.of(plan.verify(), plan.displayName()),
            new RollbackRule(70, "Delete Verify service", RollbackAction.DELETE)),
    /** Reads everything back from Twilio and compares it with the ledger and the plan. */
    CHECK_SETUP(
            "check-setup",
            "Check setup",
            StepGroup.TENANT,
            Condition.always(),
            Plan::withoutRegistrations,
            new RollbackRule(180, "Check that nothing is left", RollbackAction.VERIFY)),
    /** Submits the profile of the organisation's business for Twilio's review. */
    REGISTER_CUSTOMER_PROFILE(
            "register-customer-profile",
            "Register customer profile",
            StepGroup.A2P,
            registersA2p(),
            plan -> List.of(plan.business()),
            new RollbackRule(150, "Delete or keep customer profile", RollbackAction.DELETE_UNLESS_IN_USE)),
    /** Submits the business's messaging profile for Twilio's review. */
    REGISTER_TRUST_PRODUCT(
            "register-trust-product",
            "Register A2P trust product",
            StepGroup.A2P,
            registersA2p(),
            plan -> List.of(plan.business()),
            new RollbackRule(140, "Delete or keep A2P trust product", RollbackAction.DELETE_UNLESS_IN_USE)),
    /** Registers the business with the carriers' registry. */
    REGISTER_BRAND(
            "register-brand",
            "Register A2P brand",
            StepGroup.A2P,
            registersA2p(),
            plan -> List.of(plan.business(), plan.a2p().map(A2p::brand)),
            new RollbackRule(130, "Keep A2P brand", RollbackAction.KEEP)),
    /** Submits what the business sends for the carriers' review. */
    REGISTER_CAMPAIGN(
            "register-campaign",
            "Register A2P campaign",
            StepGroup.A2P,
            registersA2p(),
            plan -> List.of(plan.a2p().map(A2p::campaign)),
            new RollbackRule(20, "Delete A2P campaign", RollbackAction.DELETE)),
    /** Attaches the numbers that the campaign sends from, so that Twilio registers them with the carriers. */
    REGISTER_NUMBERS(
            "register-numbers",
            "Register numbers with the campaign",
            StepGroup.A2P,
            registersA2p(),
            plan -> List.of(plan.numbers()),
            new RollbackRule(10, "Deregister numbers", RollbackAction.DELETE)),
    /** Submits what the toll-free numbers send for Twilio's review. */
    VERIFY_TOLL_FREE_NUMBERS(
            "verify-toll-free-numbers",
            "Verify toll-free numbers",
            StepGroup.TOLL_FREE,
            new Condition(plan -> plan.tollFreeVerification().isPresent(), "The plan has no toll-free verification"),
            plan -> List.of(plan.business(), plan.tollFreeVerification(), plan.numbers()),
            new RollbackRule(30, "Delete toll-free verification", RollbackAction.DELETE));

    private final String id;
    private final String title;
    private final StepGroup group;
    private final Condition condition;
    private final Function<Plan, Object> inputs;
    private final RollbackRule rollback;

    StepName(
            String id,
            String title,
            StepGroup group,
            Condition condition,
            Function<Plan, Object> inputs,
            RollbackRule rollback) {
        this.id = id;
        this.title = title;
        this.group = group;
        this.condition = condition;
        this.inputs = inputs;
        this.rollback = rollback;
    }

    private static Condition registersA2p() {
        return new Condition(plan -> plan.a2p().isPresent(), "The plan has no A2P registration");
    }

    /** The name in the API, e.g. {@code buy-numbers}. */
    public String id() {
        return id;
    }

    /** The name for people, e.g. {@code Buy numbers}; also the name of the step's state in the state machine. */
    public String title() {
        return title;
    }

    /** The part of the job that the step belongs to, by which a page groups steps. */
    public StepGroup group() {
        return group;
    }

    /** Whether a plan asks for the step. */
    public boolean isWantedBy(Plan plan) {
        return condition.isMet().test(plan);
    }

    /** Why a plan skips the step, for people; empty when the plan asks for it. */
    public Optional<String> skipReason(Plan plan) {
        return isWantedBy(plan) ? Optional.empty() : Optional.of(condition.otherwise());
    }

    /**
     * Whether a tenant is usable without the step's result: no other step needs it, and nothing that the organisation
     * does with its tenant depends on it.
     */
    public boolean isOptional() {
        return this == ADD_ALPHA_SENDER || this == SET_SPEND_ALARM || this == CREATE_VERIFY_SERVICE;
    }

    /** The part of a plan that the step depends on: where two plans agree in it, the step has nothing new to do. */
    public Object inputs(Plan plan) {
        return inputs.apply(plan);
    }

    /** The kinds of resource that the step makes; a later one may need an earlier one. */
    public List<ResourceKind> kinds() {
        return Arrays.stream(ResourceKind.values())
                .filter(kind -> kind.step() == this)
                .toList();
    }

    /** The kind whose review the step submits; empty when it submits none. */
    public Optional<ResourceKind> reviewedKind() {
        return kinds().stream().filter(kind -> kind.reviewedBy().isPresent()).findFirst();
    }

    /** The action of a rollback for the step. */
    public RollbackAction rollbackAction() {
        return rollback.action();
    }

    /** The step's position in the order of the rollback, the lowest first. */
    int rollbackPosition() {
        return rollback.position();
    }

    /** The name of the step's rollback for people, e.g. {@code Release or move numbers}; also that of its state. */
    public String rollbackTitle() {
        return rollback.title();
    }

    /** All steps in the order in which they are rolled back. */
    public static List<StepName> inRollbackOrder() {
        return Arrays.stream(values())
                .sorted(Comparator.comparingInt(StepName::rollbackPosition))
                .toList();
    }

    /**
     * The step of this id.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static StepName ofId(String id) {
        return Arrays.stream(values())
                .filter(name -> name.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no step " + id));
    }
}
