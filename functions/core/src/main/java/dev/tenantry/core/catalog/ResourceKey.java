package dev.tenantry.core.catalog;

import dev.tenantry.core.plan.EmergencyAddress;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.SpendAlarm;
import java.util.Optional;

/**
 * Identifier of one resource of an organisation, the same in every job: the key of its ledger entry and, as friendly
 * name, its name at Twilio. A kind of which an organisation has one gives its key by {@link ResourceKind#key}; the keys
 * that a plan asks for are {@link ResourceKind#keys}.
 *
 * @param orgId whose
 * @param kind the kind of resource
 * @param value which of the organisation's resources: unique among them, and no other key's prefix
 */
public record ResourceKey(OrgId orgId, ResourceKind kind, String value) {
    /**
     * The key of one of the organisation's numbers.
     *
     * @param ordinal 1 for the first number of this group, and so on
     */
    public static ResourceKey number(OrgId orgId, NumberGroup group, int ordinal) {
        return new ResourceKey(orgId, ResourceKind.PHONE_NUMBER, Keys.number(group, ordinal));
    }

    /** The key of the verification of one of the organisation's toll-free numbers. */
    public static ResourceKey tollFreeVerification(ResourceKey number) {
        return new ResourceKey(
                number.orgId, ResourceKind.TOLL_FREE_VERIFICATION, Keys.tollFreeVerification(number.value));
    }

    /** The key of an emergency address of the organisation. */
    public static ResourceKey emergencyAddress(OrgId orgId, EmergencyAddress address) {
        return new ResourceKey(orgId, ResourceKind.ADDRESS, Keys.emergencyAddress(address));
    }

    /** The key of a spend alarm of the organisation. */
    public static ResourceKey spendAlarm(OrgId orgId, SpendAlarm alarm) {
        return new ResourceKey(orgId, ResourceKind.USAGE_TRIGGER, Keys.spendAlarm(alarm));
    }

    /** The group of numbers, with a count of one, that a number was bought for; empty for another kind's key. */
    public Optional<NumberGroup> numberGroup() {
        return kind == ResourceKind.PHONE_NUMBER ? Keys.numberGroup(value) : Optional.empty();
    }

    /**
     * The resource's friendly name at Twilio, by which it is found again. It has at most 64 characters, Twilio's limit.
     * A subaccount's friendly name is the organisation's id, as Twilio advises; the other resources are inside the
     * subaccount, so their names need not contain the organisation.
     */
    public String friendlyName() {
        return kind == ResourceKind.ACCOUNT ? orgId.value() : value;
    }
}
