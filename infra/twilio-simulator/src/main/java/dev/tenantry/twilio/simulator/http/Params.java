package dev.tenantry.twilio.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Query or form parameters, in their order; a name may have several values. */
record Params(Map<String, List<String>> values) {
    static final Params NONE = new Params(Map.of());

    /** Reads {@code application/x-www-form-urlencoded}. */
    static Params parse(String encoded) {
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

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getLast);
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** These without one name. */
    Params without(String name) {
        var others = new LinkedHashMap<>(values);
        others.remove(name);
        return new Params(others);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
