package dev.tenantry.local.aws;

import java.util.Optional;
import org.eclipse.jetty.server.Request;

/**
 * The {@code X-Amz-Target} header of the AWS JSON protocols.
 *
 * @param service what stands before the dot, for instance {@code DynamoDB_20120810}
 * @param operation what stands after it, for instance {@code GetItem}
 */
public record AwsTarget(String service, String operation) {

    static String header(Request request) {
        return request.getHeaders().get("X-Amz-Target");
    }

    /** The header of a request; empty where it has none that names a service and an operation. */
    public static Optional<AwsTarget> of(Request request) {
        var header = header(request);
        var dot = header == null ? -1 : header.lastIndexOf('.');
        return dot < 0
                ? Optional.empty()
                : Optional.of(new AwsTarget(header.substring(0, dot), header.substring(dot + 1)));
    }
}
