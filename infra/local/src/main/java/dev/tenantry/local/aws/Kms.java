package dev.tenantry.local.aws;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Key Management Service: Encrypt, Decrypt, GenerateDataKey and DescribeKey with symmetric keys that the template
 * declares. Ciphertexts are AES-256-GCM with the encryption context as additional authenticated data. They cannot be
 * exchanged with AWS.
 */
public final class Kms extends FakeAwsService {

    /** What stands before the dot in {@code X-Amz-Target}. */
    public static final String TARGET = "TrentService";

    private static final String ALGORITHM = "SYMMETRIC_DEFAULT";
    private static final int MAX_PLAINTEXT_BYTES = 4096;
    private static final int MAX_DATA_KEY_BYTES = 1024;

    private final AwsAccount account;
    private final KeyMaterial material;
    private final Map<UUID, KmsKey> keys = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /**
     * Makes a service without keys.
     *
     * @param folder where key material is kept, made if missing; empty: random keys that are lost with the process
     */
    public Kms(AwsAccount account, Optional<Path> folder) {
        this.account = account;
        material = new KeyMaterial(folder);
    }

    /**
     * Makes a key, or takes up the one with this id from the folder.
     *
     * @return its ARN
     */
    public String createKey(UUID id) {
        return keys.computeIfAbsent(id, absent -> new KmsKey(absent, arn(absent), material.load(absent)))
                .arn();
    }

    private String arn(UUID id) {
        return account.arn("kms", "key/" + id);
    }

    @Override
    Object perform(AwsRequest request) throws AwsException {
        return switch (request.operation()) {
            case "Encrypt" -> encrypt(input(request, EncryptInput.class));
            case "Decrypt" -> decrypt(input(request, DecryptInput.class));
            case "GenerateDataKey" -> generateDataKey(input(request, GenerateDataKeyInput.class));
            case "DescribeKey" -> describeKey(input(request, DescribeKeyInput.class));
            default -> throw AwsException.unknownOperation(request.operation());
        };
    }

    private Ciphertext encrypt(EncryptInput input) throws AwsException {
        var plaintext = required("Plaintext", input.plaintext());
        checkSize("Plaintext", plaintext.length, MAX_PLAINTEXT_BYTES);
        var key = find(required("KeyId", input.keyId()));
        return new Ciphertext(key.encrypt(plaintext, context(input.encryptionContext())), key.arn(), ALGORITHM);
    }

    private Plaintext decrypt(DecryptInput input) throws AwsException {
        var ciphertext = required("CiphertextBlob", input.ciphertextBlob());
        var key = keys.get(KmsKey.idIn(ciphertext));
        if (key == null) {
            throw KmsKey.invalidCiphertext();
        }
        if (input.keyId() != null && !find(input.keyId()).id().equals(key.id())) {
            throw new AwsException(
                    "IncorrectKeyException",
                    "The key ID in the request does not identify a CMK that can" + " perform this operation.");
        }
        return new Plaintext(key.decrypt(ciphertext, context(input.encryptionContext())), key.arn(), ALGORITHM);
    }

    private DataKey generateDataKey(GenerateDataKeyInput input) throws AwsException {
        var key = find(required("KeyId", input.keyId()));
        var plaintext = new byte[dataKeyBytes(input)];
        random.nextBytes(plaintext);
        return new DataKey(key.encrypt(plaintext, context(input.encryptionContext())), plaintext, key.arn());
    }

    private static int dataKeyBytes(GenerateDataKeyInput input) throws AwsException {
        if ((input.keySpec() == null) == (input.numberOfBytes() == null)) {
            throw AwsException.validation("Please specify either number of bytes or key spec.");
        }
        if (input.numberOfBytes() != null) {
            checkSize("NumberOfBytes", input.numberOfBytes(), MAX_DATA_KEY_BYTES);
            return input.numberOfBytes();
        }
        return switch (input.keySpec()) {
            case "AES_128" -> 16;
            case "AES_256" -> 32;
            default -> throw AwsException.validation("KeySpec is AES_128 or AES_256, not " + input.keySpec());
        };
    }

    private static void checkSize(String member, int bytes, int max) throws AwsException {
        if (bytes < 1 || bytes > max) {
            throw AwsException.validation(member + " must have between 1 and " + max + " bytes");
        }
    }

    private Description describeKey(DescribeKeyInput input) throws AwsException {
        var key = find(required("KeyId", input.keyId()));
        var metadata = new Metadata(
                account.accountId(),
                key.id().toString(),
                key.arn(),
                true,
                "Enabled",
                "ENCRYPT_DECRYPT",
                "AWS_KMS",
                "CUSTOMER",
                ALGORITHM,
                List.of(ALGORITHM));
        return new Description(metadata);
    }

    /** Finds a key by id or ARN; there are no aliases. */
    private KmsKey find(String reference) throws AwsException {
        var name = reference.startsWith("arn:") ? reference.substring(reference.lastIndexOf(':') + 1) : reference;
        var id = uuid(name);
        var key = id == null ? null : keys.get(id);
        if (key == null) {
            throw new AwsException("NotFoundException", "Key '" + reference + "' does not exist");
        }
        return key;
    }

    private static UUID uuid(String name) {
        try {
            return UUID.fromString(name.startsWith("key/") ? name.substring("key/".length()) : name);
        } catch (IllegalArgumentException noUuid) {
            return null;
        }
    }

    private static Map<String, String> context(Map<String, String> context) {
        return context == null ? Map.of() : context;
    }

    @SuppressWarnings("ArrayRecordComponent") // Shapes are read or written once, never compared.
    private record EncryptInput(String keyId, byte[] plaintext, Map<String, String> encryptionContext) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record DecryptInput(byte[] ciphertextBlob, String keyId, Map<String, String> encryptionContext) {}

    private record GenerateDataKeyInput(
            String keyId, String keySpec, Integer numberOfBytes, Map<String, String> encryptionContext) {}

    private record DescribeKeyInput(String keyId) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Ciphertext(byte[] ciphertextBlob, String keyId, String encryptionAlgorithm) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Plaintext(byte[] plaintext, String keyId, String encryptionAlgorithm) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record DataKey(byte[] ciphertextBlob, byte[] plaintext, String keyId) {}

    private record Description(Metadata keyMetadata) {}

    private record Metadata(
            @JsonProperty("AWSAccountId") String accountId,
            String keyId,
            String arn,
            boolean enabled,
            String keyState,
            String keyUsage,
            String origin,
            String keyManager,
            String keySpec,
            List<String> encryptionAlgorithms) {}
}
