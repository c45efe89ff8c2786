package dev.tenantry.twilio;

import dev.tenantry.twilio.failure.ProvisioningFailure;
import java.util.List;

/**
 * The phone numbers that are for sale to an account ("AvailablePhoneNumber resource"). Every method throws a
 * {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class AvailableNumbers {

    private final TwilioCalls calls;

    AvailableNumbers(TwilioCalls calls) {
        this.calls = calls;
    }

    /**
     * Phone numbers that are for sale and need no address of the customer. Twilio returns one page and reserves
     * nothing.
     *
     * @param limit how many at most, 1 to 1000
     * @return possibly fewer than {@code limit}, possibly none
     */
    public List<AvailableNumber> search(NumberQuery query, int limit) {
        if (limit < 1 || limit > TwilioCalls.MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("A search returns 1 to 1000 numbers, not " + limit);
        }
        var search = new NumberSearch(query, limit);
        return calls.read("the search for phone numbers", "answered", search::run);
    }
}
