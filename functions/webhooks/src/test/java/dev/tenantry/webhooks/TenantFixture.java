package dev.tenantry.webhooks;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.secret.SecretKind;
import dev.tenantry.core.secret.TenantCipher;
import dev.tenantry.core.storage.Table;
import dev.tenantry.core.webhook.CallbackAddresses;
import dev.tenantry.twilio.account.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/** Two organisations with their subaccounts, as the steps leave them in a table. */
final class TenantFixture {
    static final OrgId ACME = new OrgId("acme");
    static final OrgId GLOBEX = new OrgId("globex");
    static final String ACME_ACCOUNT = "AC" + "1".repeat(32);
    static final String GLOBEX_ACCOUNT = "AC" + "2".repeat(32);
    static final String ACME_TOKEN = "acme-auth-token";
    static final String GLOBEX_TOKEN = "globex-auth-token";

    private TenantFixture() {}

    /** Stores the two. */
    static void store(Table table) {
        store(table, ACME, ACME_ACCOUNT, ACME_TOKEN);
        store(table, GLOBEX, GLOBEX_ACCOUNT, GLOBEX_TOKEN);
    }

    static CallbackAddresses addresses(Table table) {
        return new CallbackAddresses(table, () -> URI.create("https://api.example.com"));
    }

    static CallbackAuthenticator authenticator(Table table) {
        return authenticator(table, addresses(table));
    }

    static CallbackAuthenticator authenticator(Table table, CallbackAddresses addresses) {
        return new CallbackAuthenticator(
                addresses, tokens(table, InstantSource.system(), (orgId, _) -> Optional.of(token(orgId))));
    }

    /** The tokens of these organisations, where Twilio tells current ones like this. */
    static SigningTokens tokens(Table table, InstantSource clock, SigningTokens.LookUp lookUp) {
        return new SigningTokens(new Ledger(table, clock).rotatingSecrets(), cipher(), lookUp);
    }

    private static Secret token(OrgId orgId) {
        return new Secret(orgId.equals(ACME) ? ACME_TOKEN : GLOBEX_TOKEN);
    }

    private static void store(Table table, OrgId orgId, String accountSid, String authToken) {
        var ledger = ledger(table);
        var key = ResourceKind.ACCOUNT.key(orgId);
        ledger.claim(key, Duration.ofMinutes(1));
        ledger.record(key, accountSid, Optional.empty(), Optional.empty());
        ledger.keepSecret(key, cipher().encrypt(orgId, SecretKind.AUTH_TOKEN, authToken));
        addresses(table).of(orgId);
    }

    /** All items of a table, without the times at which auth tokens were looked up. */
    static List<Map<String, AttributeValue>> items(Table table) {
        return table.client().scan(scan -> scan.tableName(table.name())).items().stream()
                .map(item -> {
                    var rest = new HashMap<>(item);
                    rest.keySet().removeAll(List.of("lookedUpAt", "lookUpEnded"));
                    return Map.copyOf(rest);
                })
                .toList();
    }

    static Ledger ledger(Table table) {
        return new Ledger(table, InstantSource.system());
    }

    static TenantCipher cipher() {
        return new TenantCipher(new StandInKms(), "arn:aws:kms:us-east-1:123456789012:key/secrets");
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
            return new TreeMap<>(encryptionContext) + ":";
        }
    }
}
