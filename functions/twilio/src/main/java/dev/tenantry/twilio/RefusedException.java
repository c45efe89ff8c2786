package dev.tenantry.twilio;

import java.net.http.HttpHeaders;

/**
 * An answer of Twilio that is not a success, thrown through the library to {@link TwilioCalls}. It exists because the
 * library's own exception keeps neither the headers nor, when the body is no JSON, the status.
 */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient HttpHeaders headers;
    private final transient byte[] body;

    RefusedException(int status, HttpHeaders headers, byte[] body) {
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
