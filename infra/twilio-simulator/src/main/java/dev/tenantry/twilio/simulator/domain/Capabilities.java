package dev.tenantry.twilio.simulator.domain;

/** What a phone number can do. */
public record Capabilities(boolean voice, boolean sms, boolean mms, boolean fax) {}
