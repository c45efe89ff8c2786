package dev.tenantry.local.websocketapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.local.apigateway.LocalPrincipal;
import java.util.List;
import java.util.Map;

/** The event of a route; absent parts are null and left out. */
@JsonInclude(Include.NON_NULL)
record WebSocketEvent(
        Map<String, String> headers,
        Map<String, List<String>> multiValueHeaders,
        Map<String, String> queryStringParameters,
        Map<String, List<String>> multiValueQueryStringParameters,
        RequestContext requestContext,
        String body,
        @JsonProperty("isBase64Encoded") boolean isBase64Encoded) {

    enum EventType {
        CONNECT,
        MESSAGE,
        DISCONNECT
    }

    /** What an authorizer is asked about a handshake. */
    record ConnectAuthorization(
            String type,
            String methodArn,
            Map<String, String> headers,
            Map<String, List<String>> multiValueHeaders,
            Map<String, String> queryStringParameters,
            Map<String, List<String>> multiValueQueryStringParameters,
            Map<String, String> stageVariables,
            RequestContext requestContext) {}

    /** The authorizer's part is there only if the connection was authorized by a Lambda authorizer. */
    @JsonInclude(Include.NON_NULL)
    record RequestContext(
            String routeKey,
            String messageId,
            Integer disconnectStatusCode,
            EventType eventType,
            String extendedRequestId,
            String requestTime,
            String messageDirection,
            String disconnectReason,
            String stage,
            long connectedAt,
            long requestTimeEpoch,
            JsonNode authorizer,
            Identity identity,
            String requestId,
            String domainName,
            String connectionId,
            String apiId) {}

    /** All but the last two are there only if the connection was authorized by IAM. */
    @JsonInclude(Include.NON_NULL)
    record Identity(
            String accessKey,
            String accountId,
            String caller,
            String user,
            String userArn,
            String userAgent,
            String sourceIp) {

        static Identity anonymous(Client client) {
            return new Identity(null, null, null, null, null, client.userAgent(), client.sourceIp());
        }

        static Identity of(LocalPrincipal principal, Client client) {
            return new Identity(
                    principal.accessKey(),
                    principal.accountId(),
                    principal.userId(),
                    principal.userId(),
                    principal.userArn(),
                    client.userAgent(),
                    client.sourceIp());
        }
    }
}
