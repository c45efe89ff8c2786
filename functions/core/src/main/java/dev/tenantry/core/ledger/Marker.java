package dev.tenantry.core.ledger;

import dev.tenantry.core.job.NumberGroup;
import dev.tenantry.core.job.OrgId;

/**
 * Names one resource that an organisation is to have, the same in every job.
 *
 * @param orgId whose
 * @param type Twilio's name for the kind of resource, e.g. {@code account} or {@code phone-number}
 * @param key which of the organisation's resources: unique among them, and no other entry's prefix
 */
public record Marker(OrgId orgId, String type, String key) {

    /** The organisation's subaccount. */
    public static Marker subaccount(OrgId orgId) {
        return new Marker(orgId, "account", "account");
    }

    /**
     * One of the organisation's numbers.
     *
     * @param ordinal 1 for the first number of this group, and so on: a plan that asks for one more adds one marker
     */
    public static Marker number(OrgId orgId, NumberGroup group, int ordinal) {
        return new Marker(orgId, "phone-number", "phone-number-%s-%d".formatted(group.key(), ordinal));
    }

    /**
     * What Twilio is told as the resource's friendly name, by which it is found again. At most 64 characters, Twilio's
     * limit. A subaccount's is the organisation's id, as Twilio advises; the others live inside the subaccount, so the
     * organisation need not be in theirs.
     */
    public String friendlyName() {
        return type.equals("account") ? orgId.value() : key;
    }
}
