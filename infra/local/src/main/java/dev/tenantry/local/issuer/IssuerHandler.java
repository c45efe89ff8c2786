package dev.tenantry.local.issuer;

import dev.tenantry.local.web.LocalCallers;
import dev.tenantry.local.web.Responses;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/**
 * Serves the local issuer: its configuration and keys to everybody, and tokens to programs and pages of this machine:
 * {@code POST /issuer/token?scope&organisations&subject&seconds}, each optional, and {@code GET /config.json} with a
 * token for development, {@code devToken}.
 */
public final class IssuerHandler extends Handler.Abstract {
    private final LocalIssuer issuer;

    public IssuerHandler(LocalIssuer issuer) {
        this.issuer = issuer;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        switch (request.getMethod() + " " + request.getHttpURI().getPath()) {
            case "GET " + LocalIssuer.PATH + "/.well-known/openid-configuration" ->
                Responses.json(response, callback, 200, issuer.configuration());
            case "GET " + LocalIssuer.PATH + "/keys" -> Responses.json(response, callback, 200, issuer.keys());
            case "POST " + LocalIssuer.PATH + "/token" -> ifLocal(request, response, callback, this::token);
            case "GET /config.json" -> ifLocal(request, response, callback, this::configuration);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What a request is answered with. */
    private interface Answer {
        Map<String, Object> to(Fields parameters);
    }

    private static void ifLocal(Request request, Response response, Callback callback, Answer answer) {
        response.getHeaders().put("Cache-Control", "no-store");
        if (!LocalCallers.isLocal(request)) {
            Responses.json(response, callback, 403, Map.of("message", LocalCallers.REFUSAL));
            return;
        }
        try {
            Responses.json(response, callback, 200, answer.to(Request.extractQueryParameters(request)));
        } catch (IllegalArgumentException malformed) {
            Responses.json(response, callback, 400, Map.of("error", "invalid_request"));
        }
    }

    /** As a token endpoint answers (RFC 6749, section 5.1). */
    private Map<String, Object> token(Fields parameters) {
        var seconds = Long.parseLong(value(parameters, "seconds", Long.toString(LocalIssuer.HOUR.toSeconds())));
        var token = issuer.issue(
                value(parameters, "subject", "local"),
                value(parameters, "scope", LocalIssuer.ALL_SCOPES),
                value(parameters, "organisations", LocalIssuer.ALL_ORGANISATIONS),
                Duration.ofSeconds(seconds));
        return Map.of("access_token", token, "token_type", "Bearer", "expires_in", seconds);
    }

    private Map<String, Object> configuration(Fields none) {
        return Map.of("devToken", issuer.devToken());
    }

    private static String value(Fields parameters, String name, String otherwise) {
        var value = parameters.getValue(name);
        return value == null ? otherwise : value;
    }
}
