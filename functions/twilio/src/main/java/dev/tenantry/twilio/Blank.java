package dev.tenantry.twilio;

import java.net.URI;
import java.util.Optional;

/**
 * Twilio's empty values: a setting that is not made comes as null or as an empty text, and is cleared by the latter.
 */
final class Blank {

    private static final URI NONE = URI.create("");

    private Blank() {}

    /** The URL of an answer, if there is one. */
    static Optional<URI> toEmpty(URI url) {
        return Optional.ofNullable(url).filter(given -> !given.equals(NONE));
    }

    /** The text of an answer, if there is one. */
    static Optional<String> toEmpty(String text) {
        return Optional.ofNullable(text).filter(given -> !given.isEmpty());
    }

    /** What to send for this URL: without one, the value that clears the setting. */
    static URI urlOrBlank(Optional<URI> url) {
        return url.orElse(NONE);
    }
}
