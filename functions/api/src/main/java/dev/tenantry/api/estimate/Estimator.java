package dev.tenantry.api.estimate;

import dev.tenantry.api.estimate.Estimate.Line;
import dev.tenantry.api.estimate.Estimate.Price;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.ValidationErrors;
import dev.tenantry.core.catalog.PriceLine;
import dev.tenantry.core.catalog.PriceLine.Period;
import dev.tenantry.core.catalog.PriceLine.Price.Free;
import dev.tenantry.core.catalog.PriceLine.Price.ListPrice;
import dev.tenantry.core.catalog.PriceLine.Price.OfNumber;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.twilio.numbers.PriceList;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Counts and prices what a plan would create for an organisation. Made for one plan, and used once. */
public final class Estimator {
    /** What Twilio charges in when no price that is needed says otherwise; also the currency of its list prices. */
    private static final Currency USUAL = Currency.getInstance("USD");

    private final Plan plan;
    private final ExistingResources existing;
    private final Function<String, Optional<PriceList>> pricesOf;
    private final Map<String, Optional<PriceList>> prices = new HashMap<>();
    private final ValidationErrors errors = new ValidationErrors();

    /**
     * @param existing what the organisation has, and needs not be created
     * @param pricesOf what numbers of a country cost, or empty where Twilio sells none
     */
    public Estimator(Plan plan, ExistingResources existing, Function<String, Optional<PriceList>> pricesOf) {
        this.plan = plan;
        this.existing = existing;
        this.pricesOf = pricesOf;
    }

    /**
     * Counts and prices everything that the plan asks for and the organisation does not have.
     *
     * @throws ProblemException naming each group of the plan whose numbers Twilio does not sell
     */
    public Estimate estimate() {
        var lines = Stream.of(StepName.values())
                .flatMap(step -> step.kinds().stream())
                .flatMap(this::lines)
                .toList();
        if (!errors.all().isEmpty()) {
            throw new ProblemException(Problems.invalidPlan(errors.all()));
        }
        return new Estimate(currency(), lines);
    }

    private Stream<Line> lines(ResourceKind kind) {
        return kind.priceLines(plan, existing::contain)
                .map(line -> new Line(kind.step(), line.description(), line.quantity(), price(line)));
    }

    private Optional<Price> price(PriceLine line) {
        return switch (line.price()) {
            case Free() -> Optional.empty();
            case ListPrice(var dollars, var per, var country) ->
                paysInDollars(country) ? Optional.of(new Price(dollars, per)) : Optional.empty();
            case OfNumber number -> price(number);
        };
    }

    private Optional<Price> price(OfNumber number) {
        var group = number.group();
        var monthly = prices(group.country()).flatMap(all -> all.monthly(group.type()));
        if (monthly.isEmpty()) {
            errors.add(number.pointer(), "Twilio sells no " + group.description() + ".");
        }
        return monthly.map(amount -> new Price(amount, Period.MONTH));
    }

    private boolean paysInDollars(String country) {
        return prices(country).filter(known -> known.currency().equals(USUAL)).isPresent();
    }

    private Optional<PriceList> prices(String country) {
        return prices.computeIfAbsent(country, pricesOf);
    }

    /** An account pays everything in one currency. */
    private Currency currency() {
        return prices.values().stream()
                .flatMap(Optional::stream)
                .map(PriceList::currency)
                .findFirst()
                .orElse(USUAL);
    }
}
