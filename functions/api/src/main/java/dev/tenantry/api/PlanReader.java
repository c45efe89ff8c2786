package dev.tenantry.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.api.Problem.Fault;
import dev.tenantry.core.job.NumberGroup;
import dev.tenantry.core.job.NumberType;
import dev.tenantry.core.job.Plan;
import dev.tenantry.core.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a plan that somebody sent. Every fault is collected, with its place; what the plan does not say gets its
 * default.
 */
final class PlanReader {
    private static final int LONGEST_NAME = 64;
    private static final int MOST_NUMBERS = 50;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    /** The countries of the North American Numbering Plan whose area codes Twilio can search by. */
    private static final Set<String> COUNTRIES_WITH_AREA_CODES = Set.of("US", "CA");
    /** In these countries mobile phones have local numbers; Twilio sells no mobile ones. */
    private static final Set<String> COUNTRIES_WITHOUT_MOBILE = Set.of("US", "CA");

    private static final Pattern AREA_CODE = Pattern.compile("[2-9][0-9]{2}");
    private static final Pattern CONTROL = Pattern.compile("\\p{C}");

    private final List<Fault> faults = new ArrayList<>();

    private PlanReader() {}

    /**
     * The plan of a body.
     *
     * @throws ProblemException when it is not JSON, not a valid plan, or asks for more than anybody may have
     */
    static Plan read(String body) {
        var json = parse(body);
        var reader = new PlanReader();
        var plan = reader.plan(json);
        if (!reader.faults.isEmpty()) {
            throw new ProblemException(Problem.invalidPlan(List.copyOf(reader.faults)));
        }
        if (plan.numberCount() > MOST_NUMBERS) {
            throw new ProblemException(Problem.of(
                    422,
                    "number-cap-exceeded",
                    "The plan asks for too many numbers",
                    "The plan asks for " + plan.numberCount() + " numbers; one plan may ask for " + MOST_NUMBERS + ".",
                    "Ask for fewer numbers."));
        }
        return plan;
    }

    private static JsonNode parse(String body) {
        try {
            return Json.parse(body);
        } catch (JsonProcessingException malformed) {
            throw new ProblemException(Problem.malformedBody(Optional.ofNullable(malformed.getLocation())
                    .map(at -> "The body stops being JSON at line %d, column %d."
                            .formatted(at.getLineNr(), at.getColumnNr()))
                    .orElse("The body is nested too deeply, or holds too long a number or name.")));
        }
    }

    private Plan plan(JsonNode json) {
        if (!json.isObject()) {
            fault("", "The plan must be a JSON object.");
            return Plan.DEFAULT;
        }
        refuseOthers(json, "", Set.of("displayName", "numbers"));
        return new Plan(
                displayName(json.get("displayName")),
                json.has("numbers") ? groups(json.get("numbers")) : Plan.DEFAULT.numbers());
    }

    private Optional<String> displayName(JsonNode json) {
        if (json == null) {
            return Optional.empty();
        }
        var name = json.isTextual() ? json.textValue().strip() : "";
        if (name.isEmpty()
                || name.length() > LONGEST_NAME
                || CONTROL.matcher(name).find()) {
            fault("/displayName", "The name must be a text of 1 to " + LONGEST_NAME + " visible characters.");
        }
        return Optional.of(name);
    }

    private List<NumberGroup> groups(JsonNode json) {
        if (!json.isArray()) {
            fault("/numbers", "The numbers must be an array of groups.");
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
            fault(at, "A group of numbers must be a JSON object.");
            return Plan.DEFAULT.numbers().getFirst();
        }
        refuseOthers(json, at, Set.of("country", "type", "areaCode", "count"));
        var country = country(json.get("country"), at + "/country");
        var type = type(json.get("type"), at + "/type");
        if (type == NumberType.MOBILE && COUNTRIES_WITHOUT_MOBILE.contains(country)) {
            fault(at + "/type", "Twilio sells no mobile numbers in " + country + "; ask for local ones.");
        }
        var areaCode = areaCode(json.get("areaCode"), country, type, at + "/areaCode");
        return new NumberGroup(country, type, areaCode, count(json.get("count"), at + "/count"));
    }

    private String country(JsonNode json, String at) {
        if (json == null) {
            return "US";
        }
        if (!json.isTextual() || !COUNTRIES.contains(json.textValue())) {
            fault(at, "The country must be a code of ISO 3166-1 alpha-2 in upper case, such as US.");
        }
        return json.asText();
    }

    private NumberType type(JsonNode json, String at) {
        if (json == null) {
            return NumberType.LOCAL;
        }
        var type = json.isTextual() ? NumberType.ofWord(json.textValue()) : Optional.<NumberType>empty();
        if (type.isEmpty()) {
            fault(at, "The type must be local, toll-free or mobile.");
        }
        return type.orElse(NumberType.LOCAL);
    }

    private Optional<String> areaCode(JsonNode json, String country, NumberType type, String at) {
        if (json == null || json.isNull()) {
            return Optional.empty();
        }
        if (!json.isTextual() || !AREA_CODE.matcher(json.textValue()).matches()) {
            fault(at, "The area code must be a text of three digits of which the first is 2 to 9, such as \"415\".");
        } else if (type != NumberType.LOCAL || !COUNTRIES_WITH_AREA_CODES.contains(country)) {
            fault(at, "An area code can be asked for with local numbers of the US and Canada only.");
        }
        return Optional.of(json.asText());
    }

    private int count(JsonNode json, String at) {
        if (json == null) {
            return 1;
        }
        if (!json.isIntegralNumber() || !json.canConvertToInt() || json.intValue() < 1) {
            fault(at, "The count must be a whole number of at least 1.");
            return 1;
        }
        // More than anybody may have is told by the cap, not here; it only must not overflow a sum.
        return Math.min(json.intValue(), 1_000_000);
    }

    /** Two groups of the same kind would share their numbers' markers, so the second would find the first's numbers. */
    private void refuseTwins(List<NumberGroup> groups) {
        var seen = new HashSet<String>();
        for (var i = 0; i < groups.size(); i++) {
            if (!seen.add(groups.get(i).key())) {
                fault(
                        "/numbers/" + i,
                        "An earlier group asks for the same kind of numbers; add their counts up in one.");
            }
        }
    }

    private void refuseOthers(JsonNode json, String at, Set<String> known) {
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                fault(at + "/" + name.replace("~", "~0").replace("/", "~1"), "There is no such field.");
            }
        });
    }

    private void fault(String pointer, String detail) {
        faults.add(new Fault(pointer, detail));
    }
}
