package dev.tenantry.localstack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloud.localstack.Localstack;
import cloud.localstack.docker.DockerExe;
import cloud.localstack.docker.annotation.LocalstackDockerConfiguration;
import dev.tenantry.local.dynamodb.Tables;
import dev.tenantry.local.template.ParameterResource;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * The contract, kept by LocalStack: so what our own endpoints are held to is not only what we made of AWS's documents.
 *
 * <p>The template is not deployed: LocalStack would run the functions in containers of its own, and has API Gateway's
 * HTTP and WebSocket APIs only for those who pay. What the contract needs of it is made by hand.
 */
class LocalStackIT extends AwsContract {
    private static final String IMAGE = "localstack/localstack";

    /** One that starts without an account at LocalStack, as those since March 2026 do not. */
    private static final String TAG = "4.4.0";

    private static final int MINUTES = 5;
    private static final List<Integer> DOCKER_FAILURES = List.of(1, 125, 126, 127);

    private Clients clients;
    private Resources resources;

    @BeforeAll
    void start() throws Exception {
        var obstacle = obstacle();
        assumeTrue(obstacle.isEmpty(), () -> "skipped: " + obstacle.orElseThrow());
        Localstack.INSTANCE.startup(LocalstackDockerConfiguration.builder()
                .imageName(IMAGE)
                .imageTag(TAG)
                .randomizePorts(true)
                .build());
        var endpoint = URI.create(Localstack.INSTANCE.endpointForPort(Localstack.DEFAULT_EDGE_PORT));
        clients = Clients.of(endpoint);
        resources = make(endpoint);
    }

    @AfterAll
    void stop() {
        if (clients != null) {
            clients.close();
        }
        Localstack.INSTANCE.stop();
    }

    @Override
    Clients clients() {
        return clients;
    }

    @Override
    Resources resources() {
        return resources;
    }

    /** Why LocalStack cannot run here, if it cannot. */
    private static Optional<String> obstacle() {
        try {
            var docker = new DockerExe();
            docker.execute(List.of("version", "--format", "{{.Server.Version}}"), 1, DOCKER_FAILURES);
            if (docker.execute(List.of("images", "-q", IMAGE + ":" + TAG)).isBlank()) {
                docker.execute(List.of("pull", IMAGE + ":" + TAG), MINUTES, DOCKER_FAILURES);
            }
            return Optional.empty();
        } catch (RuntimeException noDocker) {
            var reason = noDocker.getMessage().replaceAll("\\s+", " ");
            return Optional.of("LocalStack needs Docker and the image " + IMAGE + ":" + TAG + ": " + reason);
        }
    }

    private Resources make(URI endpoint) throws Exception {
        var template = Resources.template(endpoint);
        try (var http = HttpClient.newHttpClient()) {
            new Tables(endpoint, http).create(template.tables().getFirst());
        }
        template.ssmParameters().forEach(this::put);
        template.queues().forEach(queue -> clients.sqs().createQueue(request -> request.queueName(queue.name())));
        return Resources.of(template).withKeyId(newKey());
    }

    private void put(ParameterResource parameter) {
        clients.ssm().putParameter(request -> request.name(parameter.name())
                .type(ParameterType.STRING)
                .value(parameter.value()));
    }

    private String newKey() {
        return clients.kms().createKey().keyMetadata().keyId();
    }
}
