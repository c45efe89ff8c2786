package dev.tenantry.core.ledger;

import dev.tenantry.core.job.StepName;
import java.util.Arrays;
import java.util.List;

/** The kinds of resource that the ledger knows. Of two that one step makes, the later may need the earlier. */
public enum ResourceType {
    /** The organisation's subaccount, in which everything else is. */
    ACCOUNT("account", "Subaccount", StepName.CREATE_SUBACCOUNT),
    /** An API key. */
    API_KEY("api-key", "API key", StepName.CREATE_API_KEY),
    /** A phone number: the one kind that is paid by the month, and hardly to be had again. */
    PHONE_NUMBER("phone-number", "Phone number", StepName.BUY_NUMBERS),
    /** A messaging service. */
    MESSAGING_SERVICE("messaging-service", "Messaging service", StepName.CREATE_MESSAGING_SERVICE),
    /** A TwiML application. */
    APPLICATION("application", "TwiML application", StepName.CREATE_TWIML_APPLICATION),
    /** A SIP trunk. */
    TRUNK("trunk", "SIP trunk", StepName.CREATE_SIP_TRUNK),
    /** Where a trunk's calls go; a part of the trunk. */
    ORIGINATION_URL("origination-url", "Origination URL", StepName.CREATE_SIP_TRUNK),
    /** An address; it stays as long as a number has it. */
    ADDRESS("address", "Emergency address", StepName.SET_EMERGENCY_ADDRESS),
    /** A usage trigger. */
    USAGE_TRIGGER("usage-trigger", "Spend alarm", StepName.SET_SPEND_ALARM),
    /** An event sink; it stays as long as a subscription uses it. */
    SINK("sink", "Event sink", StepName.SUBSCRIBE_TO_EVENTS),
    /** A subscription to events. */
    SUBSCRIPTION("subscription", "Event subscription", StepName.SUBSCRIBE_TO_EVENTS),
    /** A Verify service. */
    VERIFY_SERVICE("verify-service", "Verify service", StepName.CREATE_VERIFY_SERVICE),
    /** Where the business is. */
    BUSINESS_ADDRESS("business-address", "Business address", StepName.REGISTER_CUSTOMER_PROFILE),
    /** What names the business's address in its profile. */
    ADDRESS_DOCUMENT("address-document", "Address document", StepName.REGISTER_CUSTOMER_PROFILE),
    /** The end user that has the data of the business. */
    BUSINESS_INFORMATION("business-information", "Business information", StepName.REGISTER_CUSTOMER_PROFILE),
    /** The end user that has the data of who speaks for the business. */
    REPRESENTATIVE("representative", "Representative", StepName.REGISTER_CUSTOMER_PROFILE),
    /** A customer profile; what it consists of stays as long as it does. */
    CUSTOMER_PROFILE("customer-profile", "Customer profile", StepName.REGISTER_CUSTOMER_PROFILE),
    /** The end user that tells what the business is for its messaging. */
    MESSAGING_PROFILE("messaging-profile", "Messaging profile", StepName.REGISTER_TRUST_PRODUCT),
    /** An A2P trust product. */
    TRUST_PRODUCT("trust-product", "A2P trust product", StepName.REGISTER_TRUST_PRODUCT),
    /** An A2P brand: paid once, and nobody can delete it. */
    BRAND("brand", "A2P brand", StepName.REGISTER_BRAND),
    /** An A2P campaign: paid when it is submitted, and by the month. */
    CAMPAIGN("campaign", "A2P campaign", StepName.REGISTER_CAMPAIGN),
    /** The verification of a toll-free number. */
    TOLL_FREE_VERIFICATION("toll-free-verification", "Toll-free verification", StepName.VERIFY_TOLL_FREE_NUMBERS);

    private final String word;
    private final String noun;
    private final StepName madeBy;

    ResourceType(String word, String noun, StepName madeBy) {
        this.word = word;
        this.noun = noun;
        this.madeBy = madeBy;
    }

    /** Twilio's name for the kind in lower case, e.g. {@code phone-number}: in the ledger and in the API. */
    public String word() {
        return word;
    }

    /** What people call one, e.g. {@code Phone number}; the beginning of a sentence. */
    public String noun() {
        return noun;
    }

    /** The step that makes resources of this kind. */
    public StepName madeBy() {
        return madeBy;
    }

    /** The kinds that a step makes, in the order in which they must be removed: what needs another goes before it. */
    public static List<ResourceType> inOrderOfRemoval(StepName step) {
        return Arrays.asList(values()).reversed().stream()
                .filter(type -> type.madeBy == step)
                .toList();
    }

    /**
     * The kind of this word.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static ResourceType ofWord(String word) {
        return Arrays.stream(values())
                .filter(type -> type.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The ledger knows no resource of type " + word));
    }
}
