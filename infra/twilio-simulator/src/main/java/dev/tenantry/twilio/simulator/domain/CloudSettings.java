package dev.tenantry.twilio.simulator.domain;

import java.time.Duration;

/**
 * How a Twilio starts.
 *
 * @param accountSid the parent account
 * @param authToken its token
 * @param seed decides every SID, the inventory and its order
 * @param maxSubaccounts how many subaccounts may be open at once; Twilio's default is 1,000
 * @param maxSenders how many numbers a messaging service may have; Twilio's default is 400
 * @param emergencyRegistrationTime how long an emergency address is pending
 */
public record CloudSettings(
        String accountSid,
        String authToken,
        long seed,
        int maxSubaccounts,
        int maxSenders,
        Duration emergencyRegistrationTime) {
    /** Without the token. */
    @Override
    public String toString() {
        return "CloudSettings[" + accountSid + ", seed " + seed + "]";
    }
}
