package dev.tenantry.local.aws;

import dev.tenantry.local.web.Json;
import dev.tenantry.local.web.Responses;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The answer of a service of the AWS JSON protocols.
 *
 * @param status the HTTP status: 200, or that of the error
 * @param body JSON; an error's has {@code __type} and {@code message}
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
public record AwsAnswer(int status, byte[] body) {

    private static final String DEFAULT_CONTENT_TYPE = "application/x-amz-json-1.0";

    /** A successful answer. */
    public static AwsAnswer ok(Object output) {
        return new AwsAnswer(200, Json.bytes(output));
    }

    /** Writes it in the version of the protocol that the request came in. */
    public void write(Request request, Response response, Callback callback) {
        var sent = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        var isAmzJson = sent != null && sent.startsWith("application/x-amz-json");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, isAmzJson ? sent : DEFAULT_CONTENT_TYPE);
        response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
        Responses.bytes(response, callback, status, body);
    }
}
