package dev.tenantry.api.preflight;

import dev.tenantry.core.plan.BusinessProfile.Address;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where postal codes of the US and Canada are, by their first character ("Publication 65", "Addressing guidelines").
 */
final class PostalCodes {
    /** The states by first digit. */
    private static final List<Set<String>> STATES = List.of(
            Set.of("CT", "MA", "ME", "NH", "NJ", "RI", "VT", "PR", "VI", "AE"),
            Set.of("DE", "NY", "PA"),
            Set.of("DC", "MD", "NC", "SC", "VA", "WV"),
            Set.of("AL", "FL", "GA", "MS", "TN", "AA"),
            Set.of("IN", "KY", "MI", "OH"),
            Set.of("IA", "MN", "MT", "ND", "SD", "WI"),
            Set.of("IL", "KS", "MO", "NE"),
            Set.of("AR", "LA", "OK", "TX"),
            Set.of("AZ", "CO", "ID", "NM", "NV", "UT", "WY"),
            Set.of("AK", "CA", "HI", "OR", "WA", "AS", "GU", "MP", "FM", "MH", "PW", "AP"));
    /** The first three digits that are elsewhere than the rest: Holtsville, Fishers Island, El Paso. */
    private static final Map<String, String> EXCEPTIONS = Map.of("005", "NY", "063", "NY", "885", "TX");
    /** The first letters by province. */
    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("NL", "A"),
            Map.entry("NS", "B"),
            Map.entry("PE", "C"),
            Map.entry("NB", "E"),
            Map.entry("QC", "GHJK"),
            Map.entry("ON", "KLMNP"),
            Map.entry("MB", "R"),
            Map.entry("SK", "S"),
            Map.entry("AB", "T"),
            Map.entry("BC", "V"),
            Map.entry("NU", "X"),
            Map.entry("NT", "X"),
            Map.entry("YT", "Y"));

    private PostalCodes() {}

    /** Whether the postal code of an address cannot be in its region; false where that is not known. */
    static boolean isElsewhere(Address address) {
        var region = address.region().strip().toUpperCase(Locale.ROOT);
        var code = address.postalCode().strip().toUpperCase(Locale.ROOT);
        return switch (address.country()) {
            case "US" ->
                code.matches("\\d{5}.*")
                        && STATES.stream().anyMatch(states -> states.contains(region))
                        && !STATES.get(code.charAt(0) - '0').contains(region)
                        && !region.equals(EXCEPTIONS.get(code.substring(0, 3)));
            case "CA" ->
                !code.isEmpty()
                        && LETTERS.containsKey(region)
                        && LETTERS.get(region).indexOf(code.charAt(0)) < 0;
            default -> false;
        };
    }
}
