package dev.tenantry.api.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.api.http.JsonBody;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.ValidationErrors;
import dev.tenantry.api.http.ValueReader;
import dev.tenantry.api.preflight.Finding;
import dev.tenantry.api.preflight.Preflight;
import dev.tenantry.core.plan.EmergencyAddress;
import dev.tenantry.core.plan.Messaging;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.plan.SipTrunk;
import dev.tenantry.core.plan.SpendAlarm;
import dev.tenantry.core.plan.SpendAlarm.Period;
import dev.tenantry.core.plan.Voice;
import dev.tenantry.core.problem.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Reads a plan that somebody sent. Every fault is collected, with its place; what the plan does not say gets its
 * default.
 */
public final class PlanReader {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_ADDRESS_PART = 100;
    private static final int MOST_NUMBERS = 50;
    private static final BigDecimal LARGEST_ALARM = new BigDecimal(1_000_000);
    private static final int CENTS = 2;
    /** What Twilio takes as an alphanumeric sender ("AlphaSender resource"). */
    private static final Pattern ALPHA_SENDER = Pattern.compile("(?=.*[^0-9 ])[A-Za-z0-9 +_&-]{1,11}");

    /** Where Twilio registers addresses with emergency services ("Emergency Calling for Programmable Voice"). */
    private static final Set<String> COUNTRIES_WITH_EMERGENCY_ADDRESSES = Set.of("US", "CA", "GB");
    /** Whose toll-free numbers are one range, and need verification ("Tollfree Verification resource"). */
    private static final Set<String> COUNTRIES_THAT_VERIFY_TOLL_FREE = Set.of("US", "CA");

    private final ValidationErrors errors;
    private final ValueReader values;

    private final boolean contradictionsAreFaults;

    private PlanReader(ValidationErrors errors, boolean contradictionsAreFaults) {
        this.errors = errors;
        this.contradictionsAreFaults = contradictionsAreFaults;
        this.values = new ValueReader(errors);
    }

    /**
     * The plan of a body, and the data of the business if it gives them.
     *
     * @throws ProblemException when it is not JSON, not a valid plan, or asks for more than anybody may have
     */
    public static PlanRequest read(String body) {
        return read(JsonBody.parse(body), new ValidationErrors());
    }

    /**
     * The same for a plan that is looked at before anybody wants a job of it: what contradicts itself is a finding of
     * the pre-flight then, and no fault, and a strict pre-flight refuses nothing.
     */
    public static PlanRequest readForPreflight(String body) {
        return readForPreflight(JsonBody.parse(body), new ValidationErrors());
    }

    /** The same for a body of which other faults may have been found already. */
    static PlanRequest readForPreflight(JsonNode json, ValidationErrors found) {
        return read(json, new PlanReader(found, false));
    }

    /** The plan of a body of which other faults may have been found already. */
    static PlanRequest read(JsonNode json, ValidationErrors found) {
        var sent = read(json, new PlanReader(found, true));
        if (sent.strict()) {
            var rejections = Preflight.of(sent.plan(), sent.business()).stream()
                    .filter(Finding::isRejection)
                    .toList();
            if (!rejections.isEmpty()) {
                throw new ProblemException(Problems.refusedByPreflight(rejections.stream()
                        .map(finding -> new Problem.Fault(finding.pointer(), sentence(finding)))
                        .toList()));
            }
        }
        return sent;
    }

    private static String sentence(Finding finding) {
        return finding.sentence()
                + (finding.code().isPresent() ? " [" + finding.code().getAsInt() + "]" : "");
    }

    private static PlanRequest read(JsonNode json, PlanReader reader) {
        var sent = reader.request(json);
        if (!reader.errors.all().isEmpty()) {
            throw new ProblemException(Problems.invalidPlan(reader.errors.all()));
        }
        if (sent.plan().numberCount() > MOST_NUMBERS) {
            throw new ProblemException(Problem.of(
                    422,
                    "number-cap-exceeded",
                    "The plan asks for too many numbers",
                    "The plan asks for " + sent.plan().numberCount() + " numbers; one plan may ask for " + MOST_NUMBERS
                            + ".",
                    "Ask for fewer numbers."));
        }
        return sent;
    }

