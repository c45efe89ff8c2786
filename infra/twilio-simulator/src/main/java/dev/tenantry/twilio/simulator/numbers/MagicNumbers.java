package dev.tenantry.twilio.simulator.numbers;

import dev.tenantry.twilio.simulator.inventory.Capabilities;
import dev.tenantry.twilio.simulator.inventory.InventoryNumber;
import dev.tenantry.twilio.simulator.inventory.NumberType;
import dev.tenantry.twilio.simulator.inventory.Place;

/**
 * The numbers that always do the same (Twilio docs: Test Credentials). Here every credential may use them. Area code
 * 533, which is to have no number, is simply one that the inventory lacks.
 */
final class MagicNumbers {
    static final String UNAVAILABLE = "+15005550000";
    static final String INVALID = "+15005550001";
    static final String VALID = "+15005550006";
    static final String AREA_CODE_THAT_HAS_ONE = "500";

    private MagicNumbers() {}

    /** The number that can always be bought, by any number of accounts. */
    static InventoryNumber valid() {
        return new InventoryNumber(
                VALID,
                "US",
                NumberType.LOCAL,
                AREA_CODE_THAT_HAS_ONE,
                new Capabilities(true, true, true, false),
                "none",
                false,
                Place.NONE);
    }
}
