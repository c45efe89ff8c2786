package dev.tenantry.core.ledger;

import dev.tenantry.core.job.EmergencyAddress;
import dev.tenantry.core.job.NumberGroup;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.SpendAlarm;
import dev.tenantry.core.storage.Sha256;

/**
 * Names one resource that an organisation is to have, the same in every job.
 *
 * @param orgId whose
 * @param type the kind of resource
 * @param key which of the organisation's resources: unique among them, and no other entry's prefix
 */
public record Marker(OrgId orgId, ResourceType type, String key) {
    /** The organisation's subaccount. */
    public static Marker subaccount(OrgId orgId) {
        return new Marker(orgId, ResourceType.ACCOUNT, "account");
    }

    /** The API key with which the operator's own back end acts for the organisation. */
    public static Marker apiKey(OrgId orgId) {
        return new Marker(orgId, ResourceType.API_KEY, "api-key");
    }

    /** The messaging service that the organisation's numbers are in. */
    public static Marker messagingService(OrgId orgId) {
        return new Marker(orgId, ResourceType.MESSAGING_SERVICE, "messaging-service");
    }

    /** The TwiML application that answers calls to the organisation's numbers. */
    public static Marker twimlApplication(OrgId orgId) {
        return new Marker(orgId, ResourceType.APPLICATION, "application");
    }

    /** The organisation's SIP trunk. */
    public static Marker sipTrunk(OrgId orgId) {
        return new Marker(orgId, ResourceType.TRUNK, "trunk");
    }

    /** Where the calls of the organisation's SIP trunk go. */
    public static Marker originationUrl(OrgId orgId) {
        return new Marker(orgId, ResourceType.ORIGINATION_URL, "origination-url");
    }

    /**
     * The address that emergency services are told. Twilio corrects an address that it is given, so what it has cannot
     * be compared with a plan; each address is a resource of its own, e.g. {@code emergency-address-9f86d081}.
     */
    public static Marker emergencyAddress(OrgId orgId, EmergencyAddress address) {
        return new Marker(orgId, ResourceType.ADDRESS, "emergency-address-" + digest(address.toString()));
    }

    /**
     * The usage trigger that warns of spending. Twilio cannot change a trigger's value, so each value and period is a
     * resource of its own, e.g. {@code spend-alarm-monthly-100}.
     */
    public static Marker spendAlarm(OrgId orgId, SpendAlarm alarm) {
        return new Marker(
                orgId,
                ResourceType.USAGE_TRIGGER,
                "spend-alarm-%s-%s"
                        .formatted(alarm.period().word(), alarm.amount().toPlainString()));
    }

    /** Where Twilio sends the organisation's events. */
    public static Marker eventSink(OrgId orgId) {
        return new Marker(orgId, ResourceType.SINK, "event-sink");
    }

    /** Which events Twilio sends there. */
    public static Marker eventSubscription(OrgId orgId) {
        return new Marker(orgId, ResourceType.SUBSCRIPTION, "event-subscription");
    }

    /** The organisation's Verify service. */
    public static Marker verifyService(OrgId orgId) {
        return new Marker(orgId, ResourceType.VERIFY_SERVICE, "verify-service");
    }

    /** Something of which the organisation has one, for the registration of its business. */
    public static Marker registration(OrgId orgId, ResourceType type) {
        return new Marker(orgId, type, type.word());
    }

    /**
     * The verification of one of the organisation's toll-free numbers.
     *
     * @param number the number's marker
     */
    public static Marker tollFreeVerification(Marker number) {
        return new Marker(number.orgId(), ResourceType.TOLL_FREE_VERIFICATION, "verification-of-" + number.key());
    }

    /**
     * One of the organisation's numbers.
     *
     * @param ordinal 1 for the first number of this group, and so on: a plan that asks for one more adds one marker
     */
    public static Marker number(OrgId orgId, NumberGroup group, int ordinal) {
        return new Marker(orgId, ResourceType.PHONE_NUMBER, "phone-number-%s-%d".formatted(group.key(), ordinal));
    }

    /**
     * What Twilio is told as the resource's friendly name, by which it is found again. At most 64 characters, Twilio's
     * limit. A subaccount's is the organisation's id, as Twilio advises; the others live inside the subaccount, so the
     * organisation need not be in theirs.
     */
    public String friendlyName() {
        return type == ResourceType.ACCOUNT ? orgId.value() : key;
    }

    /** Eight hexadecimal digits that tell one text from another, and nothing of it. */
    private static String digest(String text) {
        return Sha256.hex(text).substring(0, 8);
    }
}
