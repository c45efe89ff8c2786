package dev.tenantry.twilio.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.twilio.TenantAccount;
import dev.tenantry.twilio.Twilio;
import dev.tenantry.twilio.account.Secret;
import dev.tenantry.twilio.account.TwilioCredentials;
import dev.tenantry.twilio.fixture.ScriptedTwilio;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which calls are made again at once, and which are left to the state machine. */
class RetryPolicyTest {
    private static final String TOO_MANY = "{\"code\": 20429, \"message\": \"Too many requests\", \"status\": 429}";
    private static final String SERVICE = "{\"sid\": \"VA1\", \"friendly_name\": \"org_acme\"}";

    private ScriptedTwilio server;
    private Twilio twilio;
    private TenantAccount tenant;

    @BeforeEach
    void start() {
        server = new ScriptedTwilio();
        twilio = new Twilio(server.settings().withRetries(3, Duration.ofMillis(2)));
        tenant = twilio.tenant(new TwilioCredentials("AC1", new Secret("token")));
    }

    @AfterEach
    void stop() {
        twilio.close();
        server.close();
    }

    @Test
    void aReadIsRepeatedWhateverWentWrong() {
        server.then(429, TOO_MANY).then(500, "").thenDrop().then(200, SERVICE);

        assertThat(tenant.verifyServices().fetch("VA1")).isPresent();

        assertThat(server.received()).hasSize(4);
    }

    @Test
    void aReadThatKeepsFailingEndsWithItsLastFailure() {
        server.then(500, "").then(500, "").then(500, "").then(429, TOO_MANY);

        assertThatExceptionOfType(NotProcessedException.class)
                .isThrownBy(() -> tenant.verifyServices().fetch("VA1"))
                .withMessageContaining("Too many requests");

        assertThat(server.received()).hasSize(4);
    }

    @Test
    void aWriteThatTwilioHasRefusedForLoadIsRepeated() {
        server.then(429, TOO_MANY).then(201, SERVICE);

        assertThat(tenant.verifyServices().create("org_acme").sid()).isEqualTo("VA1");

        assertThat(server.received()).hasSize(2);
    }

    @Test
    void aWriteOfUnknownOutcomeIsMadeOnce() {
        server.then(500, "").then(201, SERVICE);

        assertThatThrownBy(() -> tenant.verifyServices().create("org_acme"))
                .isInstanceOf(UnknownOutcomeException.class);

        assertThat(server.received()).hasSize(1);
    }

    @Test
    void anUpdateIsRepeatedWhateverWentWrong() {
        server.thenDrop().then(500, "").then(200, SERVICE);

        assertThat(tenant.verifyServices().update("VA1", "org_acme").sid()).isEqualTo("VA1");

        assertThat(server.received()).hasSize(3);
    }

    @Test
    void aDeletionWhoseResponseWasLostIsFoundDone() {
        server.thenDrop().then(404, "{\"code\": 20404, \"message\": \"Not found\", \"status\": 404}");

        tenant.verifyServices().delete("VA1");

        assertThat(server.received()).hasSize(2);
    }

    @Test
    void whatIsHandedInToReviewersIsMadeOnce() {
        server.thenDrop().then(200, "{}");

        assertThatThrownBy(() -> tenant.brandRegistrations().resubmit("BN1"))
                .isInstanceOf(UnknownOutcomeException.class);

        assertThat(server.received()).hasSize(1);
    }

    @Test
    void whatGuardsWritesIsAskedBeforeEachTry() {
        var guarded = new AtomicInteger();
        server.then(429, TOO_MANY).then(201, SERVICE);

        tenant.before(guarded::incrementAndGet).verifyServices().create("org_acme");

        assertThat(guarded).hasValue(2);
    }

    @Test
    void aLongerPauseThanItsOwnIsLeftToTheStateMachine() {
        server.then(429, TOO_MANY, Map.of("Retry-After", "30")).then(200, SERVICE);

        assertThatExceptionOfType(NotProcessedException.class)
                .isThrownBy(() -> tenant.verifyServices().fetch("VA1"))
                .satisfies(failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30)));

        assertThat(server.received()).hasSize(1);
    }

    @Test
    void noneIsForThoseWhoWantEachFailure() {
        server.then(429, TOO_MANY).then(200, SERVICE);
        try (var once = new Twilio(server.settings())) {
            var account = once.tenant(new TwilioCredentials("AC1", new Secret("token")));

            assertThatThrownBy(() -> account.verifyServices().fetch("VA1")).isInstanceOf(NotProcessedException.class);
        }
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void lessThanNothingIsRefused() {
        assertThatThrownBy(() -> new RetryPolicy(-1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(1, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
