package dev.tenantry.twilio.simulator.server;

import dev.tenantry.twilio.simulator.http.ApiRequest;
import dev.tenantry.twilio.simulator.http.Params;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes requests from Jetty and gives the replies back. The host that a client means is the first segment of the path,
 * or the X-Twilio-Host header.
 */
final class JettyHandler extends Handler.Abstract {
    private static final String CONTROL = "/_simulator/";
    private static final Set<String> LOCAL_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private final TwilioApi twilio;
    private final ControlApi control;

    JettyHandler(TwilioApi twilio, ControlApi control) {
        this.twilio = twilio;
        this.control = control;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var body = Content.Source.asString(request, StandardCharsets.UTF_8);
        var path = request.getHttpURI().getDecodedPath();
        var reply = path.startsWith(CONTROL) ? control(request, path, body) : twilio(request, path, body);
        switch (reply) {
            case Reply.Drop() -> {
                request.getConnectionMetaData().getConnection().getEndPoint().close();
                callback.failed(new EofException("a fault dropped the connection"));
            }
            case Reply.Send sent -> {
                response.setStatus(sent.status());
                sent.headers().forEach((name, value) -> response.getHeaders().put(name, value));
                if (!sent.body().isEmpty()) {
                    response.getHeaders()
                            .put(
                                    HttpHeader.CONTENT_TYPE,
                                    sent.isJson() ? sent.contentType() : sent.contentType() + ";charset=utf-8");
                }
                Content.Sink.write(response, true, sent.body(), callback);
            }
        }
        return true;
    }

    /** A page in a browser must not reach the control API: not by a name of its own, nor by a form. */
    private Reply control(Request request, String path, String body) {
        if (!LOCAL_NAMES.contains(Request.getServerName(request))) {
            return control.error(403, "The control API answers on loopback only");
        }
        var contentType = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (request.getMethod().equals("POST")
                && (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("application/json"))) {
            return control.error(415, "Send application/json");
        }
        return control.answer(request.getMethod(), path, body);
    }

    private Reply twilio(Request request, String path, String body) throws InterruptedException {
        var named = request.getHeaders().get("X-Twilio-Host");
        int slash = path.indexOf('/', 1);
        var host = named != null ? named : path.substring(1, slash < 0 ? path.length() : slash);
        var rest = named != null ? path : slash < 0 ? "/" : path.substring(slash);
        if (!host.endsWith(".twilio.com")) {
            return control.error(404, "The path must begin with one of Twilio's hosts, such as /api.twilio.com/");
        }
        return twilio.answer(new ApiRequest(
                request.getMethod(),
                host,
                rest,
                Params.parse(request.getHttpURI().getQuery()),
                Params.parse(body),
                request.getHeaders().get(HttpHeader.AUTHORIZATION)));
    }
}
