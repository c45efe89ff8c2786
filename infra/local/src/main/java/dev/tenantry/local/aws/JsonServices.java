package dev.tenantry.local.aws;

import dev.tenantry.local.web.Bodies;
import dev.tenantry.local.web.BodyTooLargeException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The services that are called by {@code X-Amz-Target}, each by its prefix, for instance {@code AWSStepFunctions}. */
public final class JsonServices extends Handler.Abstract {

    /** More than any AWS JSON service takes; DynamoDB's 16 MB transactions come nearest. */
    private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    private final Map<String, JsonService> services;

    /**
     * Makes the handler.
     *
     * @param services by what stands before the dot in {@code X-Amz-Target}
     */
    public JsonServices(Map<String, JsonService> services) {
        this.services = Map.copyOf(services);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        var target = AwsTarget.of(request);
        var service = target.map(AwsTarget::service).map(services::get);
        if (service.isEmpty()) {
            return false;
        }
        call(service.get(), target.get().operation(), request).write(request, response, callback);
        return true;
    }

    private static AwsAnswer call(JsonService service, String operation, Request request) throws IOException {
        try {
            var body = Bodies.read(request, MAX_BODY_BYTES);
            return service.call(new AwsRequest(operation, body, endpoint(request)));
        } catch (BodyTooLargeException e) {
            return new AwsException("RequestEntityTooLargeException", e.getMessage(), 413).answer();
        }
    }

    private static URI endpoint(Request request) {
        return URI.create(
                request.getHttpURI().getScheme() + "://" + request.getHttpURI().getAuthority());
    }
}
