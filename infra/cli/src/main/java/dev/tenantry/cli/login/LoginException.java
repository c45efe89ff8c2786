package dev.tenantry.cli.login;

/** There is a login, but it cannot be used, or cannot be kept. Its message says what to do. */
public final class LoginException extends Exception {
    private static final long serialVersionUID = 1L;

    LoginException(String message, Exception cause) {
        super(message, cause);
    }

    static LoginException expired(String endpoint, String at) {
        return new LoginException(
                "The login at " + endpoint + " expired at " + at
                        + "\n  Next: get a new access token, and log in with: infra/provisioning login --endpoint "
                        + endpoint,
                null);
    }
}
