package dev.tenantry.live;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.access.AuthorizerContext;
import dev.tenantry.core.access.Caller;
import dev.tenantry.core.json.Json;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Events as the services send them, read by the library that Lambda reads them with. Their shapes are those of the
 * Lambda Developer Guide ("Process DynamoDB records with Lambda") and of the API Gateway Developer Guide ("Route
 * integrations for WebSocket APIs").
 */
final class Events {
    static final String PRINCIPAL = "arn:aws:iam::111122223333:user/operator";
    static final Caller OPERATOR = Caller.ofIam(PRINCIPAL);

    static final String ROUTE = "arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/live/$connect";

    private Events() {}

    /** A connection that a caller opened, as the authorizer found out. */
    static APIGatewayV2WebSocketEvent connect(String connectionId, Caller caller) {
        var event = webSocket("$connect", "CONNECT", connectionId);
        var authorizer = event.withObject("/requestContext/authorizer").put("principalId", caller.name());
        AuthorizerContext.write(caller).forEach((name, value) -> authorizer.put(name, value.toString()));
        return read(event, APIGatewayV2WebSocketEvent.class);
    }

    /** A connection that an API without an authorizer let through. */
    static APIGatewayV2WebSocketEvent connectWithoutAuthorizer(String connectionId) {
        return read(webSocket("$connect", "CONNECT", connectionId), APIGatewayV2WebSocketEvent.class);
    }

    /** What API Gateway asks an authorizer about a handshake with these parameters in its query. */
    static Map<String, Object> handshake(Map<String, String> query) {
        return Map.of(
                "type",
                "REQUEST",
                "methodArn",
                ROUTE,
                "headers",
                Map.of("Host", "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com"),
                "queryStringParameters",
                query,
                "requestContext",
                Map.of("routeKey", "$connect", "eventType", "CONNECT"));
    }

    /** A connection that was closed. */
    static APIGatewayV2WebSocketEvent disconnect(String connectionId) {
        return read(webSocket("$disconnect", "DISCONNECT", connectionId), APIGatewayV2WebSocketEvent.class);
    }

    /** A message of a client. */
    static APIGatewayV2WebSocketEvent message(String route, String connectionId, String body) {
        return read(webSocket(route, "MESSAGE", connectionId).put("body", body), APIGatewayV2WebSocketEvent.class);
    }

    /**
     * A batch of the stream.
     *
     * @param images each record's new image, in order; the sequence numbers are 1, 2 and so on
     */
    static DynamodbEvent stream(List<Map<String, AttributeValue>> images) {
        var event = Json.object();
        var records = event.putArray("Records");
        for (var i = 0; i < images.size(); i++) {
            var record = records.addObject()
                    .put("eventID", "c4ca4238a0b923820dcc509a6f75849b")
                    .put("eventName", "MODIFY")
                    .put("eventVersion", "1.1")
                    .put("eventSource", "aws:dynamodb")
                    .put("awsRegion", "us-east-1");
            var change = record.putObject("dynamodb")
                    .put("SequenceNumber", Integer.toString(i + 1))
                    .put("StreamViewType", "NEW_IMAGE");
            change.set("NewImage", json(images.get(i)));
        }
        return read(event, DynamodbEvent.class);
    }

    private static ObjectNode webSocket(String route, String type, String connectionId) {
        var event = Json.object().put("isBase64Encoded", false);
        var context = event.putObject("requestContext")
                .put("routeKey", route)
                .put("eventType", type)
                .put("stage", "live")
                .put("connectedAt", 1_792_666_800_000L)
                .put("requestId", "Jl0lSHGYoAMF4lw=")
                .put("domainName", "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com")
                .put("apiId", "a1b2c3d4e5")
                .put("connectionId", connectionId);
        context.putObject("identity").put("sourceIp", "192.0.2.1");
        return event;
    }

    private static <T> T read(ObjectNode event, Class<T> type) {
        return LambdaEventSerializers.serializerFor(type, Events.class.getClassLoader())
                .fromJson(Json.write(event));
    }

    private static ObjectNode json(Map<String, AttributeValue> attributes) {
        var json = Json.object();
        attributes.forEach((name, value) -> json.set(name, json(value)));
        return json;
    }

    private static ObjectNode json(AttributeValue value) {
        var json = Json.object();
        return switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case BOOL -> json.put("BOOL", value.bool());
            case NUL -> json.put("NULL", value.nul());
            case M -> json.set("M", json(value.m()));
            case L -> {
                var elements = json.putArray("L");
                value.l().forEach(element -> elements.add(json(element)));
                yield json;
            }
            default -> throw new IllegalArgumentException("Not in a job: " + value.type());
        };
    }
}
