package dev.tenantry.local.httpapi;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Applies a CORS configuration. CORS headers that functions return are dropped, as API Gateway does. */
final class Cors {

    private static final String PREFIX = "access-control-";

    private final CorsConfiguration configuration;

    Cors(CorsConfiguration configuration) {
        this.configuration = configuration;
    }

    static boolean isPreflight(String method, HttpFields request) {
        return method.equals("OPTIONS")
                && request.contains(HttpHeader.ORIGIN)
                && request.contains("Access-Control-Request-Method");
    }

    static boolean isCorsHeader(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    /** Adds what the answer to a preflight request says. */
    void allowPreflight(HttpFields request, HttpFields.Mutable response) {
        allowOrigin(request).ifPresent(origin -> {
            putOrigin(response, origin);
            putList(response, "allow-methods", configuration.allowMethods());
            putList(response, "allow-headers", configuration.allowHeaders());
            if (!configuration.maxAge().isZero()) {
                response.put(PREFIX + "max-age", configuration.maxAge().toSeconds());
            }
        });
    }

    /** Adds what the answer to an actual request says. */
    void allowActual(HttpFields request, HttpFields.Mutable response) {
        allowOrigin(request).ifPresent(origin -> {
            putOrigin(response, origin);
            putList(response, "expose-headers", configuration.exposeHeaders());
        });
    }

    /** Whether pages of an origin may call. */
    boolean allows(String origin) {
        return configuration.allowOrigins().stream()
                .anyMatch(allowed -> allowed.equals("*") || matches(allowed, origin));
    }

    private Optional<String> allowOrigin(HttpFields request) {
        var origin = request.get(HttpHeader.ORIGIN);
        if (origin == null) {
            return Optional.empty();
        }
        if (configuration.allowOrigins().contains("*")) {
            return Optional.of(configuration.allowCredentials() ? origin : "*");
        }
        return allows(origin) ? Optional.of(origin) : Optional.empty();
    }

    private static boolean matches(String allowed, String origin) {
        return allowed.endsWith("://*")
                ? origin.startsWith(allowed.substring(0, allowed.length() - 1))
                : allowed.equalsIgnoreCase(origin);
    }

    private void putOrigin(HttpFields.Mutable response, String origin) {
        response.put(PREFIX + "allow-origin", origin);
        if (configuration.allowCredentials()) {
            response.put(PREFIX + "allow-credentials", "true");
        }
    }

    private static void putList(HttpFields.Mutable response, String name, List<String> values) {
        if (!values.isEmpty()) {
            response.put(PREFIX + name, String.join(",", values));
        }
    }
}
