package dev.tenantry.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.local.aws.AwsAccount;
import dev.tenantry.local.aws.AwsTarget;
import dev.tenantry.local.template.Template;
import dev.tenantry.local.template.WebSocketApiResource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpURI;

/** What requests to AWS do, of which it knows those that functions send. */
public final class RequestAccess {
    private static final Pattern CONNECTION = Pattern.compile("(?:/[^/@]+)?/@connections/([^/]+)");

    private final AwsAccount account;
    private final JsonAccess json;
    private final List<WebSocketApiResource> webSocketApis;

    /**
     * Makes a reader of requests.
     *
     * @param stateMachineOfToken the ARN of the state machine that gave out a task token
     */
    public RequestAccess(
            AwsAccount account, Template template, Function<String, Optional<String>> stateMachineOfToken) {
        this.account = account;
        this.json = new JsonAccess(account, template.tables(), stateMachineOfToken);
        this.webSocketApis = template.webSocketApis();
    }

    /**
     * What a request of a JSON protocol does.
     *
     * @throws UnknownAccessException when no function is known to send such requests
     */
    List<Access> of(AwsTarget target, JsonNode body) {
        return json.of(target, body);
    }

    /**
     * What a request without a target does: it manages a connection. All WebSocket APIs share the endpoint, which takes
     * the first one's connections.
     *
     * @throws UnknownAccessException when no function is known to send such requests
     */
    List<Access> of(String method, HttpURI uri) {
        var connection = CONNECTION.matcher(uri.getPath());
        if (!connection.matches() || webSocketApis.isEmpty()) {
            throw new UnknownAccessException(method + " " + uri.getPath());
        }
        var api = webSocketApis.getFirst();
        var resource = api.id() + "/" + api.stage() + "/" + method + "/@connections/" + connection.group(1);
        return List.of(Access.of("execute-api:ManageConnections", account.arn("execute-api", resource)));
    }
}
