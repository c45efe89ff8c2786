package dev.tenantry.twilio.simulator.inventory;

import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Params;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Turns a search's parameters into conditions. */
final class SearchParameters {
    private static final String DEFAULT_DISTANCE_MILES = "25";

    /** Parameters that ask for a property when they are true, and for its absence when they are false. */
    private static final Map<String, Predicate<InventoryNumber>> CAPABILITIES = Map.of(
            "VoiceEnabled", number -> number.capabilities().voice(),
            "SmsEnabled", number -> number.capabilities().sms(),
            "MmsEnabled", number -> number.capabilities().mms(),
            "FaxEnabled", number -> number.capabilities().fax());

    /** Parameters that leave numbers out when they are true. */
    private static final Map<String, Predicate<InventoryNumber>> KEPT = Map.of(
            "ExcludeAllAddressRequired", number -> number.addressRequirements().equals("none"),
            "ExcludeLocalAddressRequired",
                    number -> !number.addressRequirements().equals("local"),
            "ExcludeForeignAddressRequired",
                    number -> !number.addressRequirements().equals("foreign"));

    private static final Map<String, Function<InventoryNumber, String>> PLACES = Map.of(
            "InRegion", number -> number.place().region(),
            "InLocality", number -> number.place().locality(),
            "InRateCenter", number -> number.place().locality(),
            "InPostalCode", number -> number.place().postalCode());

    private SearchParameters() {}

    static List<Predicate<InventoryNumber>> read(Params query) {
        var conditions = new ArrayList<Predicate<InventoryNumber>>();
        query.get("AreaCode").map(NumberConditions::areaCode).ifPresent(conditions::add);
        query.get("Contains").map(NumberConditions::contains).ifPresent(conditions::add);
        CAPABILITIES.forEach((name, has) ->
                query.get(name).ifPresent(value -> conditions.add(Parameter.bool(name, value) ? has : has.negate())));
        KEPT.forEach((name, kept) ->
                query.get(name).filter(value -> Parameter.bool(name, value)).ifPresent(_ -> conditions.add(kept)));
        PLACES.forEach((name, place) -> query.get(name)
                .ifPresent(value -> conditions.add(number -> value.equalsIgnoreCase(place.apply(number)))));
        query.get("NearLatLong").map(point -> near(point, query)).ifPresent(conditions::add);
        return conditions;
    }

    private static Predicate<InventoryNumber> near(String point, Params query) {
        var parts = point.split(",", -1);
        if (parts.length != 2) {
            throw Parameter.invalid("NearLatLong", "is not latitude,longitude");
        }
        return NumberConditions.near(
                Parameter.number("NearLatLong", parts[0].trim()),
                Parameter.number("NearLatLong", parts[1].trim()),
                Parameter.number("Distance", query.get("Distance").orElse(DEFAULT_DISTANCE_MILES)));
    }
}
