package dev.tenantry.twilio.simulator.pricing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Json;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.inventory.Inventory;
import dev.tenantry.twilio.simulator.inventory.NumberType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** {@code /v1/PhoneNumbers/Countries} of pricing, at list prices of 2026 (Twilio docs: Phone Numbers pricing). */
final class PhoneNumberPricesResource {
    private static final String LIST = "/v1/PhoneNumbers/Countries";
    /** US dollars a month. */
    private static final Map<NumberType, String> PRICES =
            Map.of(NumberType.LOCAL, "1.15", NumberType.MOBILE, "1.15", NumberType.TOLL_FREE, "2.15");

    private final Inventory inventory;

    PhoneNumberPricesResource(Inventory inventory) {
        this.inventory = inventory;
    }

    void addTo(Routes.Host pricing) {
        pricing.get(LIST, this::list).get(LIST + "/{IsoCountry}", this::fetch);
    }

    private Answer list(Call call) {
        var countries = List.copyOf(inventory.countries());
        return ApiStyle.V1.page(call, "countries", countries, Function.identity(), PhoneNumberPricesResource::country);
    }

    private Answer fetch(Call call) {
        var iso = call.variable("IsoCountry").toUpperCase(Locale.ROOT);
        if (!inventory.countries().contains(iso)) {
            throw call.notFound();
        }
        var node = country(iso).put("price_unit", "USD");
        var prices = node.putArray("phone_number_prices");
        inventory.types(iso).forEach(type -> prices.addObject()
                .put("number_type", type.key().replace('_', ' '))
                .put("base_price", PRICES.get(type))
                .put("current_price", PRICES.get(type)));
        return Answer.ok(node);
    }

    private static ObjectNode country(String iso) {
        return Json.V1
                .object()
                .put("country", Locale.of("", iso).getDisplayCountry(Locale.ENGLISH))
                .put("iso_country", iso)
                .put("url", "https://pricing.twilio.com" + LIST + "/" + iso);
    }
}
