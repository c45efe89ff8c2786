package dev.tenantry.steps;

import dev.tenantry.core.secret.FakeKms;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * Fake clients of the two AWS services that the steps call besides DynamoDB; each call passes through
 * {@link OutboundCalls}.
 */
final class FakeAwsClients {
    private FakeAwsClients() {}

    /** A {@link FakeKms} whose calls can go wrong on the way. */
    static KmsClient kms(OutboundCalls outbound) {
        var kms = new FakeKms();
        return new KmsClient() {
            @Override
            public EncryptResponse encrypt(EncryptRequest request) {
                outbound.usesKey(request.encryptionContext().get("kind"));
                return outbound.aws("KMS Encrypt", () -> kms.encrypt(request));
            }

            @Override
            public DecryptResponse decrypt(DecryptRequest request) {
                outbound.usesKey(request.encryptionContext().get("kind"));
                return outbound.aws("KMS Decrypt", () -> kms.decrypt(request));
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }

    /** A Secrets Manager that answers every name with this. */
    static SecretsManagerClient secretsManager(OutboundCalls outbound, Supplier<GetSecretValueResponse> secret) {
        return new SecretsManagerClient() {
            @Override
            public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
                return outbound.aws("SecretsManager GetSecretValue", secret);
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }
}
