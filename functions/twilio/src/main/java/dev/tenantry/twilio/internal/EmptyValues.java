package dev.tenantry.twilio.internal;

import java.net.URI;
import java.util.Optional;

/**
 * Conversion of Twilio's empty values: a setting that is not made comes as null or as an empty text, and is cleared by
 * sending the latter.
 */
public final class EmptyValues {

    private static final URI NONE = URI.create("");

    private EmptyValues() {}

    /** The URL of an answer, if there is one. */
    public static Optional<URI> toOptional(URI url) {
        return Optional.ofNullable(url).filter(given -> !given.equals(NONE));
    }

    /** The text of an answer, if there is one. */
    public static Optional<String> toOptional(String text) {
        return Optional.ofNullable(text).filter(given -> !given.isEmpty());
    }

    /** The parameter for this URL; without one, the value that clears the setting. */
    public static URI urlOrEmpty(Optional<URI> url) {
        return url.orElse(NONE);
    }
}
