package dev.tenantry.live;

import dev.tenantry.core.AwsClients;
import dev.tenantry.core.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;

/**
 * Posts frames to connections, by API Gateway's {@code PostToConnection}.
 *
 * <p>A client that takes nothing must not hold up the others, so a post gets little time, and only a throttled one
 * (429: the rate, or the client's buffer is full) is tried again, twice and soon.
 */
final class ConnectionPoster {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);
    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;

    private final ApiGatewayManagementApiClient client;

    ConnectionPoster(ApiGatewayManagementApiClient client) {
        this.client = client;
    }

    /** Posts to the API that {@code CONNECTIONS_ENDPOINT} names, or where the SDKs' endpoint variables lead. */
    static ConnectionPoster of(Environment environment) {
        return of(environment, TIMEOUT);
    }

    /** @param timeout how long a post waits for its answer */
    static ConnectionPoster of(Environment environment, Duration timeout) {
        var endpoint = environment
                .awsEndpoint("APIGATEWAYMANAGEMENTAPI")
                .orElseGet(() -> URI.create(environment.require("CONNECTIONS_ENDPOINT")));
        var builder = ApiGatewayManagementApiClient.builder()
                .overrideConfiguration(configuration -> configuration.retryStrategy(retryThrottled()));
        return new ConnectionPoster(new AwsClients(environment)
                .make(
                        builder,
                        Optional.of(endpoint),
                        timeout,
                        client -> client.postToConnection(
                                post -> post.connectionId("any").data(SdkBytes.fromUtf8String("{}"))),
                        _ -> "{}"));
    }

    /** Posts a frame. A client's fault is an outcome, never an exception. */
    Delivery post(String connectionId, ServerFrame frame) {
        try {
            client.postToConnection(
                    post -> post.connectionId(connectionId).data(SdkBytes.fromUtf8String(frame.text())));
            return new Delivery.Delivered();
        } catch (ApiGatewayManagementApiException refused) {
            return refused.statusCode() == GONE
                    ? new Delivery.Gone()
                    : new Delivery.Skipped("answered " + refused.statusCode());
        } catch (SdkException failure) {
            return new Delivery.Skipped(failure.getClass().getSimpleName());
        }
    }

    /**
     * Ends a connection whose caller's token has expired: sends the reason, and closes it. API Gateway closes with the
     * status of a normal end, so the frame alone tells the client that it needs a new token.
     */
    Delivery expire(String connectionId) {
        var told = post(connectionId, ServerFrame.error(FrameProblems.expiredToken()));
        if (told instanceof Delivery.Gone) {
            return told;
        }
        try {
            client.deleteConnection(delete -> delete.connectionId(connectionId));
        } catch (SdkException notClosed) {
            // It is sent nothing more all the same, and API Gateway closes it after 10 idle minutes.
            return new Delivery.Skipped("not closed: " + notClosed.getClass().getSimpleName());
        }
        return new Delivery.Expired();
    }

    private static RetryStrategy retryThrottled() {
        var pauses = BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE);
        return StandardRetryStrategy.builder()
                .maxAttempts(ATTEMPTS)
                .retryOnException(failure -> failure instanceof ApiGatewayManagementApiException refused
                        && refused.statusCode() == TOO_MANY_REQUESTS)
                .backoffStrategy(pauses)
                .throttlingBackoffStrategy(pauses)
                .circuitBreakerEnabled(false)
                .useClientDefaults(false)
                .build();
    }
}
