package dev.tenantry.core.plan;

import java.util.Optional;
import java.util.Set;

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
    /** Whose ordinary numbers the US carriers treat alike. */
    private static final Set<String> COUNTRIES_OF_LONG_CODES = Set.of("US", "CA");

    /** So many numbers of a country and type, of whatever area code. */
    public static NumberGroup of(String country, NumberType type, int count) {
        return new NumberGroup(country, type, Optional.empty(), count, false);
    }

    /** So many local numbers of an area code, and of no other. */
    public static NumberGroup ofAreaCode(String country, String areaCode, int count) {
        return new NumberGroup(country, NumberType.LOCAL, Optional.of(areaCode), count, false);
    }

    /**
     * Whether text messages from these numbers to the US need an A2P registration: those of US and Canadian numbers do.
     */
    public boolean sendsByCampaign() {
        return COUNTRIES_OF_LONG_CODES.contains(country) && type != NumberType.TOLL_FREE;
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
