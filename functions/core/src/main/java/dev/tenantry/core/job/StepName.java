package dev.tenantry.core.job;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a provisioning job, in the order in which people read them. A title is also the name of the step's state
 * in the state machine.
 */
public enum StepName {
    /** Creates, or finds again, the organisation's Twilio subaccount. */
    CREATE_SUBACCOUNT("create-subaccount", "Create Twilio subaccount", "Close or keep Twilio subaccount"),
    /** Creates the API key with which the operator's own back end acts for the organisation. */
    CREATE_API_KEY("create-api-key", "Create API key", "Delete API key"),
    /** Buys the numbers that the plan asks for and the organisation does not have yet. */
    BUY_NUMBERS("buy-numbers", "Buy numbers", "Give up numbers"),
    /** Creates the messaging service that sends and receives for the numbers. */
    CREATE_MESSAGING_SERVICE("create-messaging-service", "Create messaging service", "Delete messaging service"),
    /** Creates the TwiML application that answers calls. */
    CREATE_TWIML_APPLICATION("create-twiml-application", "Create TwiML application", "Delete TwiML application"),
    /** Creates the SIP trunk, and where its calls go. */
    CREATE_SIP_TRUNK("create-sip-trunk", "Create SIP trunk", "Delete SIP trunk"),
    /** Puts the numbers into the messaging service, and gives their calls to the application or the trunk. */
    ATTACH_NUMBERS("attach-numbers", "Attach numbers", "Detach numbers"),
    /** Registers the address that emergency services are told. */
    SET_EMERGENCY_ADDRESS("set-emergency-address", "Set emergency address", "Delete emergency address"),
    /** Has Twilio warn of what the tenant spends. */
    SET_SPEND_ALARM("set-spend-alarm", "Set spend alarm", "Delete spend alarm"),
    /** Has Twilio tell what becomes of registrations. */
    SUBSCRIBE_TO_EVENTS("subscribe-to-events", "Subscribe to Twilio events", "Unsubscribe from Twilio events"),
    /** Creates the Verify service. */
    CREATE_VERIFY_SERVICE("create-verify-service", "Create Verify service", "Delete Verify service"),
    /** Reads everything back from Twilio and compares it with the ledger. */
    CHECK_SETUP("check-setup", "Check setup", "Check that nothing is left"),
    /** Has Twilio review who the organisation's business is. */
    REGISTER_CUSTOMER_PROFILE(
            "register-customer-profile", "Register customer profile", "Withdraw customer profile", StepGroup.A2P),
    /** Has Twilio review what the business is for its messaging. */
    REGISTER_TRUST_PRODUCT(
            "register-trust-product", "Register A2P trust product", "Withdraw A2P trust product", StepGroup.A2P),
    /** Has the carriers' registry review the business. */
    REGISTER_BRAND("register-brand", "Register A2P brand", "Keep A2P brand", StepGroup.A2P),
    /** Has the carriers review what the business sends. */
    REGISTER_CAMPAIGN("register-campaign", "Register A2P campaign", "Delete A2P campaign", StepGroup.A2P),
    /** Sees to it that the carriers are told which numbers the campaign sends from. */
    REGISTER_NUMBERS("register-numbers", "Register numbers with the campaign", "Deregister numbers", StepGroup.A2P),
    /** Has Twilio review what the toll-free numbers send. */
    VERIFY_TOLL_FREE_NUMBERS(
            "verify-toll-free-numbers",
            "Verify toll-free numbers",
            "Withdraw toll-free verification",
            StepGroup.TOLL_FREE);

    private final String id;
    private final String title;
    private final String undoTitle;
    private final StepGroup group;

    StepName(String id, String title, String undoTitle) {
        this(id, title, undoTitle, StepGroup.TENANT);
    }

    StepName(String id, String title, String undoTitle, StepGroup group) {
        this.id = id;
        this.title = title;
        this.undoTitle = undoTitle;
        this.group = group;
    }