    private PlanRequest request(JsonNode json) {
        if (!json.isObject()) {
            errors.add("", "The plan must be a JSON object.");
            return PlanRequest.DEFAULT;
        }
        refuseUnknownMembers(json);
        var tenant = tenant(json);
        var registrations = new RegistrationsReader(errors);
        var business =
                section(json, "business", new BusinessReader(errors)::read).orElse(BusinessReader.Given.NOTHING);
        var a2p = section(json, "a2p", registrations::a2p);
        var verification = section(json, "tollFreeVerification", registrations::tollFreeVerification);
        var plan = tenant.withRegistrations(business.id(), a2p, verification);
        refuseHalves(json, plan, business);
        return new PlanRequest(plan, business.data(), isStrict(json));
    }

    private boolean isStrict(JsonNode json) {
        var word = json.path("preflight");
        if (!word.isMissingNode() && !List.of("strict", "report").contains(word.asText())) {
            errors.add("/preflight", "This must be strict or report.");
        }
        return word.asText().equals("strict");
    }

    /** A registration needs a business and numbers to register, and a business is kept for a registration only. */
    private void refuseHalves(JsonNode json, Plan plan, BusinessReader.Given business) {
        var registers = json.hasNonNull("a2p") || json.hasNonNull("tollFreeVerification");
        if (registers && !json.hasNonNull("business")) {
            errors.add("/business", "A registration needs the business: its data, or the id of data given before.");
        } else if (!registers && !business.isNothing()) {
            errors.add("/business", "Only a registration needs the business: give a2p or tollFreeVerification too.");
        }
        if (plan.a2p().isPresent() && plan.numbers().stream().noneMatch(NumberGroup::sendsByCampaign)) {
            errors.add("/a2p", "A2P registers local numbers of the US and Canada, and the plan asks for none.");
        }
        if (errors.all().isEmpty() && contradictionsAreFaults) {
            Preflight.contradictions(plan, business.data())
                    .forEach(finding -> errors.add(finding.pointer(), finding.sentence()));
        }
        if (plan.a2p().isPresent() && business.lacksRegistration()) {
            errors.add(
                    "/business/registration",
                    "An A2P brand needs the business's registration; only toll-free verification takes a sole proprietor"
                            + " without one.");
        }
        if (plan.tollFreeVerification().isPresent() && plan.numbers().stream().noneMatch(PlanReader::isVerified)) {
            errors.add(
                    "/tollFreeVerification",
                    "Toll-free numbers of the US and Canada are verified, and the plan asks for none.");
        }
    }

    private static boolean isVerified(NumberGroup group) {
        return COUNTRIES_THAT_VERIFY_TOLL_FREE.contains(group.country()) && group.type() == NumberType.TOLL_FREE;
    }

    private void refuseUnknownMembers(JsonNode json) {
        errors.addUnknownMembers(
                json,
                "",
                Set.of(
                        "displayName",
                        "numbers",
                        "messaging",
                        "voice",
                        "verify",
                        "sipTrunk",
                        "emergencyAddress",
                        "spendAlarm",
                        "business",
                        "a2p",
                        "tollFreeVerification",
                        "preflight"));
    }

    /** What the plan wants of the tenant itself. */
    private Plan tenant(JsonNode json) {
        return new Plan(
                json.has("displayName")
                        ? Optional.of(values.text(json.get("displayName"), LONGEST_NAME, "/displayName"))
                        : Optional.empty(),
                json.has("numbers") ? new NumbersReader(errors).read(json.get("numbers")) : Plan.DEFAULT.numbers(),
                section(json, "messaging", this::messaging).orElse(Messaging.NOWHERE),
                section(json, "voice", this::voice),
                values.flag(json.get("verify"), "/verify"),
                section(json, "sipTrunk", this::sipTrunk),
                section(json, "emergencyAddress", this::emergencyAddress),
                json.has("spendAlarm") ? section(json, "spendAlarm", this::spendAlarm) : Plan.DEFAULT.spendAlarm());
    }

