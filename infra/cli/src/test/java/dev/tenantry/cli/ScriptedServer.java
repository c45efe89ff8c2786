package dev.tenantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** Serves one scripted job by the public HTTP and WebSocket contracts, as well or as badly as a test wants. */
public final class ScriptedServer implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger tickets = new AtomicInteger();
    private final ScriptedJob job = new ScriptedJob();
    private volatile boolean socketsRefused;
    private volatile boolean replaying = true;
    private volatile boolean logTrimmed;
    private volatile Answer refusal;
    private volatile Answer configuration = Answer.json(404, MAPPER.createObjectNode());
    private volatile String accepted = "";
    private volatile String rollbackPreview = "{\"steps\": []}";

    /**
     * A request that came.
     *
     * @param method its method
     * @param target its path and query
     * @param headers its headers, names in lower case
     * @param body its body
     */
    public record Call(String method, String target, Map<String, String> headers, String body) {}

    private record Answer(int status, String type, Map<String, String> headers, String body) {
        static Answer json(int status, JsonNode body) {
            return new Answer(status, "application/json", Map.of(), body.toString());
        }

        Answer with(String header, String value) {
            return new Answer(status, type, Map.of(header, value), body);
        }
    }

    /** Starts on a free port. */
    public ScriptedServer() throws Exception {
        var context = new ContextHandler("/");
        var upgrade = WebSocketUpgradeHandler.from(
                server,
                context,
                container -> container.addMapping("/live", (request, response, callback) -> {
                    note(request, "");
                    if (socketsRefused) {
                        Response.writeError(request, response, callback, 403);
                        return null;
                    }
                    return new Socket();
                }));
        upgrade.setHandler(new Http());
        context.setHandler(upgrade);
        server.setHandler(context);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
    }

    /** Where the API answers. */
    public URI api() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** Where the WebSocket answers. */
    public URI live() {
        return URI.create("ws://" + api().getAuthority() + "/live");
    }

    /** The job that is served. */
    public ScriptedJob job() {
        return job;
    }

    /** What was asked by HTTP, handshakes included, but for tokens. */
    public List<Call> calls() {
        return calls;
    }

    /** What came over WebSockets. */
    public List<JsonNode> messages() {
        return messages;
    }

    /** How many WebSockets are open. */
    public int openSockets() {
        return sockets.size();
    }

    /** Sends a frame to everybody. */
    public void send(JsonNode frame) {
        sockets.forEach(
                socket -> socket.session.sendText(frame.toString(), org.eclipse.jetty.websocket.api.Callback.NOOP));
    }

    /** Breaks every connection without a word. */
    public void breakSockets() {
        sockets.forEach(socket -> socket.session.disconnect());
    }

    /** From now on handshakes are refused, or not. */
    public void refuseSockets(boolean refused) {
        socketsRefused = refused;
    }

    /** From now on a subscription gets no replay of what it missed. */
    public void withoutReplay() {
        replaying = false;
    }

    /** From now on the event log is empty, as if everything in it had expired. */
    public void trimLog() {
        logTrimmed = true;
    }

    /** From now on every HTTP request gets this answer. */
    public void refuse(int status, String type, String body) {
        refusal = new Answer(status, type, Map.of("X-Request-Id", "req-7"), body);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void note(Request request, String body) {
        var headers = new HashMap<String, String>();
        for (HttpField field : request.getHeaders()) {
            headers.put(field.getLowerCaseName(), field.getValue());
        }
        calls.add(new Call(request.getMethod(), request.getHttpURI().getPathQuery(), headers, body));
    }

    /** From now on this is the token that programs of this machine get; empty: none. */
    public void giveToken(String token) {
        configuration = Answer.json(200, MAPPER.createObjectNode().put("devToken", token));
    }

    /** From now on only requests with this token are answered. */
    public void accept(String token) {
        accepted = token;
    }

    private boolean isAccepted(Request request) {
        return accepted.isEmpty()
                || ("Bearer " + accepted).equals(request.getHeaders().get("Authorization"));
    }

    private Answer answer(Request request, String body) {
        var target = request.getHttpURI().getPathQuery();
        if (target.equals("/config.json")) {
            return configuration;
        }
        note(request, body);
        if (!isAccepted(request)) {
            return new Answer(401, "application/json", Map.of(), "{\"message\":\"Unauthorized\"}");
        }
        return answer(request.getMethod(), target, body, request.getHeaders().get("If-None-Match"));
    }

    /** From now on a rollback would undo this. */
    public void wouldUndo(String preview) {
        rollbackPreview = preview;
    }

    private Answer answer(String method, String target, String body, String ifNoneMatch) {
        if (refusal != null) {
            return refusal;
        }
        var etag = "\"v" + job.version() + "\"";
        if (method.equals("POST") && target.equals("/v1/live-tickets")) {
            var ticket = tickets.incrementAndGet();
            return Answer.json(
                    201,
                    MAPPER.createObjectNode()
                            .put("ticket", Integer.toString(ticket))
                            .put("url", live() + "?ticket=" + ticket)
                            .put("expiresAt", "2026-12-01T09:31:00.000Z"));
        }
        if (method.equals("POST") && target.equals("/v1/orgs/acme/provisioning-jobs")) {
            return Answer.json(202, job.json());
        }
        if (target.equals("/v1/provisioning-jobs/" + ScriptedJob.ID + "/cancel")) {
            return Answer.json(202, job.json());
        }
        if (target.equals("/v1/provisioning-jobs/" + ScriptedJob.ID + "/rollback")) {
            return body.contains("\"dryRun\":true")
                    ? new Answer(200, "application/json", Map.of(), rollbackPreview)
                    : Answer.json(202, job.json());
        }
        if (target.equals("/v1/orgs/acme/provisioning-jobs/latest")) {
            return Answer.json(200, job.json());
        }
        if (target.equals("/v1/provisioning-jobs/" + ScriptedJob.ID)) {
            return etag.equals(ifNoneMatch)
                    ? new Answer(304, "", Map.of("ETag", etag), "")
                    : Answer.json(200, job.json()).with("ETag", etag);
        }
        var events = "/v1/provisioning-jobs/" + ScriptedJob.ID + "/events?after=";
        if (target.startsWith(events)) {
            return Answer.json(200, page(Long.parseLong(target.substring(events.length()))));
        }
        var problem = MAPPER.createObjectNode()
                .put("status", 404)
                .put("title", "Not found")
                .put("code", "not-found");
        return new Answer(404, "application/problem+json", Map.of(), problem.toString());
    }

    private ObjectNode page(long after) {
        var page = MAPPER.createObjectNode();
        var events = logTrimmed ? List.<ObjectNode>of() : job.eventsAfter(after);
        page.putArray("events").addAll(events);
        return page.put("nextAfter", after + events.size());
    }

    private final class Http extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            var answer = answer(request, Content.Source.asString(request));
            response.setStatus(answer.status());
            if (!answer.type().isEmpty()) {
                response.getHeaders().put("Content-Type", answer.type());
            }
            answer.headers().forEach(response.getHeaders()::put);
            Content.Sink.write(response, true, answer.body(), callback);
            return true;
        }
    }

    /** One client's connection. */
    public final class Socket implements Session.Listener.AutoDemanding {
        private volatile Session session;

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
        }

        @Override
        public void onWebSocketText(String text) {
            try {
                var message = MAPPER.readTree(text);
                messages.add(message);
                if (message.path("action").textValue().equals("ping")) {
                    say(MAPPER.createObjectNode().put("type", "pong"));
                } else {
                    sockets.add(this);
                    replay(message.path("after").longValue());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void onWebSocketClose(int statusCode, String reason, org.eclipse.jetty.websocket.api.Callback callback) {
            sockets.remove(this);
            callback.succeed();
        }

        @Override
        public void onWebSocketError(Throwable broken) {
            // Tests break connections on purpose; without this, Jetty logs it.
        }

        private void replay(long after) {
            if (replaying) {
                say(MAPPER.createObjectNode()
                        .put("type", "snapshot")
                        .put("version", job.version())
                        .set("job", job.json()));
                job.eventsAfter(after).forEach(this::say);
            }
        }

        private void say(JsonNode frame) {
            session.sendText(frame.toString(), org.eclipse.jetty.websocket.api.Callback.NOOP);
        }
    }
}
