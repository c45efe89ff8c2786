package dev.tenantry.twilio.internal;

import com.twilio.constant.EnumConstants.ContentType;
import com.twilio.exception.ApiException;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * HTTP transport of the Twilio SDK that never retries: it sends every request once, follows no redirect, and speaks to
 * Twilio alone.
 *
 * <p>The SDK's own transport repeats a request that was answered with a server error, which can create a resource
 * several times. This one leaves retries to {@link RetryPolicy}, which knows which calls can do no harm twice: an
 * answer that is not a success is a {@link ErrorResponseException}, a missing answer an {@link UncheckedIOException}.
 *
 * <p>Each write uses a new connection. A pooled connection may have died while Lambda kept the process frozen ("Best
 * practices for working with AWS Lambda functions": idle connections are purged), and a write that meets a dead
 * connection has an unknown outcome, which costs more than a handshake. Reads are pooled: the JDK repeats those by
 * itself.
 */
public final class NonRetryingHttpClient extends com.twilio.http.HttpClient implements AutoCloseable {

    /** More than a full page of Twilio's longest list, and little enough for a small Lambda function. */
    private static final int MAX_ANSWER_BYTES = 8 * 1024 * 1024;

    private static final String USER_AGENT = "tenantry twilio-java/" + com.twilio.Twilio.VERSION;

    private final Duration connectTimeout;
    private final Duration answerTimeout;
    private final Optional<URI> baseUrl;
    private final SharedHttpClient pooled;
    private final AtomicBoolean isOpen;

    /**
     * @param connectTimeout the longest wait for a connection
     * @param answerTimeout the longest wait for one call's whole answer, connecting included
     * @param baseUrl where the calls go instead of to Twilio
     */
    public NonRetryingHttpClient(Duration connectTimeout, Duration answerTimeout, Optional<URI> baseUrl) {
        this(connectTimeout, answerTimeout, baseUrl, SharedHttpClient.open(connectTimeout), new AtomicBoolean(true));
    }

    private NonRetryingHttpClient(
            Duration connectTimeout,
            Duration answerTimeout,
            Optional<URI> baseUrl,
            SharedHttpClient pooled,
            AtomicBoolean isOpen) {
        this.connectTimeout = connectTimeout;
        this.answerTimeout = answerTimeout;
        this.baseUrl = baseUrl;
        this.pooled = pooled;
        this.isOpen = isOpen;
    }

    /** The same transport, with its pooled connections, whose calls go to this base URL, or else to Twilio. */
    public NonRetryingHttpClient to(Optional<URI> baseUrl) {
        return new NonRetryingHttpClient(connectTimeout, answerTimeout, baseUrl, pooled, isOpen);
    }

    /** Sends the request once, whatever the SDK's defaults say. */
    @Override
    public Response reliableRequest(Request request) {
        return makeRequest(request);
    }

    /** Sends the request once and ignores the retry settings. */
    @Override
    public Response reliableRequest(Request request, int[] retryCodes, int retries, long delayMillis) {
        return makeRequest(request);
    }

    /**
     * Sends the request once.
     *
     * @return the answer, if its status is 2xx
     * @throws ErrorResponseException if Twilio answers with another status
     * @throws UncheckedIOException if there is no whole answer in time
     * @throws ApiException if the request would leave Twilio's hosts; nothing is sent then
     */
    @Override
    public Response makeRequest(Request request) {
        var answer = send(request.getMethod(), toHttp(request));
        var status = answer.statusCode();
        if (status < 200 || status > 299) {
            throw new ErrorResponseException(status, answer.headers(), answer.body());
        }
        return new Response(new String(answer.body(), StandardCharsets.UTF_8), status, headers(answer));
    }

    /** Gives the pooled connections up. The last to do so closes them, cutting off calls that are still open. */
    @Override
    public void close() {
        if (isOpen.getAndSet(false)) {
            pooled.close();
        }
    }

    private HttpResponse<byte[]> send(HttpMethod method, HttpRequest request) {
        if (method == HttpMethod.GET) {
            return await(pooled.client(), request);
        }
        try (var own = SharedHttpClient.newClient(connectTimeout)) {
            return await(own, request);
        }
    }

    /** Waits here and not by {@code HttpRequest.timeout}, which ends with the headers: a body may stall as well. */
    private HttpResponse<byte[]> await(HttpClient client, HttpRequest request) {
        BodyHandler<byte[]> body = BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES);
        var answer = client.sendAsync(request, body);
        try {
            return answer.get(answerTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new UncheckedIOException(new HttpTimeoutException("no whole answer in " + answerTimeout));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted while waiting for the answer"));
        } catch (ExecutionException e) {
            throw new UncheckedIOException(e.getCause() instanceof IOException io ? io : new IOException(e.getCause()));
        }
    }

    private HttpRequest toHttp(Request request) {
        var http = HttpRequest.newBuilder(target(request))
                .header("Accept", "application/json")
                .header("User-Agent", USER_AGENT);
        if (request.requiresAuthentication()) {
            http.header("Authorization", request.getAuthString());
        }
        request.getHeaderParams().forEach((name, values) -> values.forEach(value -> http.header(name, value)));
        if (request.getPostParams().isEmpty()) {
            return http.method(request.getMethod().toString(), BodyPublishers.noBody())
                    .build();
        }
        return http.header("Content-Type", ContentType.FORM_URLENCODED.getValue())
                .method(request.getMethod().toString(), BodyPublishers.ofString(request.encodeFormBody()))
                .build();
    }

    private URI target(Request request) {
        var url = URI.create(request.constructURL().toString());
        requireTwilio(url);
        return baseUrl.map(base -> redirected(url, base)).orElse(url);
    }

    /** A list's next page is an address that comes from an answer: the credentials must not follow it elsewhere. */
    private static void requireTwilio(URI url) {
        var host = url.getHost();
        if (!"https".equals(url.getScheme()) || host == null || !host.endsWith(".twilio.com") || url.getPort() != -1) {
            throw new ApiException("Not an address of Twilio: " + url.getScheme() + "://" + url.getRawAuthority());
        }
    }

    private static URI redirected(URI url, URI base) {
        var path = base.toString().replaceFirst("/$", "") + "/" + url.getHost() + url.getRawPath();
        return URI.create(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
    }

    private static Header[] headers(HttpResponse<byte[]> answer) {
        return answer.headers().map().entrySet().stream()
                .flatMap(header ->
                        header.getValue().stream().map(value -> (Header) new BasicHeader(header.getKey(), value)))
                .toArray(Header[]::new);
    }
}
