package dev.tenantry.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.json.Json;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * What a plan would create, and what Twilio would charge for it.
 *
 * @param currency what Twilio charges in
 * @param lines one for each kind of thing, in the order of the steps that create them
 */
record Estimate(Currency currency, List<Line> lines) {

    /**
     * A number of things of one kind.
     *
     * @param step which step creates them
     * @param description what they are, for people
     * @param quantity how many, at least 1
     * @param price what each of them costs, or empty for what Twilio has no price for: most things are free
     */
    record Line(StepName step, String description, int quantity, Optional<Price> price) {

        /** A thing that costs nothing by itself. */
        static Line free(StepName step, String description) {
            return new Line(step, description, 1, Optional.empty());
        }

        private BigDecimal cost(Period period) {
            return price.filter(charged -> charged.per() == period)
                    .map(this::total)
                    .orElse(BigDecimal.ZERO);
        }

        private BigDecimal total(Price each) {
            return each.amount().multiply(BigDecimal.valueOf(quantity));
        }
    }

    /**
     * The price of one thing.
     *
     * @param amount in the estimate's currency
     * @param per how often it is charged
     */
    record Price(BigDecimal amount, Period per) {}

    /** How often something is charged. */
    enum Period {
        /** When it is created, and never again. */
        ONCE("once"),
        /** Each month. */
        MONTH("month");

        private final String word;

        Period(String word) {
            this.word = word;
        }
    }

    /**
     * The estimate as JSON: money as text, so that no reader makes a binary fraction of it.
     *
     * @param simulated whether Twilio is a simulated one, which charges nothing
     */
    ObjectNode json(boolean simulated) {
        var json = Json.object()
                .put("simulated", simulated)
                .put("currency", currency.getCurrencyCode())
                .put("once", money(sum(Period.ONCE)))
                .put("monthly", money(sum(Period.MONTH)));
        var array = json.putArray("lines");
        lines.forEach(line -> array.add(json(line)));
        return json;
    }

    private BigDecimal sum(Period period) {
        return lines.stream().map(line -> line.cost(period)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static ObjectNode json(Line line) {
        var json = Json.object()
                .put("step", line.step().id())
                .put("description", line.description())
                .put("quantity", line.quantity());
        line.price().ifPresent(price -> json.put("unitPrice", money(price.amount()))
                .put("total", money(line.total(price)))
                .put("per", price.per().word));
        return json;
    }

    /** At least two places after the point, and as many more as there are. */
    private static String money(BigDecimal amount) {
        var bare = amount.stripTrailingZeros();
        return bare.setScale(Math.max(2, bare.scale())).toPlainString();
    }
}
