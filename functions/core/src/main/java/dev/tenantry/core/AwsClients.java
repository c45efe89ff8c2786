package dev.tenantry.core;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Makes AWS SDK clients that live in an {@link Environment}: its region, its credentials, its endpoints. */
public final class AwsClients {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    private final Environment environment;

    /** Clients of this environment. */
    public AwsClients(Environment environment) {
        this.environment = environment;
    }

    /**
     * A client made by this builder.
     *
     * @param builder a new builder, e.g. {@code DynamoDbClient.builder()}
     * @param service the service's name in the SDKs' endpoint variables, e.g. {@code DYNAMODB}
     */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C make(B builder, String service) {
        return make(builder, environment.awsEndpoint(service));
    }

    /**
     * A client made by this builder. Before a snapshot, its first calls are rehearsed: what they load, more than half
     * of what a client needs in all, is then in the snapshot, and no invocation waits for it. Nothing leaves the
     * process.
     *
     * @param service the service's name in the SDKs' endpoint variables, e.g. {@code DYNAMODB}
     * @param firstCalls calls that the function is going to make, with any arguments
     */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C make(
            B builder, String service, Consumer<C> firstCalls) {
        return make(builder, environment.awsEndpoint(service), READ_TIMEOUT, firstCalls, _ -> "{}");
    }

    /**
     * Such a client of this endpoint, or of the service's own when there is none.
     *
     * @param readTimeout how long a read from the service waits
     * @param answers what answers a call of the rehearsal, by its body
     */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C make(
            B builder,
            Optional<URI> endpoint,
            Duration readTimeout,
            Consumer<C> firstCalls,
            UnaryOperator<String> answers) {
        var client = make(builder, endpoint, readTimeout);
        if (environment.precedesSnapshot()) {
            TlsRehearsal.run();
            try (var loopback = new LoopbackAnswers(answers)) {
                firstCalls.accept(builder.endpointOverride(loopback.url())
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")))
                        .build());
            }
        }
        return client;
    }

    /**
     * A client of DynamoDB or another service at its usual endpoint, whose rehearsed calls are answered so.
     *
     * @param answers what answers a call of the rehearsal, by its body
     */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C make(
            B builder, String service, Consumer<C> firstCalls, UnaryOperator<String> answers) {
        return make(builder, environment.awsEndpoint(service), READ_TIMEOUT, firstCalls, answers);
    }

    /** A client made by this builder that calls this endpoint, or the service's own when there is none. */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C make(
            B builder, Optional<URI> endpoint) {
        return make(builder, endpoint, READ_TIMEOUT);
    }

    /** Such a client that waits no longer than this for each read from the service. */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C make(
            B builder, Optional<URI> endpoint, Duration readTimeout) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.region(Region.of(environment.require("AWS_REGION")))
                .credentialsProvider(credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(readTimeout))
                .build();
    }

    /**
     * Lambda puts credentials into the variables, which stay as they are while the process lives; or, with SnapStart,
     * behind an endpoint that the default chain knows.
     */
    private AwsCredentialsProvider credentials() {
        var accessKey = environment.find("AWS_ACCESS_KEY_ID");
        var secretKey = environment.find("AWS_SECRET_ACCESS_KEY");
        if (accessKey.isEmpty() || secretKey.isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        return StaticCredentialsProvider.create(environment
                .find("AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(accessKey.get(), secretKey.get(), token))
                .orElseGet(() -> AwsBasicCredentials.create(accessKey.get(), secretKey.get())));
    }
}
