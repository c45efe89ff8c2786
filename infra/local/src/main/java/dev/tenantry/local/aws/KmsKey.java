package dev.tenantry.local.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A symmetric key. A ciphertext is the key's id (16 bytes), the initialization vector (12 bytes), and what AES-GCM made
 * of the plaintext (its length and a tag of 16 bytes).
 */
final class KmsKey {

    private static final int ID_BYTES = 2 * Long.BYTES;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final UUID id;
    private final String arn;
    private final SecretKey secret;

    KmsKey(UUID id, String arn, SecretKey secret) {
        this.id = id;
        this.arn = arn;
        this.secret = secret;
    }

    UUID id() {
        return id;
    }

    String arn() {
        return arn;
    }

    byte[] encrypt(byte[] plaintext, Map<String, String> context) {
        var iv = new byte[IV_BYTES];
        RANDOM.nextBytes(iv);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, iv, context).doFinal(plaintext);
            return ByteBuffer.allocate(ID_BYTES + IV_BYTES + sealed.length)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .put(iv)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /** @throws AwsException {@code InvalidCiphertextException} if it is damaged or the context is another */
    byte[] decrypt(byte[] ciphertext, Map<String, String> context) throws AwsException {
        try {
            var buffer = ByteBuffer.wrap(ciphertext).position(ID_BYTES);
            var iv = new byte[IV_BYTES];
            buffer.get(iv);
            var sealed = new byte[buffer.remaining()];
            buffer.get(sealed);
            return cipher(Cipher.DECRYPT_MODE, iv, context).doFinal(sealed);
        } catch (BufferUnderflowException | GeneralSecurityException e) {
            throw invalidCiphertext();
        }
    }

    /** The id of the key that made a ciphertext. */
    static UUID idIn(byte[] ciphertext) throws AwsException {
        if (ciphertext.length < ID_BYTES) {
            throw invalidCiphertext();
        }
        var buffer = ByteBuffer.wrap(ciphertext);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    static AwsException invalidCiphertext() {
        return new AwsException("InvalidCiphertextException", null);
    }

    private Cipher cipher(int mode, byte[] iv, Map<String, String> context) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(authenticated(context));
        return cipher;
    }

    /** The context as bytes, the same for the same pairs in any order, and different for different ones. */
    private static byte[] authenticated(Map<String, String> context) {
        var pairs = new TreeMap<>(context);
        var size = pairs.entrySet().stream()
                .mapToInt(pair -> 2 * Integer.BYTES
                        + pair.getKey().getBytes(UTF_8).length
                        + pair.getValue().getBytes(UTF_8).length)
                .sum();
        var buffer = ByteBuffer.allocate(size);
        pairs.forEach((name, value) -> {
            put(buffer, name);
            put(buffer, value);
        });
        return buffer.array();
    }

    private static void put(ByteBuffer buffer, String text) {
        var bytes = text.getBytes(UTF_8);
        buffer.putInt(bytes.length).put(bytes);
    }
}
