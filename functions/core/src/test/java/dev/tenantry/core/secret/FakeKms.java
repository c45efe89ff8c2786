package dev.tenantry.core.secret;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;

/**
 * A KMS whose ciphertext does not contain the plaintext, and whose ciphertext opens only under its encryption context.
 * Like KMS it takes no more than 4,096 bytes.
 */
public final class FakeKms implements KmsClient {
    private static final int MOST_BYTES = 4096;

    private final AtomicReference<SdkException> failure = new AtomicReference<>();
    private final AtomicInteger encrypted = new AtomicInteger();

    /** From now on every call fails so; null for none. */
    public void fail(SdkException cause) {
        failure.set(cause);
    }

    /** How often something was encrypted. */
    public int encrypted() {
        return encrypted.get();
    }

    /** A cipher with a key of this KMS. */
    public TenantCipher cipher() {
        return new TenantCipher(this, "arn:aws:kms:us-east-1:123456789012:key/1");
    }

    @Override
    public EncryptResponse encrypt(EncryptRequest request) {
        throwIfAsked();
        if (request.plaintext().asByteArray().length > MOST_BYTES) {
            throw KmsException.builder().message("Too long").statusCode(400).build();
        }
        encrypted.incrementAndGet();
        return EncryptResponse.builder()
                .ciphertextBlob(SdkBytes.fromUtf8String(seal(request.encryptionContext())
                        + scrambled(request.plaintext().asUtf8String())))
                .build();
    }

    @Override
    public DecryptResponse decrypt(DecryptRequest request) {
        throwIfAsked();
        var seal = seal(request.encryptionContext());
        var locked = request.ciphertextBlob().asUtf8String();
        if (!locked.startsWith(seal)) {
            throw InvalidCiphertextException.builder().build();
        }
        return DecryptResponse.builder()
                .plaintext(SdkBytes.fromUtf8String(scrambled(locked.substring(seal.length()))))
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing to close.
    }

    private void throwIfAsked() {
        Optional.ofNullable(failure.get()).ifPresent(cause -> {
            throw cause;
        });
    }

    private static String seal(Map<String, String> encryptionContext) {
        return new TreeMap<>(encryptionContext) + ":";
    }

    /** Not itself, and itself when done twice. */
    private static String scrambled(String text) {
        return text.chars()
                .map(character -> character ^ 1)
                .collect(StringBuilder::new, (all, next) -> all.append((char) next), StringBuilder::append)
                .toString();
    }
}
