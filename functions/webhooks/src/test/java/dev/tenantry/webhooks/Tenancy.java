package dev.tenantry.webhooks;

import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.core.secret.SecretBox;
import dev.tenantry.core.storage.Table;
import dev.tenantry.core.webhook.CallbackAddresses;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/** Two organisations with their subaccounts, as the steps leave them in a table. */
final class Tenancy {
    static final OrgId ACME = new OrgId("acme");
    static final OrgId GLOBEX = new OrgId("globex");
    static final String ACME_ACCOUNT = "AC" + "1".repeat(32);
    static final String GLOBEX_ACCOUNT = "AC" + "2".repeat(32);
    static final String ACME_TOKEN = "acme-auth-token";
    static final String GLOBEX_TOKEN = "globex-auth-token";

    private Tenancy() {}

    /** Stores the two. */
    static void store(Table table) {
        store(table, ACME, ACME_ACCOUNT, ACME_TOKEN);
        store(table, GLOBEX, GLOBEX_ACCOUNT, GLOBEX_TOKEN);
    }

    static CallbackAddresses addresses(Table table) {
        return new CallbackAddresses(table, () -> URI.create("https://api.example.com"));
    }

    static Gate gate(Table table) {
        return gate(table, addresses(table));
    }

    static Gate gate(Table table, CallbackAddresses addresses) {
        return new Gate(addresses, ledger(table), box());
    }

    private static void store(Table table, OrgId orgId, String accountSid, String authToken) {
        var ledger = ledger(table);
        var marker = Marker.subaccount(orgId);
        ledger.claim(marker, Duration.ofMinutes(1));
        ledger.record(marker, accountSid, Optional.empty(), Optional.empty());
        ledger.keepSecret(marker, box().lock(orgId, authToken));
        addresses(table).of(orgId);
    }

    static Ledger ledger(Table table) {
        return new Ledger(table, InstantSource.system());
    }

    static SecretBox box() {
        return new SecretBox(new StandInKms(), "arn:aws:kms:us-east-1:123456789012:key/secrets");
    }

    /** A KMS whose ciphertext opens only under the encryption context that it was made under. */
    private static final class StandInKms implements KmsClient {
        @Override
        public EncryptResponse encrypt(EncryptRequest request) {
            var sealed = seal(request.encryptionContext()) + request.plaintext().asUtf8String();
            return EncryptResponse.builder()
                    .ciphertextBlob(SdkBytes.fromUtf8String(sealed))
                    .build();
        }

        @Override
        public DecryptResponse decrypt(DecryptRequest request) {
            var sealed = request.ciphertextBlob().asUtf8String();
            var seal = seal(request.encryptionContext());
            if (!sealed.startsWith(seal)) {
                throw InvalidCiphertextException.builder().build();
            }
            return DecryptResponse.builder()
                    .plaintext(SdkBytes.fromUtf8String(sealed.substring(seal.length())))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}

        private static String seal(Map<String, String> encryptionContext) {
            return encryptionContext + ":";
        }
    }
}
