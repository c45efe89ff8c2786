package dev.tenantry.twilio;

import java.util.Objects;
import java.util.Optional;

/**
 * A phone number that an account owns ("IncomingPhoneNumber resource").
 *
 * @param sid {@code PN…}
 * @param phoneNumber in E.164, {@code +14155550100}
 * @param friendlyName the name it was bought under
 * @param voiceApplicationSid the TwiML application that its calls go to, {@code AP…}
 * @param trunkSid the SIP trunk that its calls go to, {@code TK…}; there is either this or a voice application
 * @param emergencyCalling what is set for calls to the emergency services
 */
public record PhoneNumber(
        String sid,
        String phoneNumber,
        String friendlyName,
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
