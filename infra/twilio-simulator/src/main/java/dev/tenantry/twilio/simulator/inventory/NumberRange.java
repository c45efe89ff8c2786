package dev.tenantry.twilio.simulator.inventory;

/**
 * Consecutive phone numbers of one kind in one place. The ranges are those which regulators keep free for film and
 * fiction, so a simulated number is nobody's.
 *
 * @param country ISO 3166-1 alpha-2
 * @param type the type of the numbers
 * @param areaCode the area code; empty where the country has none
 * @param prefix the E.164 number without its last digits
 * @param first the last digits of the first number
 * @param count how many numbers there are
 * @param digits how many last digits there are
 * @param addressRequirements none, any, local or foreign
 * @param bundleRequired whether a regulatory bundle is needed to buy
 * @param place where they belong
 */
record NumberRange(
        String country,
        NumberType type,
        String areaCode,
        String prefix,
        int first,
        int count,
        int digits,
        String addressRequirements,
        boolean bundleRequired,
        Place place) {

    String number(int index) {
        return prefix + ("%0" + digits + "d").formatted(first + index);
    }
}
