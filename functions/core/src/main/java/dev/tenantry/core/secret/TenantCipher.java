package dev.tenantry.core.secret;

import dev.tenantry.core.AwsClients;
import dev.tenantry.core.Environment;
import dev.tenantry.core.MadeOnce;
import dev.tenantry.core.plan.OrgId;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Encryption of tenants' secrets with one KMS key. The organisation and the kind of secret are the encryption context:
 * a secret cannot be decrypted as another organisation's or as one of another kind, and CloudTrail shows for which
 * organisation the key was used.
 */
public final class TenantCipher {
    /** The most bytes of UTF-8 that a secret may have: the limit of KMS for a symmetric key. */
    public static final int MAX_BYTES = 4096;

    private final Supplier<KmsClient> kms;
    private final String keyId;

    /**
     * @param kms a client of the key's region
     * @param keyId the key's ARN
     */
    public TenantCipher(KmsClient kms, String keyId) {
        this(() -> kms, keyId);
    }

    private TenantCipher(Supplier<KmsClient> kms, String keyId) {
        this.kms = kms;
        this.keyId = keyId;
    }

    /** A cipher with the key in {@code KMS_KEY_ARN}. */
    public static TenantCipher of(Environment environment) {
        return new TenantCipher(client(environment), environment.require("KMS_KEY_ARN"));
    }

    /** The same cipher, for a function that seldom needs it: its client is made at the first use. */
    public static TenantCipher seldomNeeded(Environment environment) {
        return new TenantCipher(new MadeOnce<>(() -> client(environment)), environment.require("KMS_KEY_ARN"));
    }

    private static KmsClient client(Environment environment) {
        return new AwsClients(environment)
                .make(
                        KmsClient.builder(),
                        "KMS",
                        client -> client.decrypt(decrypt -> decrypt.keyId("any")
                                .encryptionContext(Map.of("any", "any"))
                                .ciphertextBlob(SdkBytes.fromUtf8String("any"))));
    }

    /**
     * Encrypts a secret of an organisation.
     *
     * @param kind what it is
     * @param secret at most {@link #MAX_BYTES} bytes in UTF-8
     */
    public SdkBytes encrypt(OrgId orgId, SecretKind kind, String secret) {
        return kms.get()
                .encrypt(encrypt -> encrypt.keyId(keyId)
                        .encryptionContext(context(orgId, kind))
                        .plaintext(SdkBytes.fromUtf8String(secret)))
                .ciphertextBlob();
    }

    /** Decrypts a secret of the same organisation and kind. */
    public String decrypt(OrgId orgId, SecretKind kind, SdkBytes encrypted) {
        return kms.get()
                .decrypt(decrypt -> decrypt.keyId(keyId)
                        .encryptionContext(context(orgId, kind))
                        .ciphertextBlob(encrypted))
                .plaintext()
                .asUtf8String();
    }

    private static Map<String, String> context(OrgId orgId, SecretKind kind) {
        return Map.of("org", orgId.value(), "kind", kind.word());
    }
}
