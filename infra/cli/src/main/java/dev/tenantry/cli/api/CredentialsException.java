package dev.tenantry.cli.api;

/** There is nothing to sign a request with: no AWS credentials, or no region. */
public final class CredentialsException extends ApiException {
    private static final long serialVersionUID = 1L;

    CredentialsException(Exception cause) {
        super("Cannot sign the request: " + cause.getMessage(), cause);
    }
}
