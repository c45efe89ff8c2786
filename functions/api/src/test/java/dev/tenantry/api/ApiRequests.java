package dev.tenantry.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.json.Json;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Requests as API Gateway hands them to a function, in its payload format 2.0. */
public final class ApiRequests {
    private final List<String> logged = new ArrayList<>();

    static APIGatewayV2HTTPEvent post(Map<String, String> path, String body) {
        var event = get(path, Map.of(), Map.of("content-type", "application/json; charset=utf-8"));
        event.setBody(body);
        return event;
    }

    static APIGatewayV2HTTPEvent get(Map<String, String> path) {
        return get(path, Map.of(), Map.of());
    }

    static APIGatewayV2HTTPEvent get(Map<String, String> path, Map<String, String> query, Map<String, String> headers) {
        var iam = RequestContext.IAM
                .builder()
                .withUserArn("arn:aws:iam::123456789012:user/operator")
                .build();
        return APIGatewayV2HTTPEvent.builder()
                .withPathParameters(path)
                .withQueryStringParameters(query)
                .withHeaders(headers)
                .withRequestContext(RequestContext.builder()
                        .withRequestId("request-1")
                        .withAuthorizer(
                                RequestContext.Authorizer.builder().withIam(iam).build())
                        .build())
                .build();
    }

    /** Gives a request a method and a path. */
    static void route(APIGatewayV2HTTPEvent event, String method, String path) {
        event.setRawPath(path);
        event.getRequestContext()
                .setHttp(RequestContext.Http.builder()
                        .withMethod(method)
                        .withPath(path)
                        .build());
    }

    static JsonNode body(APIGatewayV2HTTPResponse response) {
        try {
            return Json.parse(response.getBody());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("Not JSON: " + response.getBody(), notJson);
        }
    }

    /** What was logged so far through {@link #context}. */
    List<String> logged() {
        return logged;
    }

    public Context context() {
        var logger = new LambdaLogger() {
            @Override
            public void log(String message) {
                logged.add(message);
            }

            @Override
            public void log(byte[] message) {
                logged.add(new String(message, StandardCharsets.UTF_8));
            }
        };
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getLogger")) {
                        return logger;
                    }
                    return switch (method.getName()) {
                        case "getAwsRequestId" -> "8476a536-e9f4-11e8-9739-2dfe598c3fcd";
                        case "getFunctionName" -> "function";
                        case "getXrayTraceId" -> null;
                        default -> throw new AssertionError("The handlers use nothing else of the context: " + method);
                    };
                });
    }
}
