package dev.tenantry.twilio.numbers;

import dev.tenantry.core.plan.NumberType;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Criteria of a search for phone numbers.
 *
 * @param country ISO 3166-1 alpha-2, upper case
 * @param type the kind of number
 * @param areaCode three digits; Twilio applies it in the US and Canada only
 * @param capabilities what the numbers must be able to do; empty when that does not matter
 */
public record NumberQuery(String country, NumberType type, Optional<String> areaCode, Set<Capability> capabilities) {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern AREA_CODE = Pattern.compile("[2-9][0-9]{2}");

    /** Refuses a country or an area code of another shape. */
    public NumberQuery {
        if (!COUNTRY.matcher(country).matches()) {
            throw new IllegalArgumentException("A country is two capital letters, such as US: " + country);
        }
        Objects.requireNonNull(type, "type");
        capabilities = Set.copyOf(capabilities);
        areaCode.ifPresent(code -> {
            if (!AREA_CODE.matcher(code).matches()) {
                throw new IllegalArgumentException("An area code is three digits, such as 415: " + code);
            }
        });
    }

    /** A query for numbers whatever they can do. */
    public NumberQuery(String country, NumberType type, Optional<String> areaCode) {
        this(country, type, areaCode, Set.of());
    }
}
