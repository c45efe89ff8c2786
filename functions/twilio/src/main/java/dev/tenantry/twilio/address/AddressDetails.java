package dev.tenantry.twilio.address;

import java.util.Objects;

/**
 * Postal address of a customer ("REST API: Addresses").
 *
 * @param customerName the person or company at the address
 * @param street with the house number
 * @param city the town
 * @param region the state, province or county; in the US and Canada its two letters
 * @param postalCode as the country writes it
 * @param isoCountry ISO 3166-1 alpha-2, upper case
 */
public record AddressDetails(
        String customerName, String street, String city, String region, String postalCode, String isoCountry) {

    /** Refuses nulls. */
    public AddressDetails {
        Objects.requireNonNull(customerName, "customerName");
        Objects.requireNonNull(street, "street");
        Objects.requireNonNull(city, "city");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(postalCode, "postalCode");
        Objects.requireNonNull(isoCountry, "isoCountry");
    }
}
