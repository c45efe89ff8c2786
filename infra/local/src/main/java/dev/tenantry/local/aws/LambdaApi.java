package dev.tenantry.local.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenantry.local.invocation.EventInvoker;
import dev.tenantry.local.invocation.FunctionInvoker;
import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.local.web.Bodies;
import dev.tenantry.local.web.BodyTooLargeException;
import dev.tenantry.local.web.Responses;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/**
 * Lambda's Invoke operation, {@code POST /2015-03-31/functions/{FunctionName}/invocations?Qualifier=}, with the
 * invocation types RequestResponse, Event and DryRun.
 */
public final class LambdaApi extends Handler.Abstract {

    private static final Pattern PATH = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations/?");

    /** The quota of a synchronous invocation's payload, "Lambda quotas". */
    private static final int MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;

    private final FunctionInvoker functions;
    private final EventInvoker events;

    /**
     * Makes the handler.
     *
     * @param functions invokes functions synchronously
     * @param events takes the events of asynchronous invocations
     */
    public LambdaApi(FunctionInvoker functions, EventInvoker events) {
        this.functions = functions;
        this.events = events;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var path = PATH.matcher(request.getHttpURI().getPath());
        if (!request.getMethod().equals("POST") || !path.matches()) {
            return false;
        }
        response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
        var function = function(URLDecoder.decode(path.group(1), UTF_8), Request.extractQueryParameters(request));
        try {
            invoke(function, request, response, callback);
        } catch (BodyTooLargeException e) {
            fail(
                    response,
                    callback,
                    new InvocationResult.ServiceError(
                            "RequestTooLargeException",
                            "Request must be smaller than " + MAX_PAYLOAD_BYTES + " bytes",
                            413));
        }
        return true;
    }

    private static String function(String name, Fields query) {
        var qualifier = query.getValue("Qualifier");
        return qualifier == null ? name : name + ":" + qualifier;
    }

    private void invoke(String function, Request request, Response response, Callback callback) throws IOException {
        var type = request.getHeaders().get("X-Amz-Invocation-Type");
        var event = Bodies.read(request, MAX_PAYLOAD_BYTES);
        switch (type == null ? "RequestResponse" : type) {
            case "RequestResponse" -> answer(response, callback, functions.invoke(function, orEmptyObject(event)));
            case "Event" ->
                events.invoke(function, orEmptyObject(event))
                        .ifPresentOrElse(
                                error -> fail(response, callback, error),
                                () -> Responses.bytes(response, callback, 202, new byte[0]));
            case "DryRun" -> Responses.bytes(response, callback, 204, new byte[0]);
            default ->
                fail(
                        response,
                        callback,
                        new InvocationResult.ServiceError(
                                "InvalidParameterValueException", "Unknown invocation type " + type, 400));
        }
    }

    private static byte[] orEmptyObject(byte[] event) {
        return event.length == 0 ? "{}".getBytes(UTF_8) : event;
    }

    private static void answer(Response response, Callback callback, InvocationResult result) {
        switch (result) {
            case InvocationResult.Success success -> payload(response, callback, success.payload());
            case InvocationResult.FunctionError error -> {
                response.getHeaders().put("X-Amz-Function-Error", "Unhandled");
                payload(response, callback, error.payload());
            }
            case InvocationResult.ServiceError error -> fail(response, callback, error);
        }
    }

    private static void payload(Response response, Callback callback, byte[] payload) {
        response.getHeaders().put("X-Amz-Executed-Version", "$LATEST");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        Responses.bytes(response, callback, 200, payload);
    }

    private static void fail(Response response, Callback callback, InvocationResult.ServiceError error) {
        response.getHeaders().put("x-amzn-ErrorType", error.type());
        var type = error.status() < 500 ? "User" : "Service";
        Responses.json(response, callback, error.status(), new ErrorBody(type, error.message()));
    }

    private record ErrorBody(
            @JsonProperty("Type") String type,
            @JsonProperty("Message") String message) {}
}
