package dev.tenantry.twilio.simulator.http;

/**
 * Caller of a request, by its credentials.
 *
 * @param accountSid the account
 * @param byToken whether it proved itself by the account's auth token; else by an API key
 */
public record Caller(String accountSid, boolean byToken) {}
