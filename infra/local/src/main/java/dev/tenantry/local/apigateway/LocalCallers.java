package dev.tenantry.local.apigateway;

import java.net.URI;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Tells the programs and pages of this machine from a foreign web page that makes a browser on this machine call it.
 * Where no signature is checked, only the former may act as the local principal.
 */
public final class LocalCallers {

    /** What all others are told, where no AWS service has words of its own for it. */
    public static final String REFUSAL = "Only programs and pages of this machine may call";

    private static final Set<String> LOOPBACK_HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

    private LocalCallers() {}

    /** Whether a request was sent to a loopback name, by a page that was served from one or by no page at all. */
    public static boolean isLocal(Request request) {
        // A foreign name that resolves to 127.0.0.1 would make a foreign page same-origin (DNS rebinding).
        return LOOPBACK_HOSTS.contains(request.getHttpURI().getHost()) && isLocalOrigin(request.getHeaders());
    }

    private static boolean isLocalOrigin(HttpFields headers) {
        var origin = headers.get(HttpHeader.ORIGIN);
        if (origin == null) {
            return true;
        }
        try {
            var host = URI.create(origin).getHost();
            return host != null && LOOPBACK_HOSTS.contains(host);
        } catch (IllegalArgumentException noUri) {
            return false;
        }
    }
}
