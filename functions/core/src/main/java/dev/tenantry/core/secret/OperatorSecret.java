package dev.tenantry.core.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.AwsClients;
import dev.tenantry.core.Environment;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.settings.StackSettings;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * The operator's own Twilio account, in Secrets Manager as {@code {"accountSid":"AC…","authToken":"…"}}. It is read for
 * each use, so that a rotation needs no deployment.
 */
public final class OperatorSecret {
    private final SecretsManagerClient secrets;
    private final Supplier<String> name;

    /**
     * @param secrets a client of the secret's region
     * @param name tells the secret's name; asked at each use
     */
    public OperatorSecret(SecretsManagerClient secrets, Supplier<String> name) {
        this.secrets = secrets;
        this.name = name;
    }

    /** The secret that the settings of the stack name. */
    public static OperatorSecret of(Environment environment, StackSettings settings) {
        return new OperatorSecret(
                new AwsClients(environment)
                        .make(
                                SecretsManagerClient.builder(),
                                "SECRETS_MANAGER",
                                client -> client.getSecretValue(get -> get.secretId("any"))),
                () -> settings.get().twilioSecretName());
    }

    /**
     * Reads the secret.
     *
     * @param make what becomes of the account's SID and its auth token: they are handed over, and kept nowhere
     * @return empty when the secret is not there, is marked for deletion, or does not have the documented form
     */
    public <T> Optional<T> read(BiFunction<String, String, T> make) {
        try {
            var answer = secrets.getSecretValue(get -> get.secretId(name.get()));
            // A secret that was stored as bytes has no text.
            var json = Json.parse(Objects.requireNonNullElse(answer.secretString(), ""));
            return text(json, "accountSid")
                    .flatMap(sid -> text(json, "authToken").map(token -> make.apply(sid, token)));
        } catch (ResourceNotFoundException | InvalidRequestException | JsonProcessingException unusable) {
            // Why does not matter to the reader, and a parser's message may quote the secret.
            return Optional.empty();
        }
    }

    /** The operator's remedy when the secret cannot be read, as the end of a sentence. */
    public String remedy() {
        return "store {\"accountSid\":\"AC…\",\"authToken\":\"…\"} in the Secrets Manager secret " + name.get();
    }

    private static Optional<String> text(JsonNode json, String member) {
        return Json.text(json, member).filter(text -> !text.isBlank());
    }
}
