package dev.tenantry.twilio.simulator.callbacks;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Sends signed requests, once each. Credentials in a URL become an Authorization header, and a fragment, which with
 * Twilio holds connection settings, is left out.
 */
final class SignedHttpClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private HttpClient http;

    /** Sends a form, in the body or, with GET, in the query. */
    Delivery form(String method, String target, Map<String, String> form, String authToken, String idempotencyToken) {
        var encoded = new TreeMap<>(form)
                .entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&"));
        if (method.equals("GET")) {
            var url = withQuery(withoutFragment(target), encoded);
            return send(url, Signature.of(authToken, url, Map.of()), idempotencyToken, HttpRequest.newBuilder());
        }
        var url = withoutFragment(target);
        var post = HttpRequest.newBuilder()
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(BodyPublishers.ofString(encoded));
        return send(url, Signature.of(authToken, url, form), idempotencyToken, post);
    }

    /** Posts JSON, whose hash the URL carries. */
    Delivery json(String target, String json, String authToken, String idempotencyToken) {
        var url = withQuery(withoutFragment(target), "bodySHA256=" + Signature.bodyHash(json));
        var post = HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        return send(url, Signature.of(authToken, url, Map.of()), idempotencyToken, post);
    }

    private Delivery send(String url, String signature, String idempotencyToken, HttpRequest.Builder request) {
        var uri = URI.create(url);
        var shown = url.replace(uri.getRawUserInfo() + "@", "");
        if (uri.getUserInfo() != null) {
            var credentials = uri.getUserInfo().getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        }
        request.uri(URI.create(shown))
                .timeout(PATIENCE)
                .header("X-Twilio-Signature", signature)
                .header("I-Twilio-Idempotency-Token", idempotencyToken);
        try {
            var response = client().send(request.build(), BodyHandlers.discarding());
            return new Delivery(shown, response.statusCode(), null);
        } catch (IOException e) {
            return new Delivery(shown, null, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Delivery(shown, null, e.toString());
        }
    }

    private static String withoutFragment(String url) {
        int fragment = url.indexOf('#');
        return fragment < 0 ? url : url.substring(0, fragment);
    }

    private static String withQuery(String url, String query) {
        return url + (url.contains("?") ? "&" : "?") + query;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Made when it is needed: it costs a fifth of a second, and most runs send nothing. */
    private synchronized HttpClient client() {
        if (http == null) {
            http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
        }
        return http;
    }

    @Override
    public synchronized void close() {
        if (http != null) {
            http.shutdownNow();
        }
    }
}
