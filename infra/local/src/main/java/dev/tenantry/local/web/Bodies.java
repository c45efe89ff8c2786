package dev.tenantry.local.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads request bodies. */
public final class Bodies {

    private static final Logger LOGGER = LoggerFactory.getLogger(Bodies.class);

    private Bodies() {}

    /**
     * Reads a whole body.
     *
     * @param limit the most bytes to accept
     * @throws BodyTooLargeException if the body is longer
     * @throws HttpException.RuntimeException answered with 408 if the client stops sending, and with 400 if what it
     *     sends is no body
     */
    public static byte[] read(Request request, int limit) throws BodyTooLargeException {
        try (var in = Content.Source.asInputStream(request)) {
            var body = in.readNBytes(limit + 1);
            if (body.length > limit) {
                // A client that is still sending would see a reset connection instead of the answer.
                in.transferTo(OutputStream.nullOutputStream());
                throw new BodyTooLargeException(limit);
            }
            return body;
        } catch (BodyTooLargeException tooLarge) {
            throw tooLarge;
        } catch (IOException broken) {
            // The client's fault, so without a stack trace.
            LOGGER.info(
                    "{} {}: the body could not be read: {}",
                    request.getMethod(),
                    request.getHttpURI().getPath(),
                    broken.getMessage());
            throw new HttpException.RuntimeException(
                    isTimeout(broken) ? HttpStatus.REQUEST_TIMEOUT_408 : HttpStatus.BAD_REQUEST_400);
        }
    }

    private static boolean isTimeout(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }
}
