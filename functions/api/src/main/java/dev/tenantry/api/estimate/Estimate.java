package dev.tenantry.api.estimate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.catalog.PriceLine.Period;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.json.Json;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * An estimate: the resources that a plan would create, and what Twilio would charge for them.
 *
 * @param currency what Twilio charges in
 * @param lines one for each kind of thing, in the order of the steps that create them
 */
public record Estimate(Currency currency, List<Line> lines) {

    /**
     * A number of things of one kind.
     *
     * @param step which step creates them
     * @param description what they are, for people
     * @param quantity how many, at least 1
     * @param price what each of them costs, or empty for what Twilio has no price for: most things are free
     */
    public record Line(StepName step, String description, int quantity, Optional<Price> price) {

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
    public record Price(BigDecimal amount, Period per) {}

    /**
     * The estimate as JSON: money as text, so that no reader makes a binary fraction of it.
     *
     * @param simulated whether Twilio is a simulated one, which charges nothing
     */
    public ObjectNode json(boolean simulated) {
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
                .put("per", price.per().word()));
        return json;
    }

    /** At least two places after the point, and as many more as there are. */
    private static String money(BigDecimal amount) {
        var bare = amount.stripTrailingZeros();
        return bare.setScale(Math.max(2, bare.scale())).toPlainString();
    }
}
