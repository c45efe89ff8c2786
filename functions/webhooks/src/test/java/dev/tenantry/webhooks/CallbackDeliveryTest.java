package dev.tenantry.webhooks;

import static dev.tenantry.webhooks.TenantFixture.ACME;
import static dev.tenantry.webhooks.TenantFixture.ACME_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.readiness.ReportedStatuses;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.storage.Table;
import dev.tenantry.core.webhook.Inbox;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Five callbacks in every order, each twice, and each fifty times at once: one inbox item each, and never a 5xx. */
@Tag("long")
class CallbackDeliveryTest {
    private static final int AT_ONCE = 50;

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final LoggedContext invocation = new LoggedContext();
    private TwilioCallbackHandler handler;
    private List<Callback> callbacks;

    @BeforeEach
    void tenants() {
        TenantFixture.store(local.table());
        handler = new TwilioCallbackHandler(
                TenantFixture.authenticator(local.table()),
                new Inbox(local.table(), InstantSource.system()),
                new ReportedStatuses(local.table()));
        callbacks = five(TenantFixture.addresses(local.table()).of(ACME));
    }

    /** The second rejection of a bundle tells the same as the first one, and comes to another query. */
    private static List<Callback> five(URI acme) {
        return List.of(
                Callback.form(acme, TwilioCallbackHandlerTest.alarmFields(), ACME_TOKEN),
                Reviews.rejectedBundle(acme, 1),
                Reviews.rejectedBundle(acme, 2),
                Callback.json(acme, "[" + Reviews.brandEvent("EZ1", "brand-failure") + "]", ACME_TOKEN),
                Callback.json(
                        acme,
                        "[" + Reviews.numberEvent("EZ2", "number-registration.failed", Map.of()) + "]",
                        ACME_TOKEN));
    }

    @Test
    void theOrderOfCallbacksChangesNothing() {
        var inboxes = new HashSet<List<String>>();
        var answers = new ArrayList<Integer>();
        var orders = permutations(callbacks);
        for (var order : orders) {
            order.forEach(callback -> answers.add(send(callback)));
            order.forEach(callback -> answers.add(send(callback)));
            inboxes.add(inbox());
            empty();
        }

        System.out.printf(
                "Callbacks in %d orders, each twice: %d answers, %d of them 204, %d kinds of inbox%n",
                orders.size(),
                answers.size(),
                answers.stream().filter(status -> status == 204).count(),
                inboxes.size());
        assertThat(orders).doesNotHaveDuplicates().hasSize(120);
        assertThat(answers).hasSize(1200).containsOnly(204);
        assertThat(inboxes).singleElement().satisfies(inbox -> assertThat(inbox)
                .hasSize(5)
                .contains(
                        "INBOX#event-EZ1 review", "INBOX#event-EZ2 review", "INBOX#usage-trigger-token-1 usage-trigger")
                .filteredOn(item -> item.matches("INBOX#bundle-[0-9a-f-]{36} review"))
                .hasSize(2));
    }

    @Test
    void eachCallbackFiftyTimesAtOnceIsOneItem() throws Exception {
        var answers = new ArrayList<Integer>();
        for (var callback : callbacks) {
            answers.addAll(atOnce(callback));
            assertThat(inbox()).hasSize(1);
            empty();
        }

        System.out.printf(
                "%d callbacks, each %d times at once: %d answers, %d of them 204, one inbox item each%n",
                callbacks.size(),
                AT_ONCE,
                answers.size(),
                answers.stream().filter(status -> status == 204).count());
        assertThat(answers).hasSize(5 * AT_ONCE).containsOnly(204);
    }

    private List<Integer> atOnce(Callback callback) throws Exception {
        var together = new CyclicBarrier(AT_ONCE);
        var answers = new ArrayList<Integer>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = IntStream.range(0, AT_ONCE)
                    .mapToObj(_ -> pool.submit(() -> {
                        together.await();
                        return send(callback);
                    }))
                    .toList();
            for (var answer : sent) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private int send(Callback callback) {
        return handler.handleRequest(callback.event(), invocation.context()).getStatusCode();
    }

    private static <T> List<List<T>> permutations(List<T> things) {
        if (things.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<T>>();
        for (var first : things) {
            var others = new ArrayList<>(things);
            others.remove(first);
            for (var rest : permutations(others)) {
                var one = new ArrayList<T>(List.of(first));
                one.addAll(rest);
                all.add(one);
            }
        }
        return all;
    }

    /** The keys and types of the inbox's items, sorted. */
    private List<String> inbox() {
        return keys().stream()
                .filter(item -> item.get("SK").s().startsWith("INBOX#"))
                .map(item -> item.get("SK").s() + " " + item.get("type").s())
                .toList();
    }

    private void empty() {
        keys().stream()
                .map(item -> item.get("SK").s())
                .filter(key -> key.startsWith("INBOX#") || key.startsWith("NOTICE#"))
                .forEach(key -> local.table().client().deleteItem(delete -> delete.tableName(
                                local.table().name())
                        .key(Table.key("ORG#acme", key))));
    }

    private List<Map<String, AttributeValue>> keys() {
        return local.table()
                .client()
                .query(query -> query.tableName(local.table().name())
                        .consistentRead(true)
                        .keyConditionExpression("PK = :org")
                        .expressionAttributeValues(Map.of(":org", AttributeValue.fromS("ORG#acme"))))
                .items();
    }
}
