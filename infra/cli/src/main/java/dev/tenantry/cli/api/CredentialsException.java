package dev.tenantry.cli.api;

/** There is nothing to sign a request with: no AWS credentials, or no region. */
public final class CredentialsException extends ApiException {
    private static final long serialVersionUID = 1L;

    private CredentialsException(String reason, Exception cause) {
        super("Cannot sign the request: " + reason + ".", cause);
    }

    /** What the SDK says itself names its classes, each with its own reason. */
    static CredentialsException noCredentials(Exception cause) {
        return new CredentialsException("no AWS credentials were found, or they have expired", cause);
    }

    static CredentialsException noRegion(Exception cause) {
        return new CredentialsException("no AWS region is set, and the address names none", cause);
    }
}