    /** A part of the plan that may be left out, or be null, which says the same. */
    private <T> Optional<T> section(JsonNode plan, String name, BiFunction<JsonNode, String, T> read) {
        var json = plan.get(name);
        if (json == null || json.isNull()) {
            return Optional.empty();
        }
        if (!json.isObject()) {
            errors.add("/" + name, "This must be a JSON object, or null.");
            return Optional.empty();
        }
        return Optional.of(read.apply(json, "/" + name));
    }

    private Messaging messaging(JsonNode json, String at) {
        errors.addUnknownMembers(json, at, Set.of("inboundUrl", "statusUrl", "alphaSender"));
        return new Messaging(
                values.optionalWebUrl(json.get("inboundUrl"), at + "/inboundUrl"),
                values.optionalWebUrl(json.get("statusUrl"), at + "/statusUrl"),
                alphaSender(json.path("alphaSender"), at + "/alphaSender"));
    }

    private Optional<String> alphaSender(JsonNode json, String at) {
        if (json.isMissingNode() || json.isNull()) {
            return Optional.empty();
        }
        if (!json.isTextual() || !ALPHA_SENDER.matcher(json.textValue()).matches()) {
            errors.add(
                    at,
                    "The alphanumeric sender must have 1 to 11 characters: letters without accents, digits, spaces and"
                            + " - + _ &, and not digits alone.");
        }
        return Optional.of(json.asText());
    }

    private Voice voice(JsonNode json, String at) {
        errors.addUnknownMembers(json, at, Set.of("url", "statusUrl"));
        return new Voice(
                values.webUrl(json.get("url"), at + "/url"),
                values.optionalWebUrl(json.get("statusUrl"), at + "/statusUrl"));
    }

    private SipTrunk sipTrunk(JsonNode json, String at) {
        errors.addUnknownMembers(json, at, Set.of("originationUrl"));
        return new SipTrunk(values.sipUri(json.get("originationUrl"), at + "/originationUrl"));
    }

    private EmergencyAddress emergencyAddress(JsonNode json, String at) {
        errors.addUnknownMembers(json, at, Set.of("customerName", "street", "city", "region", "postalCode", "country"));
        var country = json.has("country") ? values.country(json.get("country"), at + "/country") : "US";
        if (!COUNTRIES_WITH_EMERGENCY_ADDRESSES.contains(country)) {
            errors.add(at + "/country", "Twilio registers emergency addresses in the US, Canada and the UK only.");
        }
        return new EmergencyAddress(
                addressPart(json, "customerName", at),
                addressPart(json, "street", at),
                addressPart(json, "city", at),
                addressPart(json, "region", at),
                addressPart(json, "postalCode", at),
                country);
    }

    private String addressPart(JsonNode address, String name, String at) {
        return values.text(address.get(name), LONGEST_ADDRESS_PART, at + "/" + name);
    }

    private SpendAlarm spendAlarm(JsonNode json, String at) {
        errors.addUnknownMembers(json, at, Set.of("amount", "period"));
        return new SpendAlarm(
                json.has("amount") ? amount(json.get("amount"), at + "/amount") : SpendAlarm.DEFAULT.amount(),
                json.has("period") ? period(json.get("period"), at + "/period") : SpendAlarm.DEFAULT.period());
    }

    private BigDecimal amount(JsonNode json, String at) {
        // A number beyond the range of a double is read as infinite, and has no decimal value.
        var amount = json.isNumber() && Double.isFinite(json.doubleValue()) ? json.decimalValue() : BigDecimal.ZERO;
        if (amount.signum() <= 0
                || amount.compareTo(LARGEST_ALARM) > 0
                || amount.stripTrailingZeros().scale() > CENTS) {
            errors.add(at, "The amount must be a number above 0, at most 1000000, with at most two decimal places.");
            return SpendAlarm.DEFAULT.amount();
        }
        return amount;
    }

    private Period period(JsonNode json, String at) {
        var period = json.isTextual() ? Period.ofWord(json.textValue()) : Optional.<Period>empty();
        if (period.isEmpty()) {
            errors.add(at, "The period must be daily, monthly or yearly.");
        }
        return period.orElse(Period.MONTHLY);
    }
}
