package dev.tenantry.twilio.numbers;

import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.failure.TryAnotherException;
import dev.tenantry.twilio.internal.CrudOperations;
import dev.tenantry.twilio.internal.EmptyValues;
import dev.tenantry.twilio.internal.Preconditions;
import dev.tenantry.twilio.internal.TwilioCalls;
import java.util.List;
import java.util.Optional;

/**
 * The phone numbers that an account owns ("IncomingPhoneNumber resource"). Every method throws a
 * {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class PhoneNumbers {

    private static final CrudOperations.Kind<IncomingPhoneNumber> KIND =
            new CrudOperations.Kind<>("number", IncomingPhoneNumber::getSid, IncomingPhoneNumber::getFriendlyName);

    /** Clears a SID or a URL. */
    private static final String NONE = "";

    private final TwilioCalls calls;
    private final CrudOperations<IncomingPhoneNumber, PhoneNumber> numbers;

    public PhoneNumbers(TwilioCalls calls) {
        this.calls = calls;
        this.numbers = new CrudOperations<>(calls, KIND, PhoneNumbers::phoneNumber);
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
                .setFriendlyName(Preconditions.requireFriendlyName(friendlyName));
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

    /** The account's number of this SID, {@code PN…}; empty when the account does not have it any more. */
    public Optional<PhoneNumber> fetch(String sid) {
        return numbers.fetch(sid, IncomingPhoneNumber.fetcher(sid));
    }

    /** All numbers that the account owns, in Twilio's order. */
    public List<PhoneNumber> list() {
        return calls.read(
                "the list of the account's numbers",
                "read",
                client ->
                        TwilioCalls.readAll(IncomingPhoneNumber.reader().pageSize(TwilioCalls.MAX_PAGE_SIZE), client)
                                .stream()
                                .map(PhoneNumbers::phoneNumber)
                                .toList());
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
     * Sets the address ({@code AD…}) that is passed to emergency services, or removes it. Its registration continues
     * for a while after this call: see {@link EmergencyCalling#addressStatus()}. An address cannot be deleted while a
     * number has it.
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
        calls.idempotentWriteIfThere(KIND.of(sid), "cleared", updater::update);
    }

    /** Gives a number back to Twilio, for good: it can hardly be had again. Does nothing when it is gone. */
    public void release(String sid) {
        calls.delete(KIND.of(sid), "released", IncomingPhoneNumber.deleter(sid));
    }

    static PhoneNumber phoneNumber(IncomingPhoneNumber number) {
        return new PhoneNumber(
                number.getSid(),
                number.getPhoneNumber().toString(),
                number.getFriendlyName(),
                number.getCapabilities() == null || number.getCapabilities().getVoice(),
                EmptyValues.toOptional(number.getVoiceApplicationSid()),
                EmptyValues.toOptional(number.getTrunkSid()),
                emergencyCalling(number));
    }

    private static EmergencyCalling emergencyCalling(IncomingPhoneNumber number) {
        return new EmergencyCalling(
                EmptyValues.toOptional(number.getEmergencyAddressSid()),
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
