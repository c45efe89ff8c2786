package dev.tenantry.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.local.web.WebServer;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

class KmsTest {

    private static final UUID KEY = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final UUID OTHER_KEY = UUID.fromString("99999999-2222-3333-4444-555555555555");
    private static final String ARN = "arn:aws:kms:eu-west-1:123456789012:key/" + KEY;
    private static final AwsAccount ACCOUNT = new AwsAccount("123456789012", "eu-west-1");
    private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("auth token");
    private static final Map<String, String> CONTEXT = Map.of("org", "acme", "purpose", "twilio");

    private final Kms service = service(Optional.empty());
    private final WebServer server =
            WebServer.start(0, new AwsEndpoint(List.of(new JsonServices(Map.of(Kms.TARGET, service)))));
    private final KmsClient kms = AwsClients.client(KmsClient.builder(), server.uri());

    private static Kms service(Optional<Path> folder) {
        var service = new Kms(ACCOUNT, folder);
        assertThat(service.createKey(KEY)).isEqualTo(ARN);
        service.createKey(OTHER_KEY);
        return service;
    }

    @AfterEach
    void close() {
        kms.close();
        server.close();
    }

    @Test
    void decryptsWhatItEncryptedInTheSameContext() {
        var encrypted = kms.encrypt(
                encrypt -> encrypt.keyId(KEY.toString()).plaintext(PLAINTEXT).encryptionContext(CONTEXT));
        assertThat(encrypted.keyId()).isEqualTo(ARN);
        assertThat(encrypted.ciphertextBlob().asByteArray()).isNotEqualTo(PLAINTEXT.asByteArray());

        var decrypted = kms.decrypt(
                decrypt -> decrypt.ciphertextBlob(encrypted.ciphertextBlob()).encryptionContext(CONTEXT));

        assertThat(decrypted.plaintext()).isEqualTo(PLAINTEXT);
        assertThat(decrypted.keyId()).isEqualTo(ARN);
    }

    @Test
    void refusesAnotherContextAndADamagedCiphertext() {
        var ciphertext = kms.encrypt(
                        encrypt -> encrypt.keyId(ARN).plaintext(PLAINTEXT).encryptionContext(CONTEXT))
                .ciphertextBlob();
        var damaged = ciphertext.asByteArray();
        damaged[damaged.length - 1] ^= 1;

        assertInvalid(ciphertext, Map.of("org", "acme"));
        assertInvalid(ciphertext, Map.of("org", "acmepurpose", "purpose", "twilio"));
        assertInvalid(ciphertext, Map.of());
        assertInvalid(SdkBytes.fromByteArray(damaged), CONTEXT);
        assertInvalid(SdkBytes.fromUtf8String("short"), CONTEXT);
    }

    private void assertInvalid(SdkBytes ciphertext, Map<String, String> context) {
        assertThatExceptionOfType(InvalidCiphertextException.class)
                .isThrownBy(() -> kms.decrypt(
                        decrypt -> decrypt.ciphertextBlob(ciphertext).encryptionContext(context)));
    }

    @Test
    void describesAKeyByItsIdOrArn() {
        for (var reference : List.of(KEY.toString(), ARN)) {
            var metadata =
                    kms.describeKey(describe -> describe.keyId(reference)).keyMetadata();
            assertThat(metadata.arn()).isEqualTo(ARN);
            assertThat(metadata.keyId()).isEqualTo(KEY.toString());
            assertThat(metadata.awsAccountId()).isEqualTo("123456789012");
            assertThat(metadata.keyState()).isEqualTo(KeyState.ENABLED);
        }
    }

    @Test
    void knowsOnlyItsKeys() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> kms.describeKey(describe -> describe.keyId("alias/unknown")));
        var ciphertext =
                kms.encrypt(encrypt -> encrypt.keyId(ARN).plaintext(PLAINTEXT)).ciphertextBlob();
        assertThatExceptionOfType(IncorrectKeyException.class)
                .isThrownBy(() -> kms.decrypt(
                        decrypt -> decrypt.ciphertextBlob(ciphertext).keyId(OTHER_KEY.toString())));
    }

    @Test
    void generatesDataKeysThatItCanDecrypt() {
        var dataKey = kms.generateDataKey(
                generate -> generate.keyId(ARN).keySpec(DataKeySpec.AES_256).encryptionContext(CONTEXT));

        assertThat(dataKey.plaintext().asByteArray()).hasSize(32);
        var decrypted = kms.decrypt(
                decrypt -> decrypt.ciphertextBlob(dataKey.ciphertextBlob()).encryptionContext(CONTEXT));
        assertThat(decrypted.plaintext()).isEqualTo(dataKey.plaintext());
    }

    @Test
    void refusesMoreThan4096Bytes() {
        var tooLong = SdkBytes.fromByteArray(new byte[4097]);

        assertThatExceptionOfType(KmsException.class)
                .isThrownBy(() -> kms.encrypt(encrypt -> encrypt.keyId(ARN).plaintext(tooLong)))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    }

    @Test
    void refusesUnknownOperations() {
        assertThatExceptionOfType(KmsException.class)
                .isThrownBy(() -> kms.listKeys())
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException"));
    }

    @Test
    void keepsItsKeysInAFolderThatOnlyTheOwnerReads(@TempDir Path folder) throws Exception {
        var keys = Optional.of(folder.resolve("kms"));
        SdkBytes ciphertext;
        try (var first = serve(service(keys));
                var client = AwsClients.client(KmsClient.builder(), first.uri())) {
            ciphertext = client.encrypt(encrypt -> encrypt.keyId(ARN).plaintext(PLAINTEXT))
                    .ciphertextBlob();
        }
        try (var second = serve(service(keys));
                var client = AwsClients.client(KmsClient.builder(), second.uri())) {
            var decrypted = client.decrypt(decrypt -> decrypt.ciphertextBlob(ciphertext));
            assertThat(decrypted.plaintext()).isEqualTo(PLAINTEXT);
        }
        var permissions = Files.getPosixFilePermissions(folder.resolve("kms/" + KEY + ".key"));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    @Test
    void tellsAKeyFileThatIsDamaged(@TempDir Path folder) throws Exception {
        service(Optional.of(folder));
        var file = folder.resolve(KEY + ".key");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 21));

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> service(Optional.of(folder)))
                .withMessageStartingWith(file + " is damaged: it has 21 bytes and not 32.");
    }

    @Test
    void takesAKeyThatCouldNotBeWrittenForOneThatIsNotThere(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve(KEY + ".key.new"), new byte[7]);

        service(Optional.of(folder));

        assertThat(folder.resolve(KEY + ".key")).hasSize(32);
        assertThat(folder.resolve(KEY + ".key.new")).doesNotExist();
    }

    private static WebServer serve(Kms service) {
        return WebServer.start(0, new AwsEndpoint(List.of(new JsonServices(Map.of(Kms.TARGET, service)))));
    }
}
