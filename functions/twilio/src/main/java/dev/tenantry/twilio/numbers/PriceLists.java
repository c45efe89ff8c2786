package dev.tenantry.twilio.numbers;

import com.twilio.rest.pricing.v1.phonenumber.Country;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.twilio.internal.TwilioCalls;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Price lists of phone numbers, one for each country, as they hold for an account ("Phone Numbers Pricing"). Every
 * method throws a {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class PriceLists {

    private static final int NOT_FOUND = 404;

    private final TwilioCalls calls;

    public PriceLists(TwilioCalls calls) {
        this.calls = calls;
    }

    /**
     * The prices of a country's numbers.
     *
     * @param country ISO 3166-1 alpha-2, upper case
     * @return empty if Twilio sells none there
     */
    public Optional<PriceList> find(String country) {
        try {
            return Optional.of(calls.read(
                    "the list of what phone numbers cost in " + country,
                    "read",
                    client -> PriceList.of(Country.fetcher(country).fetch(client))));
        } catch (PermanentFailureException failure) {
            if (failure.httpStatus().equals(OptionalInt.of(NOT_FOUND))) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
