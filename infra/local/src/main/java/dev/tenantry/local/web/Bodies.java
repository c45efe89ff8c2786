package dev.tenantry.local.web;

import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads request bodies. */
public final class Bodies {

    private Bodies() {}

    /**
     * Reads a whole body.
     *
     * @param limit the most bytes to accept
     * @throws BodyTooLargeException if the body is longer
     * @throws IOException if the client stops sending
     */
    public static byte[] read(Request request, int limit) throws IOException {
        try (var in = Content.Source.asInputStream(request)) {
            var body = in.readNBytes(limit + 1);
            if (body.length > limit) {
                // A client that is still sending would see a reset connection instead of the answer.
                in.transferTo(OutputStream.nullOutputStream());
                throw new BodyTooLargeException(limit);
            }
            return body;
        }
    }
}
