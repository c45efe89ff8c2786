package dev.tenantry.api.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.api.http.ValidationErrors;
import dev.tenantry.api.http.ValueReader;
import dev.tenantry.core.json.BusinessProfileJson;
import dev.tenantry.core.plan.BusinessId;
import dev.tenantry.core.plan.BusinessProfile;
import dev.tenantry.core.secret.TenantCipher;
import dev.tenantry.twilio.trusthub.EndUserDetails;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads who the business of a plan is: its data, or the id of data that were given before. No fault quotes them, since
 * they are personal.
 */
public final class BusinessReader {
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PART = 100;
    /** Where Twilio wants a region's two letters ("REST API: Addresses"). */
    private static final Set<String> COUNTRIES_WITH_REGION_CODES = Set.of("US", "CA");

    private static final Pattern REGION_CODE = Pattern.compile("[A-Z]{2}");
    private static final String EIN = "EIN";
    private static final Pattern EIN_NUMBER = Pattern.compile("[0-9]{2}-?[0-9]{7}");

    private final ValidationErrors errors;
    private final ValueReader values;

    public BusinessReader(ValidationErrors errors) {
        this.errors = errors;
        this.values = new ValueReader(errors);
    }

    /**
     * The business part of a plan.
     *
     * @param id the id of data that were given before, if it names one
     * @param data the data, if it gives them; when there was a fault, something harmless
     */
    public record Given(Optional<BusinessId> id, Optional<BusinessProfile> data) {
        /** A plan that says nothing of it. */
        static final Given NOTHING = new Given(Optional.empty(), Optional.empty());

        /** Whether it says nothing of it. */
        boolean isNothing() {
            return id.isEmpty() && data.isEmpty();
        }

        /** Whether it gives a sole proprietor's data, without a registration. */
        boolean lacksRegistration() {
            return data.filter(business -> business.isSoleProprietor()
                            && business.registration().isEmpty())
                    .isPresent();
        }
    }

    public Given read(JsonNode json, String at) {
        return json.has("id")
                ? new Given(Optional.of(id(json, at)), Optional.empty())
                : new Given(Optional.empty(), Optional.of(data(json, at)));
    }

    private BusinessId id(JsonNode json, String at) {
        errors.addUnknownMembers(json, at, Set.of("id"));
        var id = json.get("id");
        if (id.isTextual() && BusinessId.isValid(id.textValue())) {
            return new BusinessId(id.textValue());
        }
        errors.add(at + "/id", "This must be the id of data that were given before, biz_ and 32 hexadecimal digits.");
        return BusinessId.next();
    }

    private BusinessProfile data(JsonNode json, String at) {
        errors.addUnknownMembers(
                json,
                at,
                Set.of(
                        "name",
                        "type",
                        "industry",
                        "registration",
                        "regions",
                        "website",
                        "address",
                        "representative",
                        "company"));
        var found = errors.all().size();
        var type = values.word(json.get("type"), EndUserDetails.Business.TYPES, at + "/type");
        var business = new BusinessProfile(
                values.text(json.get("name"), LONGEST_NAME, at + "/name"),
                type,
                values.word(json.get("industry"), EndUserDetails.Business.INDUSTRIES, at + "/industry"),
                type.equals(BusinessProfile.SOLE_PROPRIETORSHIP) && !json.hasNonNull("registration")
                        ? Optional.empty()
                        : Optional.of(registration(
                                values.object(json.get("registration"), at + "/registration"), at + "/registration")),
                values.word(json.get("regions"), EndUserDetails.Business.REGIONS, at + "/regions"),
                values.webUrl(json.get("website"), at + "/website"),
                address(values.object(json.get("address"), at + "/address"), at + "/address"),
                representative(
                        values.object(json.get("representative"), at + "/representative"), at + "/representative"),
                company(values.object(json.get("company"), at + "/company"), at + "/company"));
        if (errors.all().size() == found) {
            refuseTooMuch(business, at);
        }
        return business;
    }

    private BusinessProfile.Registration registration(JsonNode json, String at) {
        errors.addUnknownMembers(json, at, Set.of("authority", "number"));
        var authority =
                values.word(json.get("authority"), EndUserDetails.Business.REGISTRATION_IDENTIFIERS, at + "/authority");
        var number = values.text(json.get("number"), LONGEST_PART, at + "/number");
        if (authority.equals(EIN)
                && !number.isEmpty()
                && !EIN_NUMBER.matcher(number).matches()) {
            errors.add(at + "/number", "An EIN has nine digits, with or without a hyphen after the second.");
        }
        return new BusinessProfile.Registration(authority, number);
    }

    private BusinessProfile.Address address(JsonNode json, String at) {
        errors.addUnknownMembers(json, at, Set.of("street", "city", "region", "postalCode", "country"));
        var country = values.country(json.get("country"), at + "/country");
        var region = part(json, "region", at);
        if (COUNTRIES_WITH_REGION_CODES.contains(country)
                && !region.isEmpty()
                && !REGION_CODE.matcher(region).matches()) {
            errors.add(at + "/region", "In the US and Canada this must be the two letters of a state, such as CA.");
        }
        return new BusinessProfile.Address(
                part(json, "street", at), part(json, "city", at), region, part(json, "postalCode", at), country);
    }

    private BusinessProfile.Representative representative(JsonNode json, String at) {
        errors.addUnknownMembers(
                json, at, Set.of("firstName", "lastName", "email", "phoneNumber", "title", "position"));
        return new BusinessProfile.Representative(
                part(json, "firstName", at),
                part(json, "lastName", at),
                values.email(json.get("email"), at + "/email"),
                values.phoneNumber(json.get("phoneNumber"), at + "/phoneNumber"),
                part(json, "title", at),
                values.word(json.get("position"), EndUserDetails.Representative.POSITIONS, at + "/position"));
    }

    private BusinessProfile.Company company(JsonNode json, String at) {
        errors.addUnknownMembers(json, at, Set.of("type", "listing"));
        var type = values.word(json.get("type"), EndUserDetails.MessagingProfile.COMPANY_TYPES, at + "/type");
        var listing = json.hasNonNull("listing")
                ? Optional.of(listing(values.object(json.get("listing"), at + "/listing"), at + "/listing"))
                : Optional.<BusinessProfile.Listing>empty();
        var isPublic = type.equals(EndUserDetails.MessagingProfile.PUBLIC_COMPANY);
        if (isPublic && listing.isEmpty()) {
            errors.add(at + "/listing", "A public company must say where its shares are traded.");
        } else if (!isPublic && listing.isPresent()) {
            errors.add(at + "/listing", "Only the shares of a public company are traded.");
        }
        return new BusinessProfile.Company(type, listing);
    }

    private BusinessProfile.Listing listing(JsonNode json, String at) {
        errors.addUnknownMembers(json, at, Set.of("exchange", "ticker"));
        return new BusinessProfile.Listing(part(json, "exchange", at), part(json, "ticker", at));
    }

    private String part(JsonNode json, String name, String at) {
        return values.text(json.get(name), LONGEST_PART, at + "/" + name);
    }

    private void refuseTooMuch(BusinessProfile business, String at) {
        var size = BusinessProfileJson.write(business).getBytes(StandardCharsets.UTF_8).length;
        if (size > TenantCipher.MAX_BYTES) {
            errors.add(
                    at,
                    "The business has " + size + " bytes as it is kept; at most " + TenantCipher.MAX_BYTES
                            + " can be encrypted. Shorten the website or the texts.");
        }
    }
}
