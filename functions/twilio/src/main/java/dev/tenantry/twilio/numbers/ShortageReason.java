package dev.tenantry.twilio.numbers;

import java.util.List;
import java.util.Set;

/**
 * Reason why a search found no number.
 *
 * @param offered whether Twilio sells numbers of this type in this country at all
 * @param addressRequirements the addresses that numbers which are for sale, and else fit, ask for; empty when there are
 *     no such numbers
 * @param regulations the names of Twilio's regulations for the country and the type, each of which asks for a
 *     regulatory bundle of documents, such as {@code United Kingdom: Mobile - Business}; empty when there are none
 */
public record ShortageReason(boolean offered, Set<AddressRequirement> addressRequirements, List<String> regulations) {

    /** Refuses nulls and copies the collections. */
    public ShortageReason {
        addressRequirements = Set.copyOf(addressRequirements);
        regulations = List.copyOf(regulations);
    }
}
