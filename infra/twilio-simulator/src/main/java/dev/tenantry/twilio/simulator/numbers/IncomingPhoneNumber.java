package dev.tenantry.twilio.simulator.numbers;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tenantry.twilio.simulator.inventory.Capabilities;
import dev.tenantry.twilio.simulator.inventory.InventoryNumber;
import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Duration;
import java.time.Instant;

/**
 * A phone number that an account owns (Twilio docs: IncomingPhoneNumber resource, whose property names these are).
 *
 * @param sms what answers messages; its properties begin with sms
 * @param voice what answers calls; its properties begin with voice
 * @param emergencyAddressSince when the emergency address was set; Twilio does not show it
 */
public record IncomingPhoneNumber(
        String sid,
        String accountSid,
        String phoneNumber,
        String friendlyName,
        Capabilities capabilities,
        String addressRequirements,
        String type,
        String apiVersion,
        @JsonUnwrapped(prefix = "sms_") WebhookSettings sms,
        @JsonUnwrapped(prefix = "voice_") WebhookSettings voice,
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
                "2010-04-01",
                WebhookSettings.NO_SMS,
                WebhookSettings.NO_VOICE,
                false,
                "voice",
                "",
                "POST",
                null,
                null,
                null,
                null,
                number.country().equals("US") ? "Active" : "Inactive",
                null,
                null,
                now,
                now);
    }

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
}
