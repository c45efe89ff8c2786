package dev.tenantry.twilio.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The body of an error answer, as far as it can be used: {@code {"code", "message", "more_info", "status"}} ("Twilio's
 * response: Exceptions"). A body that is empty, HTML or of another shape has none of the three.
 *
 * @param code Twilio's error code
 * @param message Twilio's own words, on one line and without anything that looks like a secret
 * @param moreInfo Twilio's page about the error; made from the code when the body names none
 */
record ErrorBody(OptionalInt code, Optional<String> message, Optional<URI> moreInfo) {

    private static final int MAX_MESSAGE_CHARS = 200;
    private static final Pattern NOT_PLAIN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\s]+");

    /** Auth tokens and API key secrets are 32 letters and digits; SIDs have 34 and stay readable. */
    private static final Pattern SECRET_SHAPED = Pattern.compile("\\b[0-9A-Za-z]{32}\\b");

    static ErrorBody parse(byte[] body, ObjectMapper json) {
        var error = tree(body, json);
        var code =
                error.path("code").isInt() ? OptionalInt.of(error.path("code").intValue()) : OptionalInt.empty();
        var message = Optional.of(plain(error.path("message").asText())).filter(text -> !text.isEmpty());
        return new ErrorBody(code, message, moreInfo(error.path("more_info").asText(), code));
    }

    private static JsonNode tree(byte[] body, ObjectMapper json) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance(); // no JSON: the HTTP status has to tell
        }
    }

    private static String plain(String text) {
        var line = NOT_PLAIN.matcher(text).replaceAll(" ").strip();
        var masked = SECRET_SHAPED.matcher(line).replaceAll("***");
        return masked.length() <= MAX_MESSAGE_CHARS ? masked : masked.substring(0, MAX_MESSAGE_CHARS) + "…";
    }

    private static Optional<URI> moreInfo(String link, OptionalInt code) {
        if (link.matches("https://www\\.twilio\\.com/[\\w/.-]+")) {
            return Optional.of(URI.create(link));
        }
        return code.isPresent()
                ? Optional.of(URI.create("https://www.twilio.com/docs/api/errors/" + code.getAsInt()))
                : Optional.empty();
    }
}
