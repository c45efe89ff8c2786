package dev.tenantry.api.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.api.http.ValidationErrors;
import dev.tenantry.api.http.ValueReader;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the groups of numbers of a plan. */
public final class NumbersReader {
    /** The countries of the North American Numbering Plan whose area codes Twilio can search by. */
    private static final Set<String> COUNTRIES_WITH_AREA_CODES = Set.of("US", "CA");
    /** In these countries mobile phones have local numbers; Twilio sells no mobile ones. */
    private static final Set<String> COUNTRIES_WITHOUT_MOBILE = Set.of("US", "CA");

    private static final Pattern AREA_CODE = Pattern.compile("[2-9][0-9]{2}");

    private final ValidationErrors errors;
    private final ValueReader values;

    public NumbersReader(ValidationErrors errors) {
        this.errors = errors;
        this.values = new ValueReader(errors);
    }

    public List<NumberGroup> read(JsonNode json) {
        if (!json.isArray()) {
            errors.add("/numbers", "The numbers must be an array of groups.");
            return List.of();
        }
        var groups = new ArrayList<NumberGroup>();
        for (var i = 0; i < json.size(); i++) {
            groups.add(group(json.get(i), "/numbers/" + i));
        }
        refuseTwins(groups);
        return groups;
    }

    private NumberGroup group(JsonNode json, String at) {
        if (!json.isObject()) {
            errors.add(at, "A group of numbers must be a JSON object.");
            return NumberGroup.of("US", NumberType.LOCAL, 1);
        }
        errors.addUnknownMembers(json, at, Set.of("country", "type", "areaCode", "count", "widen"));
        var country = json.has("country") ? values.country(json.get("country"), at + "/country") : "US";
        var type = type(json.get("type"), country, at + "/type");
        var areaCode = areaCode(json.get("areaCode"), country, type, at + "/areaCode");
        var widen = widen(json.get("widen"), areaCode.isPresent(), at + "/widen");
        return new NumberGroup(country, type, areaCode, count(json.get("count"), at + "/count"), widen);
    }

    private NumberType type(JsonNode json, String country, String at) {
        if (json == null) {
            return NumberType.LOCAL;
        }
        var type = json.isTextual() ? NumberType.ofWord(json.textValue()) : Optional.<NumberType>empty();
        if (type.isEmpty()) {
            errors.add(at, "The type must be local, toll-free or mobile.");
        }
        if (type.filter(NumberType.MOBILE::equals).isPresent() && COUNTRIES_WITHOUT_MOBILE.contains(country)) {
            errors.add(at, "Twilio sells no mobile numbers in " + country + "; ask for local ones.");
        }
        return type.orElse(NumberType.LOCAL);
    }

    private Optional<String> areaCode(JsonNode json, String country, NumberType type, String at) {
        if (json == null || json.isNull()) {
            return Optional.empty();
        }
        if (!json.isTextual() || !AREA_CODE.matcher(json.textValue()).matches()) {
            errors.add(
                    at, "The area code must be a text of three digits of which the first is 2 to 9, such as \"415\".");
        } else if (type != NumberType.LOCAL || !COUNTRIES_WITH_AREA_CODES.contains(country)) {
            errors.add(at, "An area code can be asked for with local numbers of the US and Canada only.");
        }
        return Optional.of(json.asText());
    }

    private boolean widen(JsonNode json, boolean hasAreaCode, String at) {
        var widen = values.flag(json, at);
        if (widen && !hasAreaCode) {
            errors.add(at, "Only a group with an area code can be widened to others.");
        }
        return widen;
    }

    private int count(JsonNode json, String at) {
        if (json == null) {
            return 1;
        }
        if (!json.isIntegralNumber() || !json.canConvertToInt() || json.intValue() < 1) {
            errors.add(at, "The count must be a whole number of at least 1.");
            return 1;
        }
        // The check against the cap reports a count that is too high; here it only must not overflow a sum.
        return Math.min(json.intValue(), 1_000_000);
    }

    /** Two groups of the same kind would share their numbers' keys, so the second would find the first's numbers. */
    private void refuseTwins(List<NumberGroup> groups) {
        var seen = new HashSet<String>();
        for (var i = 0; i < groups.size(); i++) {
            if (!seen.add(groups.get(i).key())) {
                errors.add(
                        "/numbers/" + i,
                        "An earlier group asks for the same kind of numbers; add their counts up in one.");
            }
        }
    }
}
