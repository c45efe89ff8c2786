package dev.tenantry.twilio;

import com.twilio.base.Reader;
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

    /** Clears a SID or a URL. */
    private static final String NONE = "";

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

    /**
     * Sends a number's calls to a TwiML application ({@code AP…}), or to none. Given one, the number leaves its SIP
     * trunk.
     */
    public PhoneNumber setVoiceApplication(String sid, Optional<String> applicationSid) {
        return numbers.update(
                sid, IncomingPhoneNumber.updater(sid).setVoiceApplicationSid(applicationSid.orElse(NONE)));
    }

    /**
     * Gives a number the address ({@code AD…}) that emergency services are told, or none. Its registration goes on for
     * a while after this: see {@link EmergencyCalling#addressStatus()}. An address cannot be deleted while a number has
     * it.
     */
    public PhoneNumber setEmergencyAddress(String sid, Optional<String> addressSid) {
        return numbers.update(sid, IncomingPhoneNumber.updater(sid).setEmergencyAddressSid(addressSid.orElse(NONE)));
    }

    /**
     * Takes everything off a number that calls, messages and emergency services would be led to by it, Twilio's own
     * defaults too. Does nothing when the number is gone.
     */
    public void clear(String sid) {
        var updater = IncomingPhoneNumber.updater(sid)
                .setVoiceApplicationSid(NONE)
                .setVoiceUrl(NONE)
                .setVoiceFallbackUrl(NONE)
                .setStatusCallback(NONE)
                .setSmsApplicationSid(NONE)
                .setSmsUrl(NONE)
                .setSmsFallbackUrl(NONE)
                .setEmergencyAddressSid(NONE);
        calls.setIfThere(KIND.of(sid), "cleared", updater::update);
    }

    /** Gives a number back to Twilio, for good: it can hardly be had again. Does nothing when it is gone. */
    public void release(String sid) {
        calls.delete(KIND.of(sid), "released", IncomingPhoneNumber.deleter(sid));
    }

    private List<PhoneNumber> list(String subject, String done, Reader<IncomingPhoneNumber> reader) {
        return calls.read(
                subject,
                done,
                client -> TwilioCalls.readAll(reader.pageSize(TwilioCalls.MAX_PAGE_SIZE), client).stream()
                        .map(PhoneNumbers::phoneNumber)
                        .toList());
    }

    static PhoneNumber phoneNumber(IncomingPhoneNumber number) {
        return new PhoneNumber(
                number.getSid(),
                number.getPhoneNumber().toString(),
                number.getFriendlyName(),
                Blank.toEmpty(number.getVoiceApplicationSid()),
                Blank.toEmpty(number.getTrunkSid()),
                emergencyCalling(number));
    }

    private static EmergencyCalling emergencyCalling(IncomingPhoneNumber number) {
        return new EmergencyCalling(
                Blank.toEmpty(number.getEmergencyAddressSid()),
                Optional.ofNullable(number.getEmergencyAddressStatus()).map(PhoneNumbers::addressStatus),
                number.getEmergencyStatus() == IncomingPhoneNumber.EmergencyStatus.ACTIVE);
    }

    private static EmergencyCalling.AddressStatus addressStatus(IncomingPhoneNumber.EmergencyAddressStatus status) {
        return switch (status) {
            case REGISTERED -> EmergencyCalling.AddressStatus.REGISTERED;
            case UNREGISTERED -> EmergencyCalling.AddressStatus.UNREGISTERED;
            case PENDING_REGISTRATION -> EmergencyCalling.AddressStatus.PENDING_REGISTRATION;
            case REGISTRATION_FAILURE -> EmergencyCalling.AddressStatus.REGISTRATION_FAILURE;
            case PENDING_UNREGISTRATION -> EmergencyCalling.AddressStatus.PENDING_UNREGISTRATION;
            case UNREGISTRATION_FAILURE -> EmergencyCalling.AddressStatus.UNREGISTRATION_FAILURE;
        };
    }
}
