package dev.tenantry.steps;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** Stands between the function and Twilio, and passes its calls through {@link OutboundCalls}. */
final class TwilioRelay {
    private static final String TOO_MANY = "{\"code\": 20429, \"message\": \"Too many requests\", \"status\": 429}";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI twilio;
    private final OutboundCalls outbound;
    private final Map<String, Runnable> interludes = new ConcurrentHashMap<>();
    private volatile boolean listsAreEmpty;

    private TwilioRelay(URI twilio, OutboundCalls outbound) {
        this.twilio = twilio;
        this.outbound = outbound;
    }

    static TwilioRelay start(URI twilio, OutboundCalls outbound) throws Exception {
        var relay = new TwilioRelay(twilio, outbound);
        relay.connector.setHost("127.0.0.1");
        relay.server.addConnector(relay.connector);
        relay.server.setHandler(relay.new Forwarding());
        relay.server.start();
        return relay;
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** From now on lists show nothing, whatever is there: every look-up is blind. */
    void emptyLists() {
        listsAreEmpty = true;
    }

    /** Before the next request of this name, e.g. {@code POST Keys.json}, reaches Twilio, this happens, once. */
    void before(String call, Runnable interlude) {
        interludes.put(call, interlude);
    }

    void stop() throws Exception {
        client.close();
        server.stop();
    }

    private final class Forwarding extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            try {
                pass(request, response, callback);
            } catch (IOException twilioDroppedIt) {
                drop(request, callback);
            }
            return true;
        }

        private void pass(Request request, Response response, Callback callback)
                throws IOException, InterruptedException {
            var resource = request.getHttpURI()
                    .getPath()
                    .replaceFirst(".*/", "")
                    .replaceFirst("^([A-Z]{2})[0-9a-f]{32}", "$1…");
            var call = request.getMethod() + " " + resource;
            Optional.ofNullable(interludes.remove(call)).ifPresent(Runnable::run);
            switch (outbound.pass("Twilio " + call)) {
                case REFUSED -> answer(response, 429, TOO_MANY, callback);
                case STOPPED -> drop(request, callback);
                case UNANSWERED, UNANSWERED_ONCE -> {
                    forward(request);
                    drop(request, callback);
                }
                case PAUSED -> paused(request, response, callback);
                case FREE -> answer(response, forward(request), request, callback);
            }
        }

        /** A write is on its way already when its caller is paused. */
        private void paused(Request request, Response response, Callback callback)
                throws IOException, InterruptedException {
            if (request.getMethod().equals("GET")) {
                outbound.pause();
                answer(response, forward(request), request, callback);
            } else {
                var answer = forward(request);
                outbound.pause();
                answer(response, answer, request, callback);
            }
        }

        private void answer(Response response, HttpResponse<String> twilios, Request request, Callback callback)
                throws IOException {
            var body = isBlind(request) ? emptied(twilios.body()) : twilios.body();
            answer(response, twilios.statusCode(), body, callback);
        }

        private HttpResponse<String> forward(Request request) throws IOException, InterruptedException {
            var body = Content.Source.asString(request, StandardCharsets.UTF_8);
            var forwarded = HttpRequest.newBuilder(
                            twilio.resolve(request.getHttpURI().getPathQuery()))
                    .header("Authorization", request.getHeaders().get(HttpHeader.AUTHORIZATION))
                    .method(request.getMethod(), BodyPublishers.ofString(body))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .build();
            return client.send(forwarded, BodyHandlers.ofString());
        }

        /** What is for sale can be seen all the same. */
        private boolean isBlind(Request request) {
            return listsAreEmpty
                    && request.getMethod().equals("GET")
                    && !request.getHttpURI().getPath().contains("/AvailablePhoneNumbers/");
        }

        /** An answer whose lists have nothing in them; one without lists stays as it is. */
        private static String emptied(String body) throws IOException {
            var json = JSON.readTree(body);
            for (var member : json) {
                if (member instanceof ArrayNode list) {
                    list.removeAll();
                }
            }
            return json.toString();
        }

        private static void answer(Response response, int status, String body, Callback callback) {
            response.setStatus(status);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            Content.Sink.write(response, true, body, callback);
        }

        private static void drop(Request request, Callback callback) {
            request.getConnectionMetaData().getConnection().getEndPoint().close();
            callback.failed(new EofException("The relay dropped the connection"));
        }
    }
}
