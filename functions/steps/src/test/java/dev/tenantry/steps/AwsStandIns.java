package dev.tenantry.steps;

import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** The two AWS services that the steps need besides DynamoDB, as far as they need them. */
final class AwsStandIns {
    private AwsStandIns() {}

    /** A KMS whose ciphertext opens only under the encryption context that it was made under. */
    static KmsClient kms(Outbound outbound) {
        return new KmsClient() {
            @Override
            public EncryptResponse encrypt(EncryptRequest request) {
                return outbound.aws("KMS Encrypt", () -> EncryptResponse.builder()
                        .ciphertextBlob(SdkBytes.fromUtf8String(seal(request.encryptionContext())
                                + scrambled(request.plaintext().asUtf8String())))
                        .build());
            }

            @Override
            public DecryptResponse decrypt(DecryptRequest request) {
                return outbound.aws("KMS Decrypt", () -> {
                    var locked = request.ciphertextBlob().asUtf8String();
                    var seal = seal(request.encryptionContext());
                    if (!locked.startsWith(seal)) {
                        throw InvalidCiphertextException.builder().build();
                    }
                    return DecryptResponse.builder()
                            .plaintext(SdkBytes.fromUtf8String(scrambled(locked.substring(seal.length()))))
                            .build();
                });
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
    static SecretsManagerClient secretsManager(Outbound outbound, Supplier<GetSecretValueResponse> secret) {
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

    private static String seal(Map<String, String> encryptionContext) {
        return encryptionContext + ":";
    }

    /** Not itself, and itself when done twice: enough to see that nobody keeps the plain text. */
    private static String scrambled(String text) {
        return text.chars()
                .map(character -> character ^ 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
