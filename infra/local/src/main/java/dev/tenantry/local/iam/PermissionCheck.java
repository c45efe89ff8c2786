package dev.tenantry.local.iam;

import dev.tenantry.local.aws.AwsException;
import dev.tenantry.local.aws.AwsTarget;
import dev.tenantry.local.web.Bodies;
import dev.tenantry.local.web.BodyTooLargeException;
import dev.tenantry.local.web.Json;
import dev.tenantry.local.web.Responses;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The permission of functions to send the AWS endpoint a request: their policies in the template decide, as IAM does.
 * Each function signs with an access key of its own; a request with any other key, or without one, is the account's
 * administrator's.
 */
public final class PermissionCheck extends Handler.Wrapper {

    private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([^/,\\s]+)/");

    /** More than any request of a function; DynamoDB's 16 MB transactions come nearest. */
    private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    private final Roles roles;
    private final RequestAccess accesses;
    private final Consumer<Decision> decisions;

    /**
     * Makes the check before some services.
     *
     * @param services what answers the requests that are allowed
     * @param roles what functions may do
     * @param accesses what requests do
     * @param decisions learns of each decision, from many threads
     */
    public PermissionCheck(Handler services, Roles roles, RequestAccess accesses, Consumer<Decision> decisions) {
        super(services);
        this.roles = roles;
        this.accesses = accesses;
        this.decisions = decisions;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var role = accessKey(request).flatMap(roles::ofAccessKey);
        if (role.isEmpty()) {
            return super.handle(request, response, callback);
        }
        var target = AwsTarget.of(request);
        // Only the JSON protocols have in their body what a request is about.
        var body = target.isPresent() ? read(request) : new byte[0];
        var refusal = refusal(role.get(), request, target, body);
        if (refusal.isPresent()) {
            answer(refusal.get(), target, request, response, callback);
            return true;
        }
        return super.handle(target.isPresent() ? new BodyRequest(request, body) : request, response, callback);
    }

    private static Optional<String> accessKey(Request request) {
        return Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION))
                .map(ACCESS_KEY::matcher)
                .filter(key -> key.find())
                .map(key -> key.group(1));
    }

    private static byte[] read(Request request) throws IOException {
        try {
            return Bodies.read(request, MAX_BODY_BYTES);
        } catch (BodyTooLargeException e) {
            throw new IOException(e);
        }
    }

    private Optional<String> refusal(Role role, Request request, Optional<AwsTarget> target, byte[] body)
            throws IOException {
        List<Access> needed;
        try {
            needed = target.isPresent()
                    ? accesses.of(target.get(), Json.MAPPER.readTree(body))
                    : accesses.of(request.getMethod(), request.getHttpURI());
        } catch (UnknownAccessException e) {
            decisions.accept(new Decision(role.function(), Access.unknown(e.getMessage()), List.of()));
            return Optional.of(
                    "User: " + role.arn() + " sent a request that no function is known to send: " + e.getMessage());
        }
        var decided = needed.stream().map(role::decide).toList();
        decided.forEach(decisions);
        return decided.stream()
                .filter(decision -> !decision.isAllowed())
                .map(decision -> refusal(role, decision.access()))
                .findFirst();
    }

    private static String refusal(Role role, Access access) {
        return "User: %s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action"
                .formatted(role.arn(), access.action(), access.resource().orElse("*"), access.action());
    }

    private static void answer(
            String refusal, Optional<AwsTarget> target, Request request, Response response, Callback callback) {
        if (target.isPresent()) {
            new AwsException("AccessDeniedException", refusal).answer().write(request, response, callback);
        } else {
            response.getHeaders().put("x-amzn-ErrorType", "AccessDeniedException");
            Responses.json(response, callback, 403, Map.of("Message", refusal));
        }
    }
}
