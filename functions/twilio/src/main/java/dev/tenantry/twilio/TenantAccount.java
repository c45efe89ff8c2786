package dev.tenantry.twilio;

import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumberReader;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import dev.tenantry.twilio.failure.TryAnotherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One customer's subaccount, acted on with its own credentials. Every method throws a {@link ProvisioningFailure} for
 * whatever Twilio or the network does. Safe for use by several threads.
 */
public final class TenantAccount {

    /** The most that Twilio puts on one page of a list. */
    private static final int MAX_PAGE_SIZE = 1000;

    private final TwilioCalls calls;

    TenantAccount(TwilioCalls calls) {
        this.calls = calls;
    }

    /**
     * Phone numbers that are for sale and need no address of the customer. Twilio returns one page and reserves
     * nothing.
     *
     * @param limit how many at most, 1 to 1000
     * @return possibly fewer than {@code limit}, possibly none
     */
    public List<AvailableNumber> searchNumbers(NumberQuery query, int limit) {
        if (limit < 1 || limit > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("A search returns 1 to 1000 numbers, not " + limit);
        }
        var search = new NumberSearch(query, limit);
        return calls.read("the search for phone numbers", "answered", search::run);
    }

    /**
     * Buys a phone number. Buying by area code is not offered: each try would buy another number.
     *
     * @param phoneNumber in E.164, from a search
     * @param friendlyName by which it can be found again, 1 to 64 characters
     * @throws TryAnotherException if it cannot be had any more
     */
    public PhoneNumber purchaseNumber(String phoneNumber, String friendlyName) {
        Arguments.requireFriendlyName(friendlyName);
        return calls.create(
                "the number " + phoneNumber,
                "bought",
                client -> phoneNumber(IncomingPhoneNumber.creator(new com.twilio.type.PhoneNumber(phoneNumber))
                        .setFriendlyName(friendlyName)
                        .create(client)));
    }

    /**
     * The number that was bought under exactly this name, if there is one.
     *
     * @throws NeedsHumanException if there are several; the message names them
     */
    public Optional<PhoneNumber> findNumberByFriendlyName(String friendlyName) {
        var found = list(
                "the number named \"" + friendlyName + "\"",
                "looked up",
                IncomingPhoneNumber.reader().setFriendlyName(friendlyName));
        found.removeIf(number -> !number.friendlyName().equals(friendlyName));
        if (found.size() > 1) {
            throw ambiguous(friendlyName, found);
        }
        return found.stream().findFirst();
    }

    /** The number with exactly these digits, if the account owns it; {@code phoneNumber} is in E.164. */
    public Optional<PhoneNumber> findNumber(String phoneNumber) {
        var found = list(
                "the number " + phoneNumber,
                "looked up",
                IncomingPhoneNumber.reader().setPhoneNumber(phoneNumber));
        return found.stream()
                .filter(number -> number.phoneNumber().equals(phoneNumber))
                .findFirst();
    }

    /** The account's number of this SID, {@code PN…}. */
    public PhoneNumber fetchNumber(String sid) {
        return calls.read(
                "the number " + sid,
                "read",
                client -> phoneNumber(IncomingPhoneNumber.fetcher(sid).fetch(client)));
    }

    /** All numbers that the account owns, in Twilio's order. */
    public List<PhoneNumber> listNumbers() {
        return List.copyOf(list("the list of the account's numbers", "read", IncomingPhoneNumber.reader()));
    }

    private List<PhoneNumber> list(String subject, String done, IncomingPhoneNumberReader reader) {
        reader.pageSize(MAX_PAGE_SIZE);
        return calls.read(subject, done, client -> {
            var numbers = new ArrayList<PhoneNumber>();
            reader.read(client).forEach(number -> numbers.add(phoneNumber(number)));
            return numbers;
        });
    }

    private static NeedsHumanException ambiguous(String friendlyName, List<PhoneNumber> found) {
        var numbers = found.stream()
                .map(number -> number.phoneNumber() + " (" + number.sid() + ")")
                .collect(Collectors.joining(", "));
        return new NeedsHumanException(FailureDetails.of(
                "Several numbers are named \"" + friendlyName + "\": " + numbers + ".",
                "Operator: decide which one to keep, release or rename the others in the Twilio Console, then retry the"
                        + " job."));
    }

    private static PhoneNumber phoneNumber(IncomingPhoneNumber number) {
        return new PhoneNumber(number.getSid(), number.getPhoneNumber().toString(), number.getFriendlyName());
    }
}