    /** The name in the API, e.g. {@code buy-numbers}. */
    public String id() {
        return id;
    }

    /** What people read, e.g. {@code Buy numbers}. */
    public String title() {
        return title;
    }

    /** What people read where the step is undone, e.g. {@code Give up numbers}; a state's name in the rollback. */
    public String undoTitle() {
        return undoTitle;
    }

    /** The part of the job that the step belongs to, by which a page groups steps. */
    public StepGroup group() {
        return group;
    }

    /** Why a plan leaves the step out, or empty when it wants it. */
    public Optional<String> whyLeftOut(Plan plan) {
        return switch (this) {
            case CREATE_SUBACCOUNT, CREATE_API_KEY, CREATE_MESSAGING_SERVICE, SUBSCRIBE_TO_EVENTS, CHECK_SETUP ->
                Optional.empty();
            case BUY_NUMBERS, ATTACH_NUMBERS -> unless(plan.numberCount() > 0, "The plan asks for no phone numbers");
            case CREATE_TWIML_APPLICATION -> unless(plan.voice().isPresent(), "The plan has no voice URL");
            case CREATE_SIP_TRUNK -> unless(plan.sipTrunk().isPresent(), "The plan has no SIP trunk");
            case SET_EMERGENCY_ADDRESS ->
                unless(
                        plan.emergencyAddress().isPresent() && plan.numberCount() > 0,
                        "The plan has no emergency address, or no number to register it for");
            case SET_SPEND_ALARM -> unless(plan.spendAlarm().isPresent(), "The plan has no spend alarm");
            case CREATE_VERIFY_SERVICE -> unless(plan.verify(), "The plan has no Verify service");
            case REGISTER_CUSTOMER_PROFILE,
                    REGISTER_TRUST_PRODUCT,
                    REGISTER_BRAND,
                    REGISTER_CAMPAIGN,
                    REGISTER_NUMBERS -> unless(plan.a2p().isPresent(), "The plan has no A2P registration");
            case VERIFY_TOLL_FREE_NUMBERS ->
                unless(plan.tollFreeVerification().isPresent(), "The plan has no toll-free verification");
        };
    }

    /** The part of a plan that the step depends on: where two plans agree in it, the step has nothing new to do. */
    Object concern(Plan plan) {
        return switch (this) {
            case CREATE_SUBACCOUNT, CREATE_API_KEY, SUBSCRIBE_TO_EVENTS -> List.of();
            case BUY_NUMBERS -> plan.numbers();
            case CREATE_MESSAGING_SERVICE -> plan.messaging();
            case CREATE_TWIML_APPLICATION -> plan.voice();
            case CREATE_SIP_TRUNK -> plan.sipTrunk();
            case ATTACH_NUMBERS ->
                List.of(
                        plan.numbers(),
                        plan.voice().isPresent(),
                        plan.sipTrunk().isPresent());
            case SET_EMERGENCY_ADDRESS -> List.of(plan.numbers(), plan.emergencyAddress());
            case SET_SPEND_ALARM -> plan.spendAlarm();
            case CREATE_VERIFY_SERVICE -> List.of(plan.verify(), plan.displayName());
            case CHECK_SETUP -> plan.withoutRegistrations();
            case REGISTER_CUSTOMER_PROFILE, REGISTER_TRUST_PRODUCT -> List.of(plan.business());
            case REGISTER_BRAND -> List.of(plan.business(), plan.a2p().map(A2p::brand));
            case REGISTER_CAMPAIGN -> List.of(plan.a2p().map(A2p::campaign));
            case REGISTER_NUMBERS -> List.of(plan.numbers());
            case VERIFY_TOLL_FREE_NUMBERS -> List.of(plan.business(), plan.tollFreeVerification(), plan.numbers());
        };
    }

    private static Optional<String> unless(boolean wanted, String reason) {
        return wanted ? Optional.empty() : Optional.of(reason);
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
