package dev.tenantry.local.web;

import java.io.IOException;

/** Thrown when a request body is longer than the service accepts. */
public final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException(int limit) {
        super("The body is longer than " + limit + " bytes");
    }
}
