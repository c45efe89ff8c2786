package dev.tenantry.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.local.web.WebServer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

class SecretsManagerTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private final SecretsManager service =
            new SecretsManager(new AwsAccount("123456789012", "eu-west-1"), Clock.fixed(NOW, ZoneOffset.UTC));
    private final WebServer server =
            WebServer.start(0, new AwsEndpoint(List.of(new JsonServices(Map.of(SecretsManager.TARGET, service)))));
    private final SecretsManagerClient secrets = AwsClients.client(SecretsManagerClient.builder(), server.uri());

    @AfterEach
    void close() {
        secrets.close();
        server.close();
    }

    @Test
    void returnsAStoredSecretByNameAndArn() {
        var arn = service.store("twilio/operator", "{\"accountSid\":\"AC1\"}");

        assertThat(arn).matches("arn:aws:secretsmanager:eu-west-1:123456789012:secret:twilio/operator-\\w{6}");
        for (var id : List.of("twilio/operator", arn)) {
            var value = secrets.getSecretValue(get -> get.secretId(id));
            assertThat(value.secretString()).isEqualTo("{\"accountSid\":\"AC1\"}");
            assertThat(value.arn()).isEqualTo(arn);
            assertThat(value.name()).isEqualTo("twilio/operator");
            assertThat(value.versionStages()).containsExactly("AWSCURRENT");
            assertThat(value.createdDate()).isEqualTo(NOW);
        }
    }

    @Test
    void keepsTheCurrentAndThePreviousVersion() {
        var first = secrets.createSecret(create -> create.name("token").secretString("one"));
        var second = secrets.putSecretValue(put -> put.secretId("token").secretString("two"));

        assertThat(secrets.getSecretValue(get -> get.secretId("token")).secretString())
                .isEqualTo("two");
        assertThat(secrets.getSecretValue(get -> get.secretId("token").versionStage("AWSPREVIOUS"))
                        .secretString())
                .isEqualTo("one");
        assertThat(secrets.getSecretValue(get -> get.secretId("token").versionId(first.versionId()))
                        .secretString())
                .isEqualTo("one");
        assertThat(secrets.describeSecret(describe -> describe.secretId("token"))
                        .versionIdsToStages())
                .isEqualTo(
                        Map.of(first.versionId(), List.of("AWSPREVIOUS"), second.versionId(), List.of("AWSCURRENT")));
        assertThat(secrets.listSecrets().secretList())
                .extracting(SecretListEntry::name)
                .containsExactly("token");
    }

    @Test
    void answersTheErrorsOfTheApiReference() {
        service.store("token", "one");

        assertThatExceptionOfType(ResourceExistsException.class)
                .isThrownBy(() ->
                        secrets.createSecret(create -> create.name("token").secretString("two")));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> secrets.getSecretValue(get -> get.secretId("other")));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() ->
                        secrets.getSecretValue(get -> get.secretId("token").versionStage("AWSPREVIOUS")));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() ->
                        secrets.putSecretValue(put -> put.secretId("other").secretString("two")));
    }
}
