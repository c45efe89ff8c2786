package dev.tenantry.local.web;

import java.net.URI;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Recognises requests from programs and pages of this machine, as opposed to those that a foreign web page makes a
 * browser on this machine send. Where no signature is checked, only the former may call.
 */
public final class LocalCallers {

    /** The refusal of all others, where no AWS service has a message of its own for it. */
    public static final String REFUSAL = "Only programs and pages of this machine may call";

    private static final Set<String> LOOPBACK_HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

    private static final String FETCH_SITE = "Sec-Fetch-Site";

    private LocalCallers() {}

    /**
     * Whether a request was sent to a loopback name, by a page that was served from one or by no page at all. A browser
     * names the page's origin where it lets a page read the answer or send more than a form; where it does not, as for
     * an image, it says at least whether the page is of another site.
     */
    public static boolean isLocal(Request request) {
        return isLocal(request, _ -> false);
    }

    /**
     * The same, where the pages of some other origins count as local ones.
     *
     * @param isAllowed whether those of an origin do
     */
    public static boolean isLocal(Request request, Predicate<String> isAllowed) {
        // A foreign name that resolves to 127.0.0.1 would make a foreign page same-origin (DNS rebinding).
        return LOOPBACK_HOSTS.contains(request.getHttpURI().getHost()) && isLocalPage(request.getHeaders(), isAllowed);
    }

    private static boolean isLocalPage(HttpFields headers, Predicate<String> isAllowed) {
        var origins = headers.getValuesList(HttpHeader.ORIGIN);
        return origins.isEmpty()
                ? !headers.contains(FETCH_SITE, "cross-site")
                : origins.stream().allMatch(origin -> isLoopback(origin) || isAllowed.test(origin));
    }

    private static boolean isLoopback(String origin) {
        try {
            var host = URI.create(origin).getHost();
            return host != null && LOOPBACK_HOSTS.contains(host);
        } catch (IllegalArgumentException noUri) {
            return false;
        }
    }
}
