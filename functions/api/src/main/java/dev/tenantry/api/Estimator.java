package dev.tenantry.api;

import dev.tenantry.api.Estimate.Line;
import dev.tenantry.api.Estimate.Period;
import dev.tenantry.api.Estimate.Price;
import dev.tenantry.core.job.EmergencyAddress;
import dev.tenantry.core.job.NumberGroup;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.Plan;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.twilio.Prices;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Counts and prices what a plan would create for an organisation. Made for one plan, and used once. */
final class Estimator {
    /** What Twilio charges in when no price that is needed says otherwise. */
    private static final Currency USUAL = Currency.getInstance("USD");
    /**
     * What Twilio charges each month for a number with an emergency address ("Emergency Calling for Programmable
     * Voice"), in US dollars. Its API has no price of it.
     */
    private static final BigDecimal EMERGENCY_CALLING = new BigDecimal("0.75");

    private static final Set<String> COUNTRIES_THAT_CHARGE_EMERGENCY_CALLING = Set.of("US", "CA");

    private final Plan plan;
    private final Belongings belongings;
    private final Function<String, Optional<Prices>> pricesOf;
    private final RegistrationLines registrations;
    private final Map<String, Optional<Prices>> prices = new HashMap<>();
    private final Faults faults = new Faults();

    /**
     * @param belongings what the organisation has, and needs not be created
     * @param pricesOf what numbers of a country cost, or empty where Twilio sells none
     */
    Estimator(Plan plan, Belongings belongings, Function<String, Optional<Prices>> pricesOf) {
        this.plan = plan;
        this.belongings = belongings;
        this.pricesOf = pricesOf;
        this.registrations = new RegistrationLines(plan, belongings, () -> paysInDollars("US"));
    }

    /** @throws ProblemException naming each group of the plan whose numbers Twilio does not sell */
    Estimate estimate() {
        var lines = Stream.of(StepName.values())
                .filter(step -> step.whyLeftOut(plan).isEmpty())
                .flatMap(this::lines)
                .toList();
        if (!faults.all().isEmpty()) {
            throw new ProblemException(Problem.invalidPlan(faults.all()));
        }
        return new Estimate(currency(), lines);
    }

    private Stream<Line> lines(StepName step) {
        return switch (step) {
            case CREATE_SUBACCOUNT -> free(step, "Twilio subaccount", Marker::subaccount);
            case CREATE_API_KEY -> free(step, "API key", Marker::apiKey);
            case BUY_NUMBERS -> numbers();
            case CREATE_MESSAGING_SERVICE -> free(step, "Messaging service", Marker::messagingService);
            case CREATE_TWIML_APPLICATION -> free(step, "TwiML application", Marker::twimlApplication);
            case CREATE_SIP_TRUNK ->
                Stream.concat(
                        free(step, "SIP trunk", Marker::sipTrunk),
                        free(step, "Origination URL of the SIP trunk", Marker::originationUrl));
            case SET_EMERGENCY_ADDRESS -> plan.emergencyAddress().stream().flatMap(this::emergencyAddress);
            case SET_SPEND_ALARM ->
                plan.spendAlarm().stream()
                        .flatMap(alarm -> free(step, "Spend alarm", orgId -> Marker.spendAlarm(orgId, alarm)));
            case SUBSCRIBE_TO_EVENTS ->
                Stream.concat(
                        free(step, "Event sink", Marker::eventSink),
                        free(step, "Event subscription", Marker::eventSubscription));
            case CREATE_VERIFY_SERVICE -> free(step, "Verify service", Marker::verifyService);
            case REGISTER_CUSTOMER_PROFILE -> registrations.customerProfile();
            case REGISTER_TRUST_PRODUCT -> registrations.trustProduct();
            case REGISTER_BRAND -> registrations.brand();
            case REGISTER_CAMPAIGN -> registrations.campaign();
            case VERIFY_TOLL_FREE_NUMBERS -> registrations.tollFreeVerifications();
            case ATTACH_NUMBERS, CHECK_SETUP, REGISTER_NUMBERS -> Stream.empty();
        };
    }

    private Stream<Line> free(StepName step, String description, Function<OrgId, Marker> marker) {
        return belongings.include(marker) ? Stream.empty() : Stream.of(Line.free(step, description));
    }

    private Stream<Line> numbers() {
        return IntStream.range(0, plan.numbers().size()).boxed().flatMap(this::numbers);
    }

    private Stream<Line> numbers(int index) {
        var group = plan.numbers().get(index);
        var missing = missing(group);
        if (missing == 0) {
            return Stream.empty();
        }
        var price = prices(group.country()).flatMap(all -> all.monthly(group.type()));
        if (price.isEmpty()) {
            faults.add("/numbers/" + index, "Twilio sells no " + group.description() + ".");
        }
        return Stream.of(new Line(
                StepName.BUY_NUMBERS,
                missing + " "
                        + (missing == 1 ? group.description().replace(" numbers", " number") : group.description()),
                missing,
                price.map(amount -> new Price(amount, Period.MONTH))));
    }

    /** A new address is registered for all numbers, one that is there already for the new numbers. */
    private Stream<Line> emergencyAddress(EmergencyAddress address) {
        Function<OrgId, Marker> marker = orgId -> Marker.emergencyAddress(orgId, address);
        var numbers = belongings.include(marker)
                ? plan.numbers().stream().mapToInt(this::missing).sum()
                : plan.numberCount();
        var calling = new Line(
                StepName.SET_EMERGENCY_ADDRESS, "Emergency calling", numbers, emergencyCalling(address.country()));
        return Stream.concat(
                free(StepName.SET_EMERGENCY_ADDRESS, "Emergency address", marker),
                numbers == 0 ? Stream.empty() : Stream.of(calling));
    }

    private Optional<Price> emergencyCalling(String country) {
        return COUNTRIES_THAT_CHARGE_EMERGENCY_CALLING.contains(country) && paysInDollars(country)
                ? Optional.of(new Price(EMERGENCY_CALLING, Period.MONTH))
                : Optional.empty();
    }

    private boolean paysInDollars(String country) {
        return prices(country).filter(known -> known.currency().equals(USUAL)).isPresent();
    }

    private int missing(NumberGroup group) {
        return (int) IntStream.rangeClosed(1, group.count())
                .filter(ordinal -> !belongings.include(orgId -> Marker.number(orgId, group, ordinal)))
                .count();
    }

    private Optional<Prices> prices(String country) {
        return prices.computeIfAbsent(country, pricesOf);
    }

    /** An account pays everything in one currency. */
    private Currency currency() {
        return prices.values().stream()
                .flatMap(Optional::stream)
                .map(Prices::currency)
                .findFirst()
                .orElse(USUAL);
    }
}
