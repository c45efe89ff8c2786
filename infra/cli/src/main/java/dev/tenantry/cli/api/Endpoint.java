package dev.tenantry.cli.api;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Endpoint of the HTTP API.
 *
 * @param base its address; a path in it, such as an API's stage, stands before every call's own
 */
public record Endpoint(URI base) {

    /** @throws IllegalArgumentException when the address is no HTTP one, or leaves this machine without encryption */
    public Endpoint {
        var scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
        if (base.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException(base + " is not an address such as http://127.0.0.1:8080");
        }
        if (scheme.equals("http") && !isLoopback(base)) {
            throw new IllegalArgumentException(base + " leaves this machine: use https");
        }
    }

    /** Whether the API runs on this machine, where it gives tokens to programs. */
    public boolean isLocal() {
        return isLoopback(base);
    }

    /** The address of a call; each segment is one path segment, whatever characters it has. */
    URI resolve(String... segments) {
        var path = Arrays.stream(segments)
                .map(segment ->
                        URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/", "/", ""));
        return URI.create(trimmed() + path);
    }

    /** Its address, in one form however it was written. */
    public String name() {
        var origin = base.getScheme() + "://" + base.getRawAuthority();
        return origin.toLowerCase(Locale.ROOT) + trimmed().substring(origin.length());
    }

    /** Whether an address names this machine; no name is looked up. */
    public static boolean isLoopback(URI uri) {
        var host = uri.getHost();
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private String trimmed() {
        return base.toString().replaceAll("/+$", "");
    }
}
