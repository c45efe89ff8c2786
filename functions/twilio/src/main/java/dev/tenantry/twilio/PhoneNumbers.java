package dev.tenantry.twilio;

import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import dev.tenantry.twilio.failure.TryAnotherException;
import java.util.List;
import java.util.Optional;

/**
 * The phone numbers that an account owns ("IncomingPhoneNumber resource"). Every method throws a
 * {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class PhoneNumbers {

    private static final ResourceCalls.Kind<IncomingPhoneNumber> KIND =
            new ResourceCalls.Kind<>("number", IncomingPhoneNumber::getSid, IncomingPhoneNumber::getFriendlyName);

    private final TwilioCalls calls;
    private final ResourceCalls<IncomingPhoneNumber, PhoneNumber> numbers;

    PhoneNumbers(TwilioCalls calls) {
        this.calls = calls;
        this.numbers = new ResourceCalls<>(calls, KIND, PhoneNumbers::phoneNumber);
    }

    /**
     * Buys a phone number. Buying by area code is not offered: each try would buy another number.
     *
     * @param phoneNumber in E.164, from a search
     * @param friendlyName by which it can be found again, 1 to 64 characters
     * @throws TryAnotherException if it cannot be had any more
     */
    public PhoneNumber purchase(String phoneNumber, String friendlyName) {
        var creator = IncomingPhoneNumber.creator(new com.twilio.type.PhoneNumber(phoneNumber))
                .setFriendlyName(Arguments.requireFriendlyName(friendlyName));
        return calls.write("the number " + phoneNumber, "bought", client -> phoneNumber(creator.create(client)));
    }

    /**
     * The number that was bought under exactly this name, if there is one.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<PhoneNumber> find(String friendlyName) {
        return numbers.find(friendlyName, IncomingPhoneNumber.reader().setFriendlyName(friendlyName));
    }

    /** The number with exactly these digits, if the account owns it; {@code phoneNumber} is in E.164. */
    public Optional<PhoneNumber> findByPhoneNumber(String phoneNumber) {
        // Twilio takes the digits as a pattern.
        return list(
                        "the number " + phoneNumber,
                        "looked up",
                        IncomingPhoneNumber.reader().setPhoneNumber(phoneNumber))
                .stream()
                .filter(number -> number.phoneNumber().equals(phoneNumber))
                .findFirst();
    }

    /** The account's number of this SID, {@code PN…}; empty when the account does not have it any more. */
    public Optional<PhoneNumber> fetch(String sid) {
        return numbers.fetch(sid, IncomingPhoneNumber.fetcher(sid));
    }

    /** All numbers that the account owns, in Twilio's order. */
    public List<PhoneNumber> list() {
        return list("the list of the account's numbers", "read", IncomingPhoneNumber.reader());
    }

    private List<PhoneNumber> list(String subject, String done, com.twilio.base.Reader<IncomingPhoneNumber> reader) {
        return calls.read(subject, done, client -> TwilioCalls.readAll(reader, client).stream()
                .map(PhoneNumbers::phoneNumber)
                .toList());
    }

    private static PhoneNumber phoneNumber(IncomingPhoneNumber number) {
        return new PhoneNumber(number.getSid(), number.getPhoneNumber().toString(), number.getFriendlyName());
    }
}
