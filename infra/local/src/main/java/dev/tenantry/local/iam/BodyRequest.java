package dev.tenantry.local.iam;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Request;

/** A request whose body was read already, for handlers that read it once more. */
final class BodyRequest extends Request.Wrapper {
    private final Content.Source body;

    BodyRequest(Request request, byte[] body) {
        super(request);
        this.body = new ByteBufferContentSource(ByteBuffer.wrap(body));
    }

    @Override
    public Content.Chunk read() {
        return body.read();
    }

    @Override
    public void demand(Runnable whenThereIsMore) {
        body.demand(whenThereIsMore);
    }

    @Override
    public void fail(Throwable failure) {
        body.fail(failure);
    }
}
