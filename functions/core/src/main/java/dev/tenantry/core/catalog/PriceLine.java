package dev.tenantry.core.catalog;

import dev.tenantry.core.plan.NumberGroup;
import java.math.BigDecimal;

/**
 * A line of an estimate: a number of things of one kind that a plan would create.
 *
 * @param description what they are, for people
 * @param quantity how many, at least 1
 * @param price what each of them costs
 */
public record PriceLine(String description, int quantity, Price price) {
    /** The price of one thing. */
    public sealed interface Price {
        /** No price: Twilio charges nothing for the thing itself. */
        record Free() implements Price {}

        /**
         * Twilio's list price, for what its API has no price of. It holds for accounts that are charged in US dollars.
         *
         * @param dollars the price in US dollars
         * @param per how often it is charged
         * @param country the country whose prices tell in which currency the account is charged, ISO 3166-1 alpha-2
         */
        record ListPrice(BigDecimal dollars, Period per, String country) implements Price {}

        /**
         * The price of a phone number, by Twilio's Pricing API.
         *
         * @param group which numbers
         * @param pointer the JSON Pointer of the group in the plan, for an error that names it
         */
        record OfNumber(NumberGroup group, String pointer) implements Price {}
    }

    /** The period of a charge. */
    public enum Period {
        /** When it is created, and never again. */
        ONCE("once"),
        /** Each month. */
        MONTH("month");

        private final String word;

        Period(String word) {
            this.word = word;
        }

        /** The name in the API. */
        public String word() {
            return word;
        }
    }
}
