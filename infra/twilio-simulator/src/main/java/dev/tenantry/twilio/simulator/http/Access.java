package dev.tenantry.twilio.simulator.http;

/** Access rule of a route: what it requires of the credentials, beyond belonging to the account. */
public enum Access {
    /** An auth token or an API key, and an account that is active when something is to be made or changed. */
    ANY,
    /** The auth token: standard API keys are refused (Twilio docs: API keys). */
    AUTH_TOKEN,
    /** The auth token, also for an account that is suspended or closed. */
    AUTH_TOKEN_EVEN_INACTIVE
}
