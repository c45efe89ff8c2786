package dev.tenantry.local.aws;

import dev.tenantry.local.web.LocalCallers;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Endpoint of all AWS services on one port. A request that none of them knows gets AWS's
 * {@code UnknownOperationException}, one that is not of the {@link LocalCallers} gets {@code AccessDeniedException}.
 */
public final class AwsEndpoint extends Handler.Sequence {

    /**
     * Puts services behind one port.
     *
     * @param services for instance {@link DynamoDbLocal}, {@link LambdaApi}, {@link JsonServices}; each declines by
     *     returning false what is not its own
     */
    public AwsEndpoint(List<Handler> services) {
        services.forEach(this::addHandler);
        addHandler(new UnknownOperation());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!LocalCallers.isLocal(request)) {
            new AwsException("AccessDeniedException", LocalCallers.REFUSAL, 403)
                    .answer()
                    .write(request, response, callback);
            return true;
        }
        return super.handle(request, response, callback);
    }

    private static final class UnknownOperation extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            var target = AwsTarget.header(request);
            var called = target == null
                    ? request.getMethod() + " " + request.getHttpURI().getPath()
                    : target;
            AwsException.unknownOperation(called).answer().write(request, response, callback);
            return true;
        }
    }
}
