package dev.tenantry.core.catalog;

import dev.tenantry.core.catalog.PriceLine.Period;
import dev.tenantry.core.catalog.PriceLine.Price;
import dev.tenantry.core.plan.A2p;
import dev.tenantry.core.plan.Plan;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Prices of the resources of one kind. List prices are Twilio's of 2026 in US dollars, and their descriptions say so:
 * what an account pays may differ.
 */
@FunctionalInterface
interface Pricing {
    /** The lines of an estimate for what a plan asks of the kind. */
    Stream<PriceLine> lines(Demand demand);

    /**
     * The demand of a plan for one kind of resource.
     *
     * @param plan the plan
     * @param keys the keys of the resources that it asks for
     * @param exists whether the organisation has the resource of a key already, so that it costs nothing again
     */
    record Demand(Plan plan, List<String> keys, Predicate<String> exists) {
        /** How many of the resources are missing. */
        int missing() {
            return missing(keys);
        }

        private int missing(List<String> some) {
            return (int) some.stream().filter(exists.negate()).count();
        }
    }

    /** No line: the kind is a part of another one, and free. */
    static Pricing included() {
        return _ -> Stream.empty();
    }

    /** One line for all that is missing, without a price. */
    static Pricing free(String description) {
        return demand -> line(description, demand.missing(), new Price.Free());
    }

    /** A line for each group of numbers. */
    static Stream<PriceLine> numbers(Demand demand) {
        return IntStream.range(0, demand.plan().numbers().size()).boxed().flatMap(index -> numbers(demand, index));
    }

    private static Stream<PriceLine> numbers(Demand demand, int index) {
        var group = demand.plan().numbers().get(index);
        var missing = demand.missing(Keys.numbers(group));
        var what = missing == 1 ? group.description().replace(" numbers", " number") : group.description();
        return line(missing + " " + what, missing, new Price.OfNumber(group, "/numbers/" + index));
    }

    /** The address, and the registration of numbers: of all for a new address, else of the new numbers. */
    static Stream<PriceLine> emergencyAddress(Demand demand) {
        var plan = demand.plan();
        var numbers = demand.missing() == 0 ? demand.missing(Keys.numbers(plan)) : plan.numberCount();
        var country = plan.emergencyAddress().orElseThrow().country();
        return Stream.concat(
                line("Emergency address", demand.missing(), new Price.Free()),
                line("Emergency calling", numbers, emergencyCalling(country)));
    }

    /** The monthly charge for a number with an emergency address ("Emergency Calling for Programmable Voice"). */
    private static Price emergencyCalling(String country) {
        return Set.of("US", "CA").contains(country)
                ? new Price.ListPrice(new BigDecimal("0.75"), Period.MONTH, country)
                : new Price.Free();
    }

    /** The registration; for a standard brand also the vetting by which it gets its throughput. */
    static Stream<PriceLine> brand(Demand demand) {
        var brand = demand.plan().a2p().map(A2p::brand).orElseThrow();
        if (brand.mock()) {
            return line("Mock A2P brand", demand.missing(), new Price.Free());
        }
        return brand.lowVolume()
                ? line("A2P brand of low volume (list price)", demand.missing(), listPrice("4.50", Period.ONCE))
                : line("Standard A2P brand (list price)", demand.missing(), listPrice("46.00", Period.ONCE));
    }

    /** The vetting and the monthly charge, here of a campaign of low volume. That of a mock brand is not vetted. */
    static Stream<PriceLine> campaign(Demand demand) {
        if (demand.plan().a2p().map(A2p::brand).filter(A2p.Brand::mock).isPresent()) {
            return line("Mock A2P campaign", demand.missing(), new Price.Free());
        }
        return Stream.concat(
                line("Vetting of the A2P campaign (list price)", demand.missing(), listPrice("15.00", Period.ONCE)),
                line(
                        "A2P campaign (list price from 1.50, up to 10.00 by use case)",
                        demand.missing(),
                        listPrice("1.50", Period.MONTH)));
    }

    private static Price listPrice(String dollars, Period per) {
        return new Price.ListPrice(new BigDecimal(dollars), per, "US");
    }

    /** A line, if there is something to charge. */
    private static Stream<PriceLine> line(String description, int quantity, Price price) {
        return quantity == 0 ? Stream.empty() : Stream.of(new PriceLine(description, quantity, price));
    }
}
