package dev.tenantry.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.plan.BusinessProfile;
import java.net.URI;
import java.util.Optional;

/** A business profile as JSON. It holds personal data, so what this writes may only be stored encrypted. */
public final class BusinessProfileJson {
    private BusinessProfileJson() {}

    /** Writes a profile as one text. */
    public static String write(BusinessProfile profile) {
        var json = Json.object()
                .put("name", profile.name())
                .put("type", profile.type())
                .put("industry", profile.industry())
                .put("regions", profile.regions())
                .put("website", profile.website().toString());
        profile.registration().ifPresent(registration -> json.putObject("registration")
                .put("authority", registration.authority())
                .put("number", registration.number()));
        json.set("address", write(profile.address()));
        json.set("representative", write(profile.representative()));
        json.set("company", write(profile.company()));
        return Json.write(json);
    }

    private static ObjectNode write(BusinessProfile.Address address) {
        return Json.object()
                .put("street", address.street())
                .put("city", address.city())
                .put("region", address.region())
                .put("postalCode", address.postalCode())
                .put("country", address.country());
    }

    private static ObjectNode write(BusinessProfile.Representative person) {
        return Json.object()
                .put("firstName", person.firstName())
                .put("lastName", person.lastName())
                .put("email", person.email())
                .put("phoneNumber", person.phoneNumber())
                .put("title", person.title())
                .put("position", person.position());
    }

    private static ObjectNode write(BusinessProfile.Company company) {
        var json = Json.object().put("type", company.type());
        company.listing().ifPresent(listing -> json.putObject("listing")
                .put("exchange", listing.exchange())
                .put("ticker", listing.ticker()));
        return json;
    }

    /** Reads what {@link #write(BusinessProfile)} wrote. */
    public static BusinessProfile read(JsonNode json) {
        var company = json.required("company");
        return new BusinessProfile(
                text(json, "name"),
                text(json, "type"),
                text(json, "industry"),
                Optional.ofNullable(json.get("registration"))
                        .map(registration -> new BusinessProfile.Registration(
                                text(registration, "authority"), text(registration, "number"))),
                text(json, "regions"),
                URI.create(text(json, "website")),
                readAddress(json.required("address")),
                readRepresentative(json.required("representative")),
                new BusinessProfile.Company(
                        text(company, "type"),
                        Optional.ofNullable(company.get("listing"))
                                .map(listing -> new BusinessProfile.Listing(
                                        text(listing, "exchange"), text(listing, "ticker")))));
    }

    private static BusinessProfile.Address readAddress(JsonNode json) {
        return new BusinessProfile.Address(
                text(json, "street"),
                text(json, "city"),
                text(json, "region"),
                text(json, "postalCode"),
                text(json, "country"));
    }

    private static BusinessProfile.Representative readRepresentative(JsonNode json) {
        return new BusinessProfile.Representative(
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
