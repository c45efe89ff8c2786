package dev.tenantry.twilio.simulator.state;

import java.time.Duration;

/**
 * Settings with which a simulated Twilio starts.
 *
 * @param accountSid the parent account
 * @param authToken its token
 * @param seed decides every SID, the inventory and its order
 * @param maxSubaccounts how many subaccounts may be open at once; Twilio's default is 1,000
 * @param maxSenders how many numbers a messaging service may have; Twilio's default is 400
 * @param emergencyRegistrationTime how long an emergency address is pending
 * @param deliveryTime how long the carriers take to answer for a message
 * @param reviewsByRequirements whether campaigns that do not meet the published requirements are rejected
 */
public record SimulatorSettings(
        String accountSid,
        String authToken,
        long seed,
        int maxSubaccounts,
        int maxSenders,
        Duration emergencyRegistrationTime,
        Duration deliveryTime,
        boolean reviewsByRequirements) {
    /** Without the token. */
    @Override
    public String toString() {
        return "SimulatorSettings[" + accountSid + ", seed " + seed + "]";
    }
}
