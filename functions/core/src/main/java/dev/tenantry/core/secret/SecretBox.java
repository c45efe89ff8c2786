package dev.tenantry.core.secret;

import dev.tenantry.core.AwsClients;
import dev.tenantry.core.Environment;
import dev.tenantry.core.job.OrgId;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Encrypts the secrets of organisations' tenants with one KMS key. The organisation is the encryption context, so that
 * one organisation's secret does not open as another's, and each use shows in CloudTrail with the organisation it was
 * for.
 */
public final class SecretBox {
    /** How long a secret may be, in bytes of UTF-8: what KMS encrypts at most with a symmetric key. */
    public static final int LONGEST = 4096;

    private final KmsClient kms;
    private final String keyId;

    /**
     * @param kms a client of the key's region
     * @param keyId the key's ARN
     */
    public SecretBox(KmsClient kms, String keyId) {
        this.kms = kms;
        this.keyId = keyId;
    }

    /** The box that the key in {@code KMS_KEY_ARN} locks. */
    public static SecretBox of(Environment environment) {
        return new SecretBox(
                new AwsClients(environment).make(KmsClient.builder(), "KMS"), environment.require("KMS_KEY_ARN"));
    }

    /**
     * Encrypts a secret of an organisation.
     *
     * @param secret at most {@link #LONGEST} bytes in UTF-8
     */
    public SdkBytes lock(OrgId orgId, String secret) {
        return kms.encrypt(encrypt -> encrypt.keyId(keyId)
                        .encryptionContext(context(orgId))
                        .plaintext(SdkBytes.fromUtf8String(secret)))
                .ciphertextBlob();
    }

    /** Decrypts a secret of the same organisation. */
    public String unlock(OrgId orgId, SdkBytes locked) {
        return kms.decrypt(decrypt ->
                        decrypt.keyId(keyId).encryptionContext(context(orgId)).ciphertextBlob(locked))
                .plaintext()
                .asUtf8String();
    }

    private static Map<String, String> context(OrgId orgId) {
        return Map.of("org", orgId.value());
    }
}
