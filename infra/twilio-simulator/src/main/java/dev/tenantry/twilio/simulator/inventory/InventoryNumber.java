package dev.tenantry.twilio.simulator.inventory;

import java.util.regex.Pattern;

/**
 * A phone number that Twilio has, sold or not.
 *
 * @param phoneNumber E.164
 * @param country ISO 3166-1 alpha-2
 * @param type local, mobile or toll-free
 * @param areaCode the area code; empty where the country has none
 * @param capabilities what it can do
 * @param addressRequirements none, any, local or foreign
 * @param bundleRequired whether a regulatory bundle is needed to buy it
 * @param place where it belongs
 */
public record InventoryNumber(
        String phoneNumber,
        String country,
        NumberType type,
        String areaCode,
        Capabilities capabilities,
        String addressRequirements,
        boolean bundleRequired,
        Place place) {
    private static final Pattern NORTH_AMERICAN = Pattern.compile("\\+1(\\d{3})(\\d{3})(\\d{4})");

    /** The name that Twilio gives it: in its national form for North America, else as E.164. */
    public String friendlyName() {
        var match = NORTH_AMERICAN.matcher(phoneNumber);
        return match.matches() ? "(%s) %s-%s".formatted(match.group(1), match.group(2), match.group(3)) : phoneNumber;
    }
}
