package dev.tenantry.webhooks;

import static dev.tenantry.webhooks.TenantFixture.ACME;
import static dev.tenantry.webhooks.TenantFixture.ACME_TOKEN;
import static dev.tenantry.webhooks.TenantFixture.GLOBEX_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.RotatingSecrets;
import dev.tenantry.core.ledger.RotatingSecrets.Stored;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.readiness.ReportedStatuses;
import dev.tenantry.core.secret.SecretKind;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.webhook.Inbox;
import dev.tenantry.twilio.account.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Callbacks of a subaccount whose auth token somebody exchanges at Twilio. */
class RotatedTokenCallbacksTest {
    private static final String NEW_TOKEN = "acme-auth-token-2";

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final LoggedContext invocation = new LoggedContext();
    private final AtomicInteger lookUps = new AtomicInteger();
    private volatile Instant now = Instant.parse("2026-12-01T12:00:00Z");
    private volatile String atTwilio = ACME_TOKEN;
    private volatile Runnable duringLookUp = () -> {};
    private TwilioCallbackHandler handler;
    private URI acme;

    @BeforeEach
    void tenants() {
        TenantFixture.store(local.table());
        acme = TenantFixture.addresses(local.table()).of(ACME);
        InstantSource clock = () -> now;
        handler = new TwilioCallbackHandler(
                new CallbackAuthenticator(
                        TenantFixture.addresses(local.table()),
                        TenantFixture.tokens(local.table(), clock, this::lookUp)),
                new Inbox(local.table(), clock),
                new ReportedStatuses(local.table()));
    }

    /** What {@link dev.tenantry.twilio.TenantAccounts#lookUpAuthToken} does, with a Twilio that this test makes up. */
    private Optional<Secret> lookUp(OrgId orgId, Stored stored) {
        lookUps.incrementAndGet();
        var told = atTwilio;
        duringLookUp.run();
        if (!TenantFixture.cipher()
                .decrypt(orgId, SecretKind.AUTH_TOKEN, stored.current())
                .equals(told)) {
            secrets()
                    .replace(
                            ResourceKind.ACCOUNT.key(orgId),
                            stored,
                            TenantFixture.cipher().encrypt(orgId, SecretKind.AUTH_TOKEN, told));
        }
        return Optional.of(new Secret(told));
    }

    @Test
    void oneThatIsSignedWithTheNewTokenIsAcceptedAfterOneLookUp() {
        atTwilio = NEW_TOKEN;

        assertThat(send(NEW_TOKEN)).isEqualTo(204);
        assertThat(send(NEW_TOKEN)).isEqualTo(204);

        assertThat(lookUps).hasValue(1);
    }

    @Test
    void theEarlierTokenIsAcceptedForFourHoursMore() {
        atTwilio = NEW_TOKEN;
        assertThat(send(NEW_TOKEN)).isEqualTo(204);

        now = now.plus(Duration.ofHours(4)).minusSeconds(1);
        assertThat(send(ACME_TOKEN)).isEqualTo(204);
        now = now.plusSeconds(1);
        assertThat(send(ACME_TOKEN)).isEqualTo(403);

        assertThat(send(NEW_TOKEN)).isEqualTo(204);
    }

    @Test
    void ofTwoExchangesOnlyTheLastTwoTokensAreAccepted() {
        atTwilio = NEW_TOKEN;
        assertThat(send(NEW_TOKEN)).isEqualTo(204);
        now = now.plus(RotatingSecrets.LOOK_UP_INTERVAL);
        atTwilio = "acme-auth-token-3";
        assertThat(send("acme-auth-token-3")).isEqualTo(204);

        assertThat(send(NEW_TOKEN)).isEqualTo(204);
        assertThat(send(ACME_TOKEN)).isEqualTo(403);
    }

    @Test
    void forgeriesCauseOneLookUpAMinute() {
        for (var second = 0; second < 180; second++) {
            assertThat(send("forged-" + second)).isEqualTo(403);
            now = now.plusSeconds(1);
        }

        assertThat(lookUps).hasValue(3);
        assertThat(send(ACME_TOKEN)).isEqualTo(204);
    }

    @Test
    void oneThatDoesNotKnowTheNonceCausesNone() {
        var signed = Callback.form(acme, TwilioCallbackHandlerTest.alarmFields(), NEW_TOKEN);
        atTwilio = NEW_TOKEN;

        assertThat(status(signed.withNonce("0".repeat(32)))).isEqualTo(403);

        assertThat(lookUps).hasValue(0);
    }

    @Test
    void oneAboutAnotherAccountCausesNone() {
        var fields = new TreeMap<>(TwilioCallbackHandlerTest.alarmFields());
        fields.put("AccountSid", GLOBEX_ACCOUNT);

        assertThat(status(Callback.form(acme, fields, NEW_TOKEN))).isEqualTo(403);

        assertThat(lookUps).hasValue(0);
    }

    @Test
    void allOfABurstAreAcceptedAfterOneLookUp() throws Exception {
        atTwilio = NEW_TOKEN;
        var begun = new CountDownLatch(20);
        duringLookUp = () -> await(begun);
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 20)
                    .mapToObj(_ -> senders.submit(() -> {
                        begun.countDown();
                        return send(NEW_TOKEN);
                    }))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(204);
            }
        }
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void oneThatCannotBeCheckedBecauseTwilioIsDownIsAFailureOfOurs() {
        duringLookUp = () -> {
            throw new NotProcessedException(FailureDetails.of("Twilio is down.", "Nobody needs to act."));
        };
        assertThat(send(NEW_TOKEN)).isEqualTo(500);

        duringLookUp = () -> {};
        atTwilio = NEW_TOKEN;
        now = now.plus(RotatingSecrets.LOOK_UP_INTERVAL);
        assertThat(send(NEW_TOKEN)).isEqualTo(204);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private RotatingSecrets secrets() {
        return new Ledger(local.table(), () -> now).rotatingSecrets();
    }

    private int send(String authToken) {
        return status(Callback.form(acme, TwilioCallbackHandlerTest.alarmFields(), authToken));
    }

    private int status(Callback callback) {
        return handler.handleRequest(callback.event(), invocation.context()).getStatusCode();
    }
}
