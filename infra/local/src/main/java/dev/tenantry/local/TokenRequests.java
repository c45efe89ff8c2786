package dev.tenantry.local;

import dev.tenantry.local.apigateway.Signatures;
import dev.tenantry.local.httpapi.HttpApi;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Hands all requests to the API for tokens that it has a route for, unless they are signed. What needs no token, such
 * as Twilio's callbacks, has no route there.
 *
 * <p>A request that says nothing of its sender gets there with an empty token. API Gateway would refuse it without
 * asking the authorizer, and without a reason; here its sender learns what is missing.
 */
final class TokenRequests extends Handler.Wrapper {
    private static final HttpField NO_TOKEN = new HttpField(HttpHeader.AUTHORIZATION, "Bearer");

    private final HttpApi api;

    TokenRequests(HttpApi api) {
        super(api);
        this.api = api;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (Signatures.isSigned(request) || !api.hasRouteFor(request)) {
            return false;
        }
        var identified = request.getHeaders().contains(HttpHeader.AUTHORIZATION);
        return super.handle(identified ? request : new WithoutToken(request), response, callback);
    }

    /** A request with an empty token. */
    private static final class WithoutToken extends Request.Wrapper {
        private final HttpFields headers;

        WithoutToken(Request request) {
            super(request);
            headers = HttpFields.build(request.getHeaders()).add(NO_TOKEN);
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }
}
