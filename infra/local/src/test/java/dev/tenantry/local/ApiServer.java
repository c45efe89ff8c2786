package dev.tenantry.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.cloudwatch.Metrics;
import dev.tenantry.local.cloudwatch.ServiceMetrics;
import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.local.template.Template;
import dev.tenantry.local.traffic.TrafficObserver;
import dev.tenantry.local.web.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Serves a template's APIs; every function answers 200, and every authorizer lets all requests pass. */
final class ApiServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");
    private static final byte[] OK = """
            {"statusCode": 200, "isAuthorized": true, "principalId": "somebody", "policyDocument": {"Statement":
             [{"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*"}]}}""".getBytes(UTF_8);

    private final BlockingQueue<Map.Entry<String, JsonNode>> invocations = new LinkedBlockingQueue<>();
    private final WebServer server;

    ApiServer(Template template) {
        var metrics = new ServiceMetrics(new Metrics(Clock.systemUTC()));
        server = WebServer.start(
                0,
                new ApiGateways(template, this::invoke, TrafficObserver.NONE, metrics)
                        .handler(Optional.empty(), NOWHERE, Optional.empty()));
    }

    URI uri() {
        return server.uri();
    }

    /** The next invocation: the function, and the event it got. */
    Map.Entry<String, JsonNode> next() throws InterruptedException {
        var invocation = invocations.poll(10, TimeUnit.SECONDS);
        if (invocation == null) {
            throw new AssertionError("No function was invoked");
        }
        return invocation;
    }

    /** The functions that were invoked so far, in order. */
    List<String> invoked() {
        return invocations.stream().map(Map.Entry::getKey).toList();
    }

    @Override
    public void close() {
        server.close();
    }

    private InvocationResult invoke(String function, byte[] event) {
        try {
            invocations.add(Map.entry(function, JSON.readTree(event)));
            return new InvocationResult.Success(OK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
