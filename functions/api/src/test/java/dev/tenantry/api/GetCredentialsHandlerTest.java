package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.notice.Notice.Kind;
import dev.tenantry.core.notice.Notice.Severity;
import dev.tenantry.core.notice.NoticeStore;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.secret.TenantCipher;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.storage.Table;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

class GetCredentialsHandlerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final OrgId ACME = new OrgId("acme");
    private static final String OPERATOR = "arn:aws:iam::123456789012:user/operator";
    private static final String SECRET = "the secret of acme's key";

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final ApiRequests requests = new ApiRequests();
    private Ledger ledger;

    @BeforeEach
    void ledger() {
        ledger = new Ledger(local.table(), InstantSource.fixed(NOW));
    }

    @Test
    void handsOutTheKeyOfTheSubaccount() {
        recordTenant("acme");
        ledger.record(
                ResourceKind.PHONE_NUMBER.keys(ACME, Plan.DEFAULT).getFirst(),
                "PN1",
                Optional.of("+14155550100"),
                Optional.empty());

        var response = credentials(local.table());

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders())
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("Content-Type", "application/json");
        assertThat(response.getBody())
                .isEqualTo("{\"accountSid\":\"AC1\",\"apiKeySid\":\"SK1\",\"apiKeySecret\":\"" + SECRET
                        + "\",\"phoneNumbers\":[\"+14155550100\"]}");
    }

    @Test
    void keepsWhoWasHandedThem() {
        recordTenant("acme");

        credentials(local.table());

        assertThat(notices()).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo(Kind.CREDENTIALS_READ);
            assertThat(notice.severity()).isEqualTo(Severity.INFO);
            assertThat(notice.at()).isEqualTo(NOW);
            assertThat(notice.by()).isEqualTo(OPERATOR);
            assertThat(notice.message()).contains("SK1").doesNotContain(SECRET);
        });
        assertThat(requests.logged()).singleElement().asString().contains("acme", OPERATOR, "request-1", "SK1");
        assertThat(requests.logged().toString()).doesNotContain(SECRET);
    }

    @Test
    void handsOutNothingThatItCannotKeepWord() {
        recordTenant("acme");
        var readOnly = local.table(new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof PutItemRequest) {
                    throw SdkClientException.create("Read timed out");
                }
            }
        });

        var response = credentials(readOnly);

        assertThat(response.getStatusCode()).isEqualTo(500);
        assertThat(response.getBody()).doesNotContain(SECRET);
    }

    @Test
    void knowsNoCredentialsBeforeTheyAreMade() {
        assertNotFound();
        ledger.record(
                ResourceKind.ACCOUNT.key(ACME), "AC1", Optional.empty(), Optional.of(locked("acme", "an auth token")));
        assertNotFound();
        ledger.record(ResourceKind.API_KEY.key(ACME), "SK1", Optional.empty(), Optional.empty());
        assertNotFound();

        assertThat(notices()).isEmpty();
        assertThat(requests.logged()).isEmpty();
    }

    @Test
    void doesNotOpenTheSecretOfAnotherOrganisation() {
        recordTenant("globex");

        var response = credentials(local.table());

        assertThat(response.getStatusCode()).isEqualTo(500);
        assertThat(response.getBody()).doesNotContain(SECRET);
        assertThat(notices()).isEmpty();
    }

    @Test
    void doesNotPairAKeyWithTheSecretOfItsSuccessor() {
        recordTenant("acme");
        var reads = new AtomicInteger();
        var replacing = local.table(new ExecutionInterceptor() {
            @Override
            public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                // The first read is of the subaccount, the second of the key, with its secret.
                if (context.request() instanceof GetItemRequest && reads.incrementAndGet() == 2) {
                    ledger.forget(ResourceKind.API_KEY.key(ACME), "SK1");
                    ledger.record(
                            ResourceKind.API_KEY.key(ACME),
                            "SK2",
                            Optional.empty(),
                            Optional.of(locked("acme", "of the successor")));
                }
            }
        });

        var credentials = body(credentials(replacing));

        assertThat(credentials.get("apiKeySid").textValue()).isEqualTo("SK1");
        assertThat(credentials.get("apiKeySecret").textValue()).isEqualTo(SECRET);
        assertThat(body(credentials(local.table())).get("apiKeySid").textValue())
                .isEqualTo("SK2");
    }

    private void assertNotFound() {
        var response = credentials(local.table());

        assertThat(response.getStatusCode()).isEqualTo(404);
        assertThat(body(response).get("nextAction").textValue()).contains("/v1/orgs/acme/provisioning-jobs");
    }

    /** Acme's tenant, with a secret that was encrypted for this organisation. */
    private void recordTenant(String encryptedFor) {
        ledger.record(ResourceKind.ACCOUNT.key(ACME), "AC1", Optional.empty(), Optional.empty());
        ledger.record(
                ResourceKind.API_KEY.key(ACME), "SK1", Optional.empty(), Optional.of(locked(encryptedFor, SECRET)));
    }

    private List<Notice> notices() {
        return new NoticeStore(local.table()).list(ACME, Optional.empty(), 10).items();
    }

    private APIGatewayV2HTTPResponse credentials(Table table) {
        var box = new TenantCipher(new FakeKms(), "arn:aws:kms:us-east-1:123456789012:key/1");
        return new GetCredentialsHandler(table, box, Oversights.in(table), InstantSource.fixed(NOW))
                .handleRequest(get(Map.of("orgId", "acme")), requests.context());
    }

    private static SdkBytes locked(String org, String secret) {
        return SdkBytes.fromUtf8String("{kind=api-key, org=" + org + "}" + new StringBuilder(secret).reverse());
    }

    /** A KMS whose ciphertext is its plaintext backwards, and opens only under its encryption context. */
    private static final class FakeKms implements KmsClient {

        @Override
        public DecryptResponse decrypt(DecryptRequest request) {
            var seal = new TreeMap<>(request.encryptionContext()).toString();
            var locked = request.ciphertextBlob().asUtf8String();
            if (!locked.startsWith(seal)) {
                throw InvalidCiphertextException.builder().build();
            }
            return DecryptResponse.builder()
                    .plaintext(SdkBytes.fromUtf8String(new StringBuilder(locked.substring(seal.length()))
                            .reverse()
                            .toString()))
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
    }
}
