package dev.tenantry.twilio.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Query or form parameters, in their order.
 *
 * @param values what was sent under each name, which may be several values
 */
public record Params(Map<String, List<String>> values) {
    static final Params NONE = new Params(Map.of());

    /**
     * Reads {@code application/x-www-form-urlencoded}.
     *
     * @param encoded the text; null: nothing was sent
     */
    public static Params parse(String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return NONE;
        }
        var values = new LinkedHashMap<String, List<String>>();
        for (var pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            values.computeIfAbsent(decode(name), _ -> new ArrayList<>()).add(decode(value));
        }
        return new Params(values);
    }

    /** The last value under this name. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getLast);
    }

    /** All values under this name. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** These, without what was sent under some names. */
    public Params without(Set<String> names) {
        var others = new LinkedHashMap<>(values);
        others.keySet().removeAll(names);
        return new Params(others);
    }

    /** These, with one name that has just this value. */
    public Params with(String name, String value) {
        var others = new LinkedHashMap<>(values);
        others.put(name, List.of(value));
        return new Params(others);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A stray percent sign stands for itself.
            return text;
        }
    }
}
