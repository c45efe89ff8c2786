package dev.tenantry.twilio.numbers;

import java.util.Objects;
import java.util.Optional;

/**
 * A phone number that an account owns ("IncomingPhoneNumber resource").
 *
 * @param sid {@code PN…}
 * @param phoneNumber in E.164, {@code +14155550100}
 * @param friendlyName the name it was bought under
 * @param takesCalls whether it can make and take calls. Whether it can send text messages Twilio's library cannot tell
 *     of an owned number, which has other names for it than a search
 * @param voiceApplicationSid the TwiML application that its calls go to, {@code AP…}
 * @param trunkSid the SIP trunk that its calls go to, {@code TK…}; there is either this or a voice application
 * @param emergencyCalling what is set for calls to the emergency services
 */
public record PhoneNumber(
        String sid,
        String phoneNumber,
        String friendlyName,
        boolean takesCalls,
        Optional<String> voiceApplicationSid,
        Optional<String> trunkSid,
        EmergencyCalling emergencyCalling) {

    /** Refuses nulls. */
    public PhoneNumber {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(phoneNumber, "phoneNumber");
        Objects.requireNonNull(friendlyName, "friendlyName");
        Objects.requireNonNull(voiceApplicationSid, "voiceApplicationSid");
        Objects.requireNonNull(trunkSid, "trunkSid");
        Objects.requireNonNull(emergencyCalling, "emergencyCalling");
    }
}
