package dev.tenantry.webhooks;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A form, {@code application/x-www-form-urlencoded} (WHATWG URL Standard).
 *
 * @param text as it came
 * @param fields each name with its value
 * @param isInQuery whether it came as the query of the address, as Twilio sends some callbacks
 */
record Form(String text, Map<String, String> fields, boolean isInQuery) implements Body {

    /** Keeps a copy of the fields. */
    Form {
        fields = Map.copyOf(fields);
    }

    /**
     * Parses a body; empty when it is no form, or has a name twice: Twilio's forms have not, and its signature covers
     * such a form in no way that everybody agrees on.
     */
    static Optional<Form> parse(String text) {
        return parse(text, false);
    }

    /**
     * Parses a query. The same pair may be there twice, since the signature covers the query as it came: Twilio has
     * sent the hash of a body so.
     */
    static Optional<Form> parseQuery(String query) {
        return parse(query, true);
    }

    private static Optional<Form> parse(String text, boolean isInQuery) {
        var fields = new HashMap<String, String>();
        try {
            for (var pair : text.split("&", -1)) {
                var parts = pair.split("=", 2);
                if (parts.length < 2 || !isNew(fields.put(decoded(parts[0]), decoded(parts[1])), parts[1], isInQuery)) {
                    return Optional.empty();
                }
            }
            return Optional.of(new Form(text, fields, isInQuery));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isNew(String earlier, String value, boolean mayRepeat) {
        return earlier == null || (mayRepeat && earlier.equals(decoded(value)));
    }

    /** The fields that the signature covers beside the address. */
    Set<Map.Entry<String, String>> signedFields() {
        return isInQuery ? Set.of() : fields.entrySet();
    }

    @Override
    public Set<String> accountSids() {
        return fields.entrySet().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(ACCOUNT_SID))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The value of a field; empty text when there is no such field. */
    String get(String name) {
        return fields.getOrDefault(name, "");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
