package dev.tenantry.twilio.simulator.testing;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.net.URI;

/** Twilio's own transport, only that {@code https://HOST/path} becomes {@code BASE/HOST/path}. */
public final class RedirectingHttpClient extends NetworkHttpClient {
    private final URI base;

    public RedirectingHttpClient(URI base) {
        this.base = base;
    }

    @Override
    public Response makeRequest(Request request) {
        var url = request.constructURL().toString().replaceFirst("^https:/", base.toString());
        var redirected = new Request(request.getMethod(), url);
        redirected.setAuth(request.getUsername(), request.getPassword());
        redirected.setContentType(request.getContentType());
        redirected.setBody(request.getBody());
        request.getPostParams().forEach((name, values) -> values.forEach(v -> redirected.addPostParam(name, v)));
        request.getHeaderParams().forEach((name, values) -> values.forEach(v -> redirected.addHeaderParam(name, v)));
        return super.makeRequest(redirected);
    }
}
