package dev.tenantry.local.httpapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.local.apigateway.LocalPrincipal;
import java.util.List;
import java.util.Map;

/** The event of payload format 2.0; absent parts are null and left out. */
@JsonInclude(Include.NON_NULL)
record HttpApiEvent(
        String version,
        String routeKey,
        String rawPath,
        String rawQueryString,
        List<String> cookies,
        Map<String, String> headers,
        Map<String, String> queryStringParameters,
        RequestContext requestContext,
        Map<String, String> pathParameters,
        String body,
        @JsonProperty("isBase64Encoded") boolean isBase64Encoded) {

    /** The event with what a Lambda authorizer says of its caller. */
    HttpApiEvent withLambdaContext(JsonNode lambda) {
        return new HttpApiEvent(
                version,
                routeKey,
                rawPath,
                rawQueryString,
                cookies,
                headers,
                queryStringParameters,
                requestContext.with(new Authorizer(null, lambda)),
                pathParameters,
                body,
                isBase64Encoded);
    }

    @JsonInclude(Include.NON_NULL)
    record RequestContext(
            String accountId,
            String apiId,
            Authorizer authorizer,
            String domainName,
            String domainPrefix,
            Http http,
            String requestId,
            String routeKey,
            String stage,
            String time,
            long timeEpoch) {

        RequestContext with(Authorizer caller) {
            return new RequestContext(
                    accountId,
                    apiId,
                    caller,
                    domainName,
                    domainPrefix,
                    http,
                    requestId,
                    routeKey,
                    stage,
                    time,
                    timeEpoch);
        }
    }

    record Http(String method, String path, String protocol, String sourceIp, String userAgent) {}

    /** Who calls: an IAM identity, or what a Lambda authorizer says of the caller. */
    @JsonInclude(Include.NON_NULL)
    record Authorizer(Iam iam, JsonNode lambda) {}

    /** {@code cognitoIdentity} and {@code principalOrgId} are null for a user outside Cognito and Organizations. */
    record Iam(
            String accessKey,
            String accountId,
            String callerId,
            String cognitoIdentity,
            String principalOrgId,
            String userArn,
            String userId) {

        static Iam of(LocalPrincipal principal) {
            return new Iam(
                    principal.accessKey(),
                    principal.accountId(),
                    principal.userId(),
                    null,
                    null,
                    principal.userArn(),
                    principal.userId());
        }
    }
}
