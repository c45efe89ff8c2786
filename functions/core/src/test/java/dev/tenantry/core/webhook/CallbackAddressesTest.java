package dev.tenantry.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.LocalTable;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallbackAddressesTest {
    private static final OrgId ACME = new OrgId("acme");
    private static final OrgId GLOBEX = new OrgId("globex");

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private CallbackAddresses addresses;

    @BeforeEach
    void someAddresses() {
        addresses = addresses("https://api.example.com");
    }

    @Test
    void anAddressIsTheOrganisationsOwnAndStaysTheSame() {
        var address = addresses.of(ACME);

        assertThat(address.toString()).matches("https://api\\.example\\.com/webhooks/twilio/acme/[0-9a-f]{32}");
        assertThat(addresses.of(ACME)).isEqualTo(address);
        assertThat(addresses("https://api.example.com").of(ACME)).isEqualTo(address);
        assertThat(nonce(addresses.of(GLOBEX))).isNotEqualTo(nonce(address));
    }

    @Test
    void anAddressFollowsThePublicUrl() {
        var loopback = addresses("http://127.0.0.1:8080");

        assertThat(loopback.of(ACME).toString()).startsWith("http://127.0.0.1:8080/webhooks/twilio/acme/");
        assertThat(addresses("https://elsewhere.example.com/").of(ACME))
                .isEqualTo(URI.create(
                        "https://elsewhere.example.com" + loopback.of(ACME).getPath()));
    }

    @Test
    void firstUsesAtOnceAgreeOnOneNonce() throws Exception {
        var clients = 20;
        var together = new CyclicBarrier(clients);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var made = IntStream.range(0, clients)
                    .mapToObj(_ -> pool.submit(() -> {
                        together.await();
                        return addresses.of(ACME);
                    }))
                    .toList();

            assertThat(results(made)).hasSize(1);
        }
    }

    @Test
    void anAddressIsFoundByItsNonceAndByNoOther() {
        var acme = addresses.of(ACME);
        var globex = addresses.of(GLOBEX);

        assertThat(addresses.find(ACME, nonce(acme))).contains(acme);
        assertThat(addresses.find(ACME, nonce(globex))).isEmpty();
        assertThat(addresses.find(ACME, "")).isEmpty();
        assertThat(addresses.find(ACME, nonce(acme).substring(1))).isEmpty();
    }

    @Test
    void lookingForAnAddressMakesNone() {
        assertNoAddress();
    }

    private void assertNoAddress() {
        assertThat(addresses.find(ACME, "0".repeat(32))).isEmpty();
        assertThat(local.table()
                        .client()
                        .scan(scan -> scan.tableName(local.table().name()))
                        .items())
                .isEmpty();
    }

    @Test
    void aRotatedAddressIsNewAndTheFormerOneIsFoundTillTheNextRotation() {
        var nonces = new CallbackNonces(local.table());
        var first = addresses.of(ACME);
        assertThat(nonces.rotate(ACME, NOW)).contains(NOW);
        var second = addresses.of(ACME);

        assertThat(second).isNotEqualTo(first);
        assertThat(second.toString()).matches("https://api\\.example\\.com/webhooks/twilio/acme/[0-9a-f]{32}");
        assertThat(addresses.find(ACME, nonce(first))).contains(first);
        assertThat(addresses.find(ACME, nonce(second))).contains(second);

        nonces.rotate(ACME, NOW.plus(CallbackNonces.REST));
        assertThat(addresses.find(ACME, nonce(first))).isEmpty();
        assertThat(addresses.find(ACME, nonce(second))).contains(second);
        assertThat(addresses.of(ACME)).isNotIn(first, second);
    }

    @Test
    void aRotationThatIsAskedForAgainBecauseItsAnswerWasLostIsTheSameOne() {
        var nonces = new CallbackNonces(local.table());
        var first = addresses.of(ACME);
        nonces.rotate(ACME, NOW);
        var second = addresses.of(ACME);

        assertThat(nonces.rotate(ACME, NOW.plus(CallbackNonces.REST).minusMillis(1)))
                .contains(NOW);

        assertThat(addresses.of(ACME)).isEqualTo(second);
        assertThat(addresses.find(ACME, nonce(first))).contains(first);
    }

    @Test
    void rotationsAtOnceAreOne() throws Exception {
        var nonces = new CallbackNonces(local.table());
        var first = addresses.of(ACME);
        var clients = 20;
        var together = new CyclicBarrier(clients);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var rotated = IntStream.range(0, clients)
                    .mapToObj(_ -> pool.submit(() -> {
                        together.await();
                        nonces.rotate(ACME, NOW);
                        return addresses.of(ACME);
                    }))
                    .toList();

            assertThat(results(rotated)).hasSize(1).doesNotContain(first);
        }
        assertThat(addresses.find(ACME, nonce(first))).contains(first);
    }

    @Test
    void whatIsNotThereIsNotRotated() {
        assertThat(new CallbackNonces(local.table()).rotate(ACME, NOW)).isEmpty();

        assertNoAddress();
    }

    private CallbackAddresses addresses(String publicUrl) {
        return new CallbackAddresses(local.table(), () -> URI.create(publicUrl));
    }

    private static String nonce(URI address) {
        return address.getPath().substring(address.getPath().lastIndexOf('/') + 1);
    }

    private static Set<URI> results(List<Future<URI>> futures) throws Exception {
        var results = new HashSet<URI>();
        for (var future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
