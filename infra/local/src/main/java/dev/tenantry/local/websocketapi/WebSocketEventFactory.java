package dev.tenantry.local.websocketapi;

import dev.tenantry.local.apigateway.Authorization;
import dev.tenantry.local.apigateway.RequestIds;
import dev.tenantry.local.apigateway.RequestTime;
import dev.tenantry.local.web.Json;
import dev.tenantry.local.websocketapi.WebSocketEvent.ConnectAuthorization;
import dev.tenantry.local.websocketapi.WebSocketEvent.EventType;
import dev.tenantry.local.websocketapi.WebSocketEvent.Identity;
import dev.tenantry.local.websocketapi.WebSocketEvent.RequestContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** Builds the events of connections as API Gateway does. */
final class WebSocketEventFactory {

    private final WebSocketApiConfiguration configuration;
    private final Clock clock;

    WebSocketEventFactory(WebSocketApiConfiguration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    byte[] connect(Connection connection, Request request) {
        var headers = headers(request);
        var query = query(Request.extractQueryParameters(request));
        var identity = configuration.authorization() == Authorization.AWS_IAM
                ? Identity.of(configuration.principal(), connection.client())
                : Identity.anonymous(connection.client());
        var context = context(connection, "$connect", EventType.CONNECT, identity, RequestIds.next(), null);
        return Json.bytes(new WebSocketEvent(
                last(headers),
                headers,
                query.isEmpty() ? null : last(query),
                query.isEmpty() ? null : query,
                context,
                null,
                false));
    }

    ConnectAuthorization authorization(Connection connection, Request request) {
        var headers = headers(request);
        var query = query(Request.extractQueryParameters(request));
        var api = configuration.api();
        var identity = Identity.anonymous(connection.client());
        return new ConnectAuthorization(
                "REQUEST",
                "arn:aws:execute-api:%s:%s:%s/%s/$connect"
                        .formatted(api.region(), api.accountId(), api.apiId(), configuration.stage()),
                last(headers),
                headers,
                last(query),
                query,
                Map.of(),
                context(connection, "$connect", EventType.CONNECT, identity, RequestIds.next(), null));
    }

    byte[] message(Connection connection, String routeKey, String requestId, String body) {
        var identity = Identity.anonymous(connection.client());
        var context = context(connection, routeKey, EventType.MESSAGE, identity, requestId, null);
        return Json.bytes(new WebSocketEvent(null, null, null, null, context, body, false));
    }

    byte[] disconnect(Connection connection, CloseStatus status) {
        var headers = new LinkedHashMap<String, List<String>>();
        headers.put("Host", List.of(configuration.api().domainName()));
        headers.put("x-api-key", List.of(""));
        headers.put("X-Forwarded-For", List.of(""));
        headers.put("x-restapi", List.of(""));
        var identity = Identity.anonymous(connection.client());
        var context = context(connection, "$disconnect", EventType.DISCONNECT, identity, RequestIds.next(), status);
        return Json.bytes(new WebSocketEvent(last(headers), headers, null, null, context, null, false));
    }

    private RequestContext context(
            Connection connection,
            String routeKey,
            EventType type,
            Identity identity,
            String requestId,
            CloseStatus status) {
        var now = clock.instant();
        return new RequestContext(
                routeKey,
                type == EventType.MESSAGE ? RequestIds.next() : null,
                status == null ? null : status.code(),
                type,
                requestId,
                RequestTime.format(now),
                "IN",
                status == null ? null : status.reason(),
                configuration.stage(),
                connection.connectedAt().toEpochMilli(),
                now.toEpochMilli(),
                connection.authorizer().orElse(null),
                identity,
                requestId,
                configuration.api().domainName(),
                connection.id(),
                configuration.api().apiId());
    }

    private static Map<String, List<String>> headers(Request request) {
        var headers = new LinkedHashMap<String, List<String>>();
        for (var field : request.getHeaders()) {
            headers.computeIfAbsent(field.getName(), name -> new ArrayList<>()).add(field.getValue());
        }
        headers.put("X-Forwarded-For", List.of(Request.getRemoteAddr(request)));
        headers.put("X-Forwarded-Port", List.of(Integer.toString(Request.getLocalPort(request))));
        headers.put("X-Forwarded-Proto", List.of(request.getHttpURI().getScheme()));
        return headers;
    }

    private static Map<String, List<String>> query(Fields fields) {
        var query = new LinkedHashMap<String, List<String>>();
        fields.forEach(field -> query.put(field.getName(), field.getValues()));
        return query;
    }

    private static Map<String, String> last(Map<String, List<String>> values) {
        var last = new LinkedHashMap<String, String>();
        values.forEach((name, all) -> last.put(name, all.getLast()));
        return last;
    }
}
