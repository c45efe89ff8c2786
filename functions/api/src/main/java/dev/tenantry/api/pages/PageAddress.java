package dev.tenantry.api.pages;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of a page as it may be fetched: by https, at the usual port, under a name of the public domain system.
 * Numbers are refused in all their spellings, because no business has its page under one.
 *
 * @param host the name, in lower case
 * @param target path and query
 */
record PageAddress(String host, String target) {
    private static final int HTTPS = 443;
    private static final int LONGEST = 2000;
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");
    /** Names that mean something within a network only (RFC 6761, RFC 6762, RFC 8375, RFC 9476). */
    private static final Pattern LOCAL = Pattern.compile(
            "(?:.*\\.)?(?:localhost|localdomain|local|internal|intranet|lan|home|corp|private|alt|onion|test|invalid|home\\.arpa|in-addr\\.arpa|ip6\\.arpa)");

    /** The address of a URL; empty where it may not be fetched. */
    static Optional<PageAddress> of(URI url) {
        if (!"https".equalsIgnoreCase(url.getScheme())
                || url.getRawUserInfo() != null
                || url.getHost() == null
                || url.toString().length() > LONGEST
                || (url.getPort() != -1 && url.getPort() != HTTPS)) {
            return Optional.empty();
        }
        var host = url.getHost().toLowerCase(Locale.ROOT);
        if (!NAME.matcher(host).matches() || LOCAL.matcher(host).matches()) {
            return Optional.empty();
        }
        var ascii = URI.create(url.toASCIIString());
        var path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        return Optional.of(
                new PageAddress(host, ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery()));
    }

    /** The URL. */
    URI url() {
        return URI.create("https://" + host + target);
    }
}
