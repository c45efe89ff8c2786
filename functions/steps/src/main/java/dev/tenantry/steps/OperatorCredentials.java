package dev.tenantry.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.AwsClients;
import dev.tenantry.core.Environment;
import dev.tenantry.core.json.Json;
import dev.tenantry.twilio.Secret;
import dev.tenantry.twilio.TwilioCredentials;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * The operator's own Twilio credentials, from Secrets Manager. They are read for each run, so that a rotation needs no
 * deployment.
 */
final class OperatorCredentials {
    private final SecretsManagerClient secrets;
    private final String secretName;

    OperatorCredentials(SecretsManagerClient secrets, String secretName) {
        this.secrets = secrets;
        this.secretName = secretName;
    }

    static OperatorCredentials of(Environment environment) {
        return new OperatorCredentials(
                new AwsClients(environment).make(SecretsManagerClient.builder(), "SECRETS_MANAGER"),
                environment.require("TWILIO_SECRET_NAME"));
    }

    /** @throws NeedsHumanException when the secret is not there, marked for deletion, or not in the documented form */
    TwilioCredentials read() {
        try {
            var answer = secrets.getSecretValue(get -> get.secretId(secretName));
            // A secret that was stored as bytes has no text.
            var json = Json.parse(Objects.requireNonNullElse(answer.secretString(), ""));
            return new TwilioCredentials(text(json, "accountSid"), new Secret(text(json, "authToken")));
        } catch (ResourceNotFoundException | InvalidRequestException | JsonProcessingException unusable) {
            throw unusable();
        }
    }

    private String text(JsonNode json, String member) {
        return Optional.ofNullable(json.path(member).textValue())
                .filter(text -> !text.isBlank())
                .orElseThrow(this::unusable);
    }

    /** Without the cause: a parser's message may quote the secret. */
    private NeedsHumanException unusable() {
        return new NeedsHumanException(FailureDetails.of(
                "The operator's Twilio credentials cannot be read.",
                "Operator: store {\"accountSid\":\"AC…\",\"authToken\":\"…\"} in the Secrets Manager secret "
                        + secretName + ", then retry the job."));
    }
}
