package dev.tenantry.twilio.simulator.domain;

import java.time.Duration;
import java.time.Instant;

/** A phone number that an account owns (Twilio docs: IncomingPhoneNumber resource, whose property names these are). */
public record IncomingPhoneNumber(
        String sid,
        String accountSid,
        String phoneNumber,
        String friendlyName,
        Capabilities capabilities,
        String addressRequirements,
        String type,
        String status,
        String origin,
        boolean beta,
        String apiVersion,
        String smsApplicationSid,
        String smsUrl,
        String smsMethod,
        String smsFallbackUrl,
        String smsFallbackMethod,
        String voiceApplicationSid,
        String voiceUrl,
        String voiceMethod,
        String voiceFallbackUrl,
        String voiceFallbackMethod,
        boolean voiceCallerIdLookup,
        String voiceReceiveMode,
        String statusCallback,
        String statusCallbackMethod,
        String trunkSid,
        String addressSid,
        String identitySid,
        String bundleSid,
        String emergencyStatus,
        String emergencyAddressSid,
        Instant emergencyAddressSince,
        Instant dateCreated,
        Instant dateUpdated)
        implements Resource {

    /**
     * How far the registration of the emergency address is: done by the address's authority, after a while.
     *
     * @param registrationTime how long that takes
     */
    public String emergencyAddressStatus(Duration registrationTime, Instant now) {
        if (emergencyAddressSid == null || emergencyAddressSince == null) {
            return "unregistered";
        }
        return now.isBefore(emergencyAddressSince.plus(registrationTime)) ? "pending-registration" : "registered";
    }

    /** A number just bought, with nothing set up. */
    static IncomingPhoneNumber bought(String sid, String accountSid, InventoryNumber number, Instant now) {
        return new IncomingPhoneNumber(
                sid,
                accountSid,
                number.phoneNumber(),
                number.friendlyName(),
                number.capabilities(),
                number.addressRequirements(),
                number.type().key(),
                "in-use",
                "twilio",
                false,
                "2010-04-01",
                "",
                "",
                "POST",
                "",
                "POST",
                null,
                null,
                "POST",
                null,
                "POST",
                false,
                "voice",
                "",
                "POST",
                null,
                null,
                null,
                null,
                "Inactive",
                null,
                null,
                now,
                now);
    }
}
