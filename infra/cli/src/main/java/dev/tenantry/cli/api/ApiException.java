package dev.tenantry.cli.api;

/** A call that did not give what it was made for: unsigned, unanswered, or refused. */
public abstract sealed class ApiException extends Exception
        permits CredentialsException, RequestRejectedException, UnreachableException {
    private static final long serialVersionUID = 1L;

    ApiException(String message, Throwable cause) {
        super(message, cause);
    }
}
