package dev.tenantry.twilio.simulator.http;

import dev.tenantry.twilio.simulator.domain.Account;

/**
 * Whose credentials a request carries.
 *
 * @param account the account
 * @param byToken whether it proved itself by the account's auth token; else by an API key
 */
public record Caller(Account account, boolean byToken) {}
