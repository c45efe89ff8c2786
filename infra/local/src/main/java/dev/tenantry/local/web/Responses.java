package dev.tenantry.local.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes whole responses. */
public final class Responses {

    private Responses() {}

    /** Answers with a value as {@code application/json}. */
    public static void json(Response response, Callback callback, int status, Object value) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        bytes(response, callback, status, Json.bytes(value));
    }

    /** Answers with bytes; the caller has set the headers. */
    public static void bytes(Response response, Callback callback, int status, byte[] body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
