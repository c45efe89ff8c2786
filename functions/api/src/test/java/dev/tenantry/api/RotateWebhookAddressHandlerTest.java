package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.notice.NoticeStore;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.webhook.CallbackAddresses;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RotateWebhookAddressHandlerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final OrgId ACME = new OrgId("acme");
    private static final String OPERATOR = "arn:aws:iam::123456789012:user/operator";

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final ApiRequests requests = new ApiRequests();
    private CallbackAddresses addresses;

    @BeforeEach
    void addresses() {
        addresses = new CallbackAddresses(local.table(), () -> URI.create("https://api.example.com"));
    }

    @Test
    void givesAnotherAddressAndTellsItToNobody() {
        var former = addresses.of(ACME);

        var response = rotate("acme", NOW);

        var address = addresses.of(ACME);
        assertThat(address).isNotEqualTo(former);
        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(body(response).get("rotatedAt").textValue()).isEqualTo("2026-11-22T10:00:00.123Z");
        assertThat(body(response).get("nextAction").textValue()).contains("Trigger the organisation");
        assertThat(response.getBody() + requests.logged())
                .doesNotContain(nonce(address))
                .doesNotContain(nonce(former));
    }

    @Test
    void keepsWhoAskedForIt() {
        addresses.of(ACME);

        rotate("acme", NOW);

        assertThat(notices()).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo(Notice.Kind.WEBHOOK_ADDRESS_ROTATED);
            assertThat(notice.severity()).isEqualTo(Notice.Severity.INFO);
            assertThat(notice.at()).isEqualTo(NOW);
            assertThat(notice.by()).isEqualTo(OPERATOR);
            assertThat(notice.message()).doesNotContain(nonce(addresses.of(ACME)));
        });
    }

    @Test
    void answersTheSameWhenItIsAskedAgain() {
        addresses.of(ACME);
        var once = rotate("acme", NOW);
        var address = addresses.of(ACME);

        var again = rotate("acme", NOW.plus(Duration.ofMinutes(59)));

        assertThat(again.getStatusCode()).isEqualTo(200);
        assertThat(again.getBody()).isEqualTo(once.getBody());
        assertThat(addresses.of(ACME)).isEqualTo(address);
        assertThat(notices()).hasSize(1);
    }

    @Test
    void knowsNoAddressBeforeOneIsMade() {
        var response = rotate("acme", NOW);

        assertThat(response.getStatusCode()).isEqualTo(404);
        assertThat(body(response).get("nextAction").textValue()).contains("/v1/orgs/acme/provisioning-jobs");
        assertThat(notices()).isEmpty();
    }

    @Test
    void refusesWhatIsNoOrganisationsId() {
        assertThat(rotate("../acme", NOW).getStatusCode()).isEqualTo(400);
    }

    private APIGatewayV2HTTPResponse rotate(String orgId, Instant now) {
        return new RotateWebhookAddressHandler(local.table(), Oversights.in(local.table()), InstantSource.fixed(now))
                .handleRequest(get(Map.of("orgId", orgId)), requests.context());
    }

    private List<Notice> notices() {
        return new NoticeStore(local.table()).list(ACME, Optional.empty(), 10).items();
    }

    private static String nonce(URI address) {
        return address.getPath().substring(address.getPath().lastIndexOf('/') + 1);
    }
}
