package dev.tenantry.twilio.simulator.messages;

import dev.tenantry.twilio.simulator.a2p.CarrierRegistrations;
import dev.tenantry.twilio.simulator.inventory.Inventory;
import dev.tenantry.twilio.simulator.inventory.NumberType;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.tollfree.TollfreeProduct;
import java.util.Set;

/**
 * What the carriers of the United States and Canada do to messages (Twilio docs: errors 30032 to 30035, 21612, and the
 * SMS guidelines of both countries). Use it inside a transaction.
 */
final class Carriers {
    static final int NOT_VERIFIED = 30032;
    static final int CAMPAIGN_SUSPENDED = 30033;
    static final int NOT_IN_A_CAMPAIGN = 30034;
    static final int BEING_REGISTERED = 30035;
    private static final Set<String> NORTH_AMERICA = Set.of("US", "CA");

    private final Inventory inventory;
    private final CarrierRegistrations registrations;
    private final TollfreeProduct tollfree;

    Carriers(Inventory inventory, CarrierRegistrations registrations, TollfreeProduct tollfree) {
        this.inventory = inventory;
        this.registrations = registrations;
        this.tollfree = tollfree;
    }

    /** Whether a recipient is in the United States or Canada. */
    static boolean isNorthAmerican(String phoneNumber) {
        return phoneNumber.startsWith("+1");
    }

    /** Whether Twilio can bring such a message from a number to a recipient at all. */
    boolean reaches(IncomingPhoneNumber from, String to, boolean hasMedia) {
        boolean domestic = NORTH_AMERICA.contains(country(from.phoneNumber()));
        return (domestic || !isNorthAmerican(to))
                && (!hasMedia || !isNorthAmerican(to) || from.capabilities().mms());
    }

    /** The code with which a message is not delivered; null: it is. */
    Integer refusal(IncomingPhoneNumber from, String to) {
        if (!isNorthAmerican(to)) {
            return null;
        }
        if (from.type().equals(NumberType.TOLL_FREE.key())) {
            return tollfree.isVerified(from) ? null : NOT_VERIFIED;
        }
        if (!country(to).equals("US")) {
            return null;
        }
        return switch (registrations.of(from)) {
            case REGISTERED -> null;
            case PENDING -> BEING_REGISTERED;
            case SUSPENDED -> CAMPAIGN_SUSPENDED;
            case UNREGISTERED -> NOT_IN_A_CAMPAIGN;
        };
    }

    private String country(String phoneNumber) {
        return inventory.countryOfPrefix(phoneNumber);
    }
}
