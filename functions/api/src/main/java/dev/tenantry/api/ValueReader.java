package dev.tenantry.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads single values of a body. A value that will not do is a fault, and is returned as something harmless. */
final class ValueReader {
    private static final int LONGEST_URL = 2000;
    private static final URI NO_URL = URI.create("https://invalid/");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> WEB = Set.of("https", "http");
    private static final Set<String> SIP = Set.of("sip", "sips");
    private static final Pattern CONTROL = Pattern.compile("\\p{C}");

    private final Faults faults;

    ValueReader(Faults faults) {
        this.faults = faults;
    }

    /** A text of 1 to {@code longest} visible characters, without the white space around it. */
    String text(JsonNode json, int longest, String at) {
        var text = json != null && json.isTextual() ? json.textValue().strip() : "";
        if (text.isEmpty() || text.length() > longest || CONTROL.matcher(text).find()) {
            faults.add(at, "This must be a text of 1 to " + longest + " visible characters.");
        }
        return text;
    }

    /** True or false; false when it is left out. */
    boolean flag(JsonNode json, String at) {
        if (json != null && !json.isBoolean()) {
            faults.add(at, "This must be true or false.");
        }
        return json != null && json.booleanValue();
    }

    /** A country's code. */
    String country(JsonNode json, String at) {
        if (json == null || !json.isTextual() || !COUNTRIES.contains(json.textValue())) {
            faults.add(at, "The country must be a code of ISO 3166-1 alpha-2 in upper case, such as US.");
            return json == null ? "" : json.asText();
        }
        return json.textValue();
    }

    /** A URL that Twilio can call, or empty when it is left out. */
    Optional<URI> optionalWebUrl(JsonNode json, String at) {
        return json == null || json.isNull() ? Optional.empty() : Optional.of(webUrl(json, at));
    }

    /** A URL that Twilio can call. Credentials in it would show wherever the plan does. */
    URI webUrl(JsonNode json, String at) {
        return uri(json)
                .filter(uri -> WEB.contains(scheme(uri)) && uri.getHost() != null && uri.getRawUserInfo() == null)
                .orElseGet(() -> {
                    faults.add(at, "This must be a URL that begins with https:// or http://, without credentials.");
                    return NO_URL;
                });
    }

    /** A SIP URI (RFC 3261, section 19.1) without credentials. */
    URI sipUri(JsonNode json, String at) {
        return uri(json)
                .filter(uri -> SIP.contains(scheme(uri))
                        && !uri.getSchemeSpecificPart().startsWith("/"))
                .filter(uri -> !uri.getRawSchemeSpecificPart().split("@", 2)[0].contains(":")
                        || !uri.getRawSchemeSpecificPart().contains("@"))
                .orElseGet(() -> {
                    faults.add(at, "This must be a SIP URI such as sip:pbx.example.com, without a password.");
                    return NO_URL;
                });
    }

    private static Optional<URI> uri(JsonNode json) {
        if (json == null || !json.isTextual() || json.textValue().length() > LONGEST_URL) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(json.textValue()));
        } catch (URISyntaxException notOne) {
            return Optional.empty();
        }
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }
}
