package dev.tenantry.twilio.numbers;

import com.twilio.rest.pricing.v1.phonenumber.Country;
import com.twilio.type.PhoneNumberPrice;
import dev.tenantry.core.plan.NumberType;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Prices of one country's phone numbers for an account, with the discounts that Twilio gives it ("Phone Numbers
 * Pricing").
 *
 * @param currency what the account pays in
 * @param monthly what a number costs each month, by its type; a type that is missing is not sold
 */
public record PriceList(Currency currency, Map<NumberType, BigDecimal> monthly) {

    /** Refuses nulls, and keeps a copy of the map. */
    public PriceList {
        Objects.requireNonNull(currency, "currency");
        monthly = Map.copyOf(monthly);
    }

    /** The monthly price of a number of this type, if Twilio sells such numbers. */
    public Optional<BigDecimal> monthly(NumberType type) {
        return Optional.ofNullable(monthly.get(type));
    }

    static PriceList of(Country country) {
        var monthly = new EnumMap<NumberType, BigDecimal>(NumberType.class);
        Optional.ofNullable(country.getPhoneNumberPrices()).orElse(List.of()).forEach(price -> type(price)
                // The SDK makes a double of Twilio's text; this is the shortest text of that double.
                .ifPresent(type -> monthly.put(type, BigDecimal.valueOf(price.getCurrentPrice()))));
        return new PriceList(country.getPriceUnit(), monthly);
    }

    /** Twilio has types that no plan can ask for, and may add others, which the SDK does not know. */
    private static Optional<NumberType> type(PhoneNumberPrice price) {
        return Optional.ofNullable(price.getType()).flatMap(type -> switch (type) {
            case LOCAL -> Optional.of(NumberType.LOCAL);
            case TOLLFREE -> Optional.of(NumberType.TOLL_FREE);
            case MOBILE -> Optional.of(NumberType.MOBILE);
            case NATIONAL -> Optional.empty();
        });
    }
}
