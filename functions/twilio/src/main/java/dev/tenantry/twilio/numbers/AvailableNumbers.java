package dev.tenantry.twilio.numbers;

import com.twilio.rest.numbers.v2.regulatorycompliance.Regulation;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.twilio.internal.TwilioCalls;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The phone numbers that are for sale to an account ("AvailablePhoneNumber resource"). Every method throws a
 * {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class AvailableNumbers {

    /** How many numbers are looked at for what they require. */
    private static final int SAMPLE = 20;

    private final TwilioCalls calls;

    public AvailableNumbers(TwilioCalls calls) {
        this.calls = calls;
    }

    /**
     * Phone numbers that are for sale and need no address of the customer. Twilio returns one page and reserves
     * nothing.
     *
     * @param limit how many at most, 1 to 1000
     * @return possibly fewer than {@code limit}, possibly none: see {@link #shortage}
     */
    public List<AvailableNumber> search(NumberQuery query, int limit) {
        if (limit < 1 || limit > TwilioCalls.MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("A search returns 1 to 1000 numbers, not " + limit);
        }
        return run(new NumberSearch(query, false, limit)).orElse(List.of());
    }

    /** Why {@link #search} finds no number, as far as Twilio tells. */
    public ShortageReason shortage(NumberQuery query) {
        var found = run(new NumberSearch(query, true, SAMPLE));
        var requirements = found.orElse(List.of()).stream()
                .flatMap(number -> number.addressRequirement().stream())
                .collect(Collectors.toSet());
        return new ShortageReason(found.isPresent(), requirements, found.isPresent() ? regulations(query) : List.of());
    }

    /** Empty when Twilio has no such numbers to search for, as it says by 404. */
    private Optional<List<AvailableNumber>> run(NumberSearch search) {
        return calls.readIfThere("the search for phone numbers", "answered", search::run);
    }

    private List<String> regulations(NumberQuery query) {
        var reader = Regulation.reader()
                .setIsoCountry(query.country())
                .setNumberType(query.type().word());
        return calls.read(
                "the list of the regulations for numbers",
                "read",
                client -> TwilioCalls.readAll(reader, client).stream()
                        .map(Regulation::getFriendlyName)
                        .toList());
    }
}
