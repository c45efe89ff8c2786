package dev.tenantry.local;

import dev.tenantry.local.httpapi.HttpApi;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Hands those requests on that have a bearer token (RFC 6750, section 2.1), if the API for tokens has a route for them:
 * Twilio's callbacks may have any header.
 */
final class BearerRequests extends Handler.Wrapper {
    private final HttpApi api;

    BearerRequests(HttpApi api) {
        super(api);
        this.api = api;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return authorization != null
                && authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")
                && api.hasRouteFor(request)
                && super.handle(request, response, callback);
    }
}
