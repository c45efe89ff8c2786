package dev.tenantry.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads single values of a body. A value that will not do is a fault, and is returned as something harmless. */
public final class ValueReader {
    private static final int LONGEST_URL = 2000;
    private static final URI NO_URL = URI.create("https://invalid/");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> WEB = Set.of("https", "http");
    private static final Set<String> SIP = Set.of("sip", "sips");
    /** Joiners are not seen themselves, but belong to the spelling of Persian, Hindi and others, and of many emoji. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{C}&&[^\\u200C\\u200D]]");

    private static final Pattern CONTROL_IN_PROSE = Pattern.compile("[\\p{C}&&[^\\r\\n\\t\\u200C\\u200D]]");
    private static final Pattern VISIBLE = Pattern.compile("[^\\s\\p{C}]");

    private static final Pattern EMAIL = Pattern.compile("[\\p{Graph}&&[^@]]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    /** RFC 5321, section 4.5.3.1, with the angle brackets that it counts. */
    private static final int LONGEST_EMAIL = 254;

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

    private final ValidationErrors errors;

    public ValueReader(ValidationErrors errors) {
        this.errors = errors;
    }

    /** A text of 1 to {@code longest} visible characters, without the white space around it. */
    public String text(JsonNode json, int longest, String at) {
        var text = json != null && json.isTextual() ? json.textValue().strip() : "";
        if (!VISIBLE.matcher(text).find()
                || text.length() > longest
                || CONTROL.matcher(text).find()) {
            errors.add(at, "This must be a text of 1 to " + longest + " visible characters.");
        }
        return text;
    }

    /** A text of some length, in which lines may break, without the white space around it. */
    public String prose(JsonNode json, int shortest, int longest, String at) {
        var text = json != null && json.isTextual() ? json.textValue().strip() : "";
        if (text.length() < shortest
                || text.length() > longest
                || CONTROL_IN_PROSE.matcher(text).find()) {
            errors.add(at, "This must be a text of " + shortest + " to " + longest + " characters.");
        }
        return text;
    }

    /** One of some words. */
    public String word(JsonNode json, List<String> known, String at) {
        var word = json != null && json.isTextual() ? json.textValue() : "";
        if (!known.contains(word)) {
            errors.add(at, "This must be one of: " + String.join("; ", known) + ".");
        }
        return word;
    }

    /** An object; empty when it is none. */
    public JsonNode object(JsonNode json, String at) {
        if (json == null || !json.isObject()) {
            errors.add(at, "This must be a JSON object.");
            return Json.object();
        }
        return json;
    }

    /** So many values, each read with its place. */
    public <T> List<T> list(JsonNode json, int fewest, int most, String at, BiFunction<JsonNode, String, T> read) {
        if (json == null || !json.isArray() || json.size() < fewest || json.size() > most) {
            errors.add(at, "This must be an array of " + fewest + " to " + most + " values.");
            return List.of();
        }
        return IntStream.range(0, json.size())
                .mapToObj(i -> read.apply(json.get(i), at + "/" + i))
                .toList();
    }

    /** An e-mail address, as far as its form tells. */
    public String email(JsonNode json, String at) {
        var email = json != null && json.isTextual() ? json.textValue() : "";
        if (email.length() > LONGEST_EMAIL || !EMAIL.matcher(email).matches()) {
            errors.add(at, "This must be an e-mail address.");
        }
        return email;
    }

    /** A phone number in E.164. */
    public String phoneNumber(JsonNode json, String at) {
        var number = json != null && json.isTextual() ? json.textValue() : "";
        if (!E164.matcher(number).matches()) {
            errors.add(at, "This must be a phone number in E.164, such as +14155550100.");
        }
        return number;
    }

    /** True or false; false when it is left out. */
    public boolean flag(JsonNode json, String at) {
        if (json != null && !json.isBoolean()) {
            errors.add(at, "This must be true or false.");
        }
        return json != null && json.booleanValue();
    }

    /** A country's code. */
    public String country(JsonNode json, String at) {
        if (json == null || !json.isTextual() || !COUNTRIES.contains(json.textValue())) {
            errors.add(at, "The country must be a code of ISO 3166-1 alpha-2 in upper case, such as US.");
            return json == null ? "" : json.asText();
        }
        return json.textValue();
    }

    /** A URL that Twilio can call, or empty when it is left out. */
    public Optional<URI> optionalWebUrl(JsonNode json, String at) {
        return json == null || json.isNull() ? Optional.empty() : Optional.of(webUrl(json, at));
    }

    /** A URL that Twilio can call. Credentials in it would show wherever the plan does. */
    public URI webUrl(JsonNode json, String at) {
        return uri(json)
                .filter(uri -> WEB.contains(scheme(uri)) && uri.getHost() != null && uri.getRawUserInfo() == null)
                .orElseGet(() -> {
                    errors.add(at, "This must be a URL that begins with https:// or http://, without credentials.");
                    return NO_URL;
                });
    }

    /** A SIP URI (RFC 3261, section 19.1) without credentials. */
    public URI sipUri(JsonNode json, String at) {
        return uri(json)
                .filter(uri -> SIP.contains(scheme(uri))
                        && !uri.getSchemeSpecificPart().startsWith("/"))
                .filter(uri -> !uri.getRawSchemeSpecificPart().split("@", 2)[0].contains(":")
                        || !uri.getRawSchemeSpecificPart().contains("@"))
                .orElseGet(() -> {
                    errors.add(at, "This must be a SIP URI such as sip:pbx.example.com, without a password.");
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
