package dev.tenantry.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.job.Business;
import java.net.URI;
import java.util.Optional;

/** The data of a business as JSON. They are personal: what this writes is for nothing but encryption. */
public final class BusinessJson {
    private BusinessJson() {}

    /** The data in one text. */
    public static String write(Business business) {
        var json = Json.object()
                .put("name", business.name())
                .put("type", business.type())
                .put("industry", business.industry())
                .put("regions", business.regions())
                .put("website", business.website().toString());
        json.putObject("registration")
                .put("authority", business.registration().authority())
                .put("number", business.registration().number());
        json.set("address", write(business.address()));
        json.set("representative", write(business.representative()));
        json.set("company", write(business.company()));
        return Json.write(json);
    }

    private static ObjectNode write(Business.Address address) {
        return Json.object()
                .put("street", address.street())
                .put("city", address.city())
                .put("region", address.region())
                .put("postalCode", address.postalCode())
                .put("country", address.country());
    }

    private static ObjectNode write(Business.Representative person) {
        return Json.object()
                .put("firstName", person.firstName())
                .put("lastName", person.lastName())
                .put("email", person.email())
                .put("phoneNumber", person.phoneNumber())
                .put("title", person.title())
                .put("position", person.position());
    }

    private static ObjectNode write(Business.Company company) {
        var json = Json.object().put("type", company.type());
        company.listing().ifPresent(listing -> json.putObject("listing")
                .put("exchange", listing.exchange())
                .put("ticker", listing.ticker()));
        return json;
    }

    /** Reads what {@link #write(Business)} wrote. */
    public static Business read(JsonNode json) {
        var registration = json.required("registration");
        var company = json.required("company");
        return new Business(
                text(json, "name"),
                text(json, "type"),
                text(json, "industry"),
                new Business.Registration(text(registration, "authority"), text(registration, "number")),
                text(json, "regions"),
                URI.create(text(json, "website")),
                readAddress(json.required("address")),
                readRepresentative(json.required("representative")),
                new Business.Company(
                        text(company, "type"),
                        Optional.ofNullable(company.get("listing"))
                                .map(listing ->
                                        new Business.Listing(text(listing, "exchange"), text(listing, "ticker")))));
    }

    private static Business.Address readAddress(JsonNode json) {
        return new Business.Address(
                text(json, "street"),
                text(json, "city"),
                text(json, "region"),
                text(json, "postalCode"),
                text(json, "country"));
    }

    private static Business.Representative readRepresentative(JsonNode json) {
        return new Business.Representative(
                text(json, "firstName"),
                text(json, "lastName"),
                text(json, "email"),
                text(json, "phoneNumber"),
                text(json, "title"),
                text(json, "position"));
    }

    private static String text(JsonNode json, String member) {
        return json.required(member).textValue();
    }
}
