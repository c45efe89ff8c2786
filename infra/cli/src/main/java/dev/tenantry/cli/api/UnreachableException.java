package dev.tenantry.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;
import java.util.stream.Stream;

/** No server answered, or what answered does not speak this API. */
public final class UnreachableException extends ApiException {
    private static final long serialVersionUID = 1L;

    private final boolean sent;

    private UnreachableException(String message, Throwable cause, boolean sent) {
        super(message, cause);
        this.sent = sent;
    }

    static UnreachableException of(URI uri, IOException cause) {
        var sent = !(cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException);
        return new UnreachableException("Cannot reach " + origin(uri) + ": " + reason(cause), cause, sent);
    }

    static UnreachableException notThisApi(URI uri, IOException cause) {
        return new UnreachableException(
                origin(uri) + " answers, but not as this API does: " + reason(cause), cause, true);
    }

    /** Whether the request may have reached the server all the same. */
    boolean mayHaveArrived() {
        return sent;
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case HttpConnectTimeoutException _ -> "no connection in time";
            case HttpTimeoutException _ -> "no answer in time";
            case UnknownHostException _ -> "no such host";
            case ConnectException e when isUnresolved(e) -> "no such host";
            case ConnectException _ -> "connection refused";
            // Its message is for programmers: where in the text what was expected.
            case JsonProcessingException _ -> "its answer is not the JSON that was asked for";
            default -> Objects.requireNonNullElse(cause.getMessage(), "the connection was lost");
        };
    }

    private static boolean isUnresolved(ConnectException e) {
        // The JDK's client wraps it in a second ConnectException.
        return Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                .anyMatch(UnresolvedAddressException.class::isInstance);
    }
}
