package dev.tenantry.twilio.simulator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import dev.tenantry.twilio.simulator.openapi.Exchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sends requests as they are, without a Twilio library between. */
public final class RawClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String user;
    private final String password;
    private final Consumer<Exchange> observer;

    public RawClient(URI base, String user, String password) {
        this(base, user, password, _ -> {});
    }

    /** A client whose exchanges with Twilio's hosts somebody looks at. */
    public RawClient(URI base, String user, String password, Consumer<Exchange> observer) {
        this.base = base;
        this.user = user;
        this.password = password;
        this.observer = observer;
    }

    public static RawClient ofParent(TwilioSimulator simulator) {
        return new RawClient(simulator.baseUrl(), simulator.accountSid(), simulator.authToken());
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public JsonNode json() throws IOException {
            return JSON.readTree(response.body());
        }

        public String text(String property) throws IOException {
            return json().path(property).textValue();
        }

        public int code() throws IOException {
            return json().path("code").intValue();
        }
    }

    public Answer get(String hostAndPath) throws IOException, InterruptedException {
        return observed("GET", hostAndPath, "", send(request(hostAndPath).GET()));
    }

    public Answer delete(String hostAndPath) throws IOException, InterruptedException {
        return observed("DELETE", hostAndPath, "", send(request(hostAndPath).DELETE()));
    }

    /** Posts a form of names and values in turn. */
    public Answer post(String hostAndPath, String... form) throws IOException, InterruptedException {
        var body = encode(form);
        return observed("POST", hostAndPath, body, send(post(request(hostAndPath), body)));
    }

    /** Posts a form, and waits no longer than this for the answer. */
    public Answer post(Duration patience, String hostAndPath, String... form) throws IOException, InterruptedException {
        return send(post(request(hostAndPath).timeout(patience), encode(form)));
    }

    /** Posts a form, and waits for no answer. */
    public CompletableFuture<HttpResponse<String>> postLater(String hostAndPath, String... form) {
        return http.sendAsync(post(request(hostAndPath), encode(form)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends JSON to the control API. */
    public Answer control(String method, String path, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    public Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    public HttpRequest.Builder request(String hostAndPath) {
        var request = HttpRequest.newBuilder(URI.create(base + "/" + hostAndPath));
        if (user != null) {
            var credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        }
        return request;
    }

    private Answer observed(String method, String hostAndPath, String form, Answer answer) {
        var uri = URI.create("https://" + hostAndPath);
        var request = Exchange.Request.of(method, uri.getHost(), uri.getRawPath(), uri.getRawQuery(), form);
        var body = answer.response().body();
        observer.accept(new Exchange(request, Optional.of(new Exchange.Answer(answer.status(), body))));
        return answer;
    }

    private static HttpRequest.Builder post(HttpRequest.Builder request, String form) {
        return request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    private static String encode(String... form) {
        return IntStream.range(0, form.length / 2)
                .mapToObj(i -> encode(form[2 * i]) + "=" + encode(form[2 * i + 1]))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
