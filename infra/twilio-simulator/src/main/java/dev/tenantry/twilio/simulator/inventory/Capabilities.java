package dev.tenantry.twilio.simulator.inventory;

/** Capabilities of a phone number. */
public record Capabilities(boolean voice, boolean sms, boolean mms, boolean fax) {}
