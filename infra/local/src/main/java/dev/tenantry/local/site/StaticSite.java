package dev.tenantry.local.site;

import dev.tenantry.local.web.Responses;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Serves the files of a web page. A path that has no extension is one of the page's own views, so it gets
 * {@code index.html}. What it does not have, and every method but GET and HEAD, it leaves to the next handler.
 *
 * <p>Browsers keep the files but ask each time whether they are still the same. They are told to run nothing that is
 * not one of them, and to speak to this server only.
 */
public final class StaticSite extends Handler.Abstract {

    private static final String INDEX = "/index.html";

    private final SiteFiles files;
    private final Set<String> others;

    /**
     * Makes the site.
     *
     * @param folder where its files are: a {@code file:} or {@code jar:} address that ends in a slash
     * @param others the first parts of the paths that it leaves to the next handler
     */
    public StaticSite(URI folder, Set<String> others) {
        files = new SiteFiles(folder);
        this.others = Set.copyOf(others);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        var path = request.getHttpURI().getPath();
        if (!isRead(request) || others.contains(path.split("/", 3)[1])) {
            return false;
        }
        var file = files.read(isView(path) ? INDEX : path);
        file.ifPresent(found -> answer(request, response, callback, found));
        return file.isPresent();
    }

    private static boolean isRead(Request request) {
        return HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    }

    private static boolean isView(String path) {
        return path.lastIndexOf('.') < path.lastIndexOf('/');
    }

    private static void answer(Request request, Response response, Callback callback, SiteFile file) {
        var etag = file.etag();
        var headers = response.getHeaders();
        protect(headers, Request.getLocalPort(request));
        headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
        headers.put(HttpHeader.ETAG, etag);
        var known = request.getHeaders().get(HttpHeader.IF_NONE_MATCH);
        if (known != null && known.contains(etag)) {
            response.setStatus(304);
            callback.succeeded();
        } else {
            headers.put(HttpHeader.CONTENT_TYPE, file.mediaType());
            Responses.bytes(response, callback, 200, file.content());
        }
    }

    /**
     * Strings cannot become script, and no other page can frame this one. The WebSockets are named, since not every
     * browser counts them as {@code 'self'}.
     */
    private static void protect(HttpFields.Mutable headers, int port) {
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                        + " connect-src 'self' ws://127.0.0.1:" + port + " ws://localhost:" + port + ";"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                        + " require-trusted-types-for 'script'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
    }
}
