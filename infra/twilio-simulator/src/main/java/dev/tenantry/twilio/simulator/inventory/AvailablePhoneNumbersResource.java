package dev.tenantry.twilio.simulator.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Json;
import dev.tenantry.twilio.simulator.http.Paging;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.timing.Operation;
import java.util.List;
import java.util.Locale;

/** {@code AvailablePhoneNumbers} (Twilio docs: AvailablePhoneNumber resource). */
final class AvailablePhoneNumbersResource {
    private static final String COUNTRIES = "/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers.json";
    private static final String COUNTRY = "/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}.json";
    private static final int DEFAULT_SIZE = 30;

    private final Inventory inventory;

    AvailablePhoneNumbersResource(Inventory inventory) {
        this.inventory = inventory;
    }

    void addTo(Routes.Host api) {
        api.get(COUNTRIES, this::countries).get(COUNTRY, this::country);
        for (var type : NumberType.values()) {
            var path = COUNTRY.replace(".json", "/" + type.path() + ".json");
            api.get(path, Operation.SEARCH, call -> search(call, type));
        }
    }

    private Answer countries(Call call) {
        var body = Json.V2010.object();
        var list = body.putArray("countries");
        inventory.countries().forEach(country -> list.add(country(call, country)));
        body.put("uri", call.request().path());
        return Answer.ok(body);
    }

    private Answer country(Call call) {
        var country = call.variable("CountryCode");
        if (!inventory.countries().contains(country)) {
            throw call.notFound();
        }
        return Answer.ok(country(call, country));
    }

    private ObjectNode country(Call call, String country) {
        var base = "/2010-04-01/Accounts/" + call.accountSid() + "/AvailablePhoneNumbers/" + country;
        var body = Json.V2010
                .object()
                .put("country_code", country)
                .put("country", Locale.of("", country).getDisplayCountry(Locale.ENGLISH))
                .put("uri", base + ".json")
                .put("beta", false);
        var links = body.putObject("subresource_uris");
        inventory.types(country).forEach(type -> links.put(type.key(), base + "/" + type.path() + ".json"));
        return body;
    }

    private Answer search(Call call, NumberType type) {
        var country = call.variable("CountryCode");
        if (!inventory.has(country, type)) {
            throw call.notFound();
        }
        var criteria = new SearchCriteria(SearchParameters.read(call.query()));
        int size = Paging.size(call.query(), DEFAULT_SIZE);
        int page = Parameter.integer("Page", call.query().get("Page").orElse("0"));
        List<InventoryNumber> found =
                call.findsInventoryEmpty() ? List.of() : inventory.search(country, type, criteria);
        var body = Json.V2010.object();
        var list = body.putArray("available_phone_numbers");
        found.stream().skip((long) Math.max(0, page) * size).limit(size).forEach(number -> list.add(represent(number)));
        body.put("uri", call.request().path());
        return Answer.ok(body);
    }

    private static ObjectNode represent(InventoryNumber number) {
        var place = number.place();
        var node = Json.V2010
                .object()
                .put("friendly_name", number.friendlyName())
                .put("phone_number", number.phoneNumber())
                .putNull("lata")
                .put("locality", place.locality())
                .put(
                        "rate_center",
                        place.locality() == null ? null : place.locality().toUpperCase(Locale.ROOT))
                .put("latitude", degrees(place.latitude()))
                .put("longitude", degrees(place.longitude()))
                .put("region", place.region())
                .put("postal_code", place.postalCode())
                .put("iso_country", number.country())
                .put("address_requirements", number.addressRequirements())
                .put("beta", false);
        // Upper case here, lower case on numbers that are owned: so does Twilio, and its libraries know it.
        node.putObject("capabilities")
                .put("voice", number.capabilities().voice())
                .put("SMS", number.capabilities().sms())
                .put("MMS", number.capabilities().mms());
        return node;
    }

    /** A text, and not a number; zero where no place is known. */
    private static String degrees(Double degrees) {
        return String.format(Locale.ROOT, "%.6f", degrees == null ? 0.0 : degrees);
    }
}
