package dev.tenantry.local.httpapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import org.eclipse.jetty.http.HttpException;

/** Decodes what RFC 3986 percent-encodes. */
final class PercentEncoding {

    private PercentEncoding() {}

    /** Decodes a path or a part of one, where {@code +} stands for itself. */
    static String decodePath(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), UTF_8);
    }

    /**
     * Decodes a name or value of a query string, where {@code +} stands for a space.
     *
     * @throws HttpException.RuntimeException answered with 400, if a percent sign starts no escape
     */
    static String decodeQuery(String encoded) {
        try {
            return URLDecoder.decode(encoded, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new HttpException.RuntimeException(400, "Malformed percent-encoding", e);
        }
    }
}
