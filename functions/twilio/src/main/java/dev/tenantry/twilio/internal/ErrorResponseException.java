package dev.tenantry.twilio.internal;

import java.net.http.HttpHeaders;

/**
 * Error response of Twilio, of whichever status that is no success, thrown through the SDK to {@link TwilioCalls}. It
 * exists because the SDK's own exception keeps neither the headers nor, when the body is no JSON, the status.
 */
final class ErrorResponseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient HttpHeaders headers;
    private final transient byte[] body;

    ErrorResponseException(int status, HttpHeaders headers, byte[] body) {
        super("HTTP " + status);
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    int status() {
        return status;
    }

    HttpHeaders headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }
}
