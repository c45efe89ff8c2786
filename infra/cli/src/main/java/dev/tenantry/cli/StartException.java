package dev.tenantry.cli;

import java.net.BindException;
import java.util.Objects;
import java.util.stream.Stream;

/** The local system could not start. */
final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    private StartException(String message, Exception cause) {
        super(message, cause);
    }

    static StartException of(Exception cause) {
        var portTaken = Stream.iterate((Throwable) cause, Objects::nonNull, Throwable::getCause)
                .anyMatch(BindException.class::isInstance);
        var advice = portTaken
                ? "\n  Next: end what listens there, or choose other ports: --port 0 --aws-port 0 --twilio-port 0"
                : "";
        return new StartException("The local system cannot start: " + cause.getMessage() + advice, cause);
    }
}
