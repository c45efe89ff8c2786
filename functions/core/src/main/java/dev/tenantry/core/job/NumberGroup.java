package dev.tenantry.core.job;

import java.util.Optional;

/**
 * Some phone numbers of one kind that an organisation is to have.
 *
 * @param country ISO 3166-1 alpha-2, upper case
 * @param type the kind of number
 * @param areaCode three digits, in the US and Canada, or empty for any
 * @param count how many, at least 1
 * @param widen whether numbers of other area codes will do when this one has none
 */
public record NumberGroup(String country, NumberType type, Optional<String> areaCode, int count, boolean widen) {

    /** So many numbers of a country and type, of whatever area code. */
    public static NumberGroup of(String country, NumberType type, int count) {
        return new NumberGroup(country, type, Optional.empty(), count, false);
    }

    /** So many local numbers of an area code, and of no other. */
    public static NumberGroup ofAreaCode(String country, String areaCode, int count) {
        return new NumberGroup(country, NumberType.LOCAL, Optional.of(areaCode), count, false);
    }

    /**
     * This group without its count, e.g. {@code US-local} or {@code US-local-415}: the same for every plan that asks
     * for such numbers.
     */
    public String key() {
        return country + "-" + type.word() + areaCode.map(code -> "-" + code).orElse("");
    }

    /** This group as a person would say it, e.g. {@code US local numbers in area code 415}. */
    public String description() {
        return country + " " + type.word() + " numbers"
                + areaCode.map(code -> " in area code " + code).orElse("");
    }
}
