package dev.tenantry.webhooks;

import static dev.tenantry.webhooks.TenantFixture.ACME;
import static dev.tenantry.webhooks.TenantFixture.ACME_ACCOUNT;
import static dev.tenantry.webhooks.TenantFixture.ACME_TOKEN;
import static dev.tenantry.webhooks.TenantFixture.GLOBEX;
import static dev.tenantry.webhooks.TenantFixture.GLOBEX_ACCOUNT;
import static dev.tenantry.webhooks.TenantFixture.GLOBEX_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.notice.NoticeStore;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.readiness.ReportedStatuses;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.storage.Table;
import dev.tenantry.core.webhook.CallbackNonces;
import dev.tenantry.core.webhook.Inbox;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context.BeforeExecution;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

class TwilioCallbackHandlerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:05Z");
    private static final String TRIGGER = "UT" + "a".repeat(32);

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final LoggedContext invocation = new LoggedContext();
    private TwilioCallbackHandler handler;
    private URI acme;
    private URI globex;
    private List<Map<String, AttributeValue>> before;

    @BeforeEach
    void tenants() {
        TenantFixture.store(local.table());
        handler = handler(local.table());
        acme = TenantFixture.addresses(local.table()).of(ACME);
        globex = TenantFixture.addresses(local.table()).of(GLOBEX);
        before = items();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSpendAlarmIsKeptAndNoticed(boolean inBase64) {
        var answer = send(alarm().inBase64(inBase64));

        assertThat(answer.getStatusCode()).isEqualTo(204);
        assertThat(answer.getBody()).isNull();
        assertThat(notices(ACME)).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo(Notice.Kind.SPEND_ALARM);
            assertThat(notice.severity()).isEqualTo(Notice.Severity.WARNING);
            assertThat(notice.message())
                    .isEqualTo("This month's spend has reached 51.20 USD; the alarm is set at 50.00 USD");
            assertThat(notice.by()).isEqualTo("twilio");
            assertThat(notice.at()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
        });
        assertThat(inbox()).singleElement().satisfies(item -> {
            assertThat(item.get("PK").s()).isEqualTo("ORG#acme");
            assertThat(item.get("SK").s()).isEqualTo("INBOX#usage-trigger-token-1");
            assertThat(item.get("type").s()).isEqualTo("usage-trigger");
            assertThat(item.get("payload").s()).contains("CurrentValue=51.20");
            assertThat(item.get("receivedAt").s()).isEqualTo("2026-11-22T10:00:05.000Z");
            assertThat(Instant.ofEpochSecond(
                            Long.parseLong(item.get("expiresAt").n())))
                    .isEqualTo("2026-12-22T10:00:05Z");
        });
        assertThat(notices(GLOBEX)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachEventOfADeliveryIsKeptAndNoticed(boolean inBase64) {
        var json = "["
                + event("EZ1", "com.twilio.messaging.message.sent") + ","
                + event("EZ2", "com.twilio.messaging.message.failed") + "]";

        var answer = send(Callback.json(acme, json, ACME_TOKEN).inBase64(inBase64));

        assertThat(answer.getStatusCode()).isEqualTo(204);
        assertThat(notices(ACME))
                .extracting(Notice::kind, Notice::severity, Notice::message)
                .containsExactlyInAnyOrder(
                        tuple(Notice.Kind.TWILIO_EVENT, Notice.Severity.INFO, "Message: sent"),
                        tuple(Notice.Kind.TWILIO_EVENT, Notice.Severity.WARNING, "Message: failed"));
        assertThat(inbox())
                .extracting(item -> item.get("SK").s(), item -> item.get("type").s())
                .containsExactlyInAnyOrder(
                        tuple("INBOX#event-EZ1", "com.twilio.messaging.message.sent"),
                        tuple("INBOX#event-EZ2", "com.twilio.messaging.message.failed"));
    }

    /** Reported of a bundle's StatusCallback: by GET, with all fields and twice the hash of the body in the query. */
    @Test
    void aFormMayComeByGetInTheQuery() {
        var hash = "bodySHA256=" + Callback.sha256("");
        var query = "submission=1&" + Callback.encoded(Reviews.bundleFields()) + "&" + hash + "&" + hash;

        assertThat(send(Callback.query(acme, query, ACME_TOKEN)).getStatusCode())
                .isEqualTo(204);
        assertThat(send(Callback.query(acme, query, ACME_TOKEN)).getStatusCode())
                .isEqualTo(204);

        assertThat(inbox()).singleElement().satisfies(item -> {
            assertThat(item.get("SK").s()).startsWith("INBOX#bundle-");
            assertThat(item.get("type").s()).isEqualTo("review");
            assertThat(item.get("payload").s()).contains("BundleSid=" + Reviews.BUNDLE);
        });
    }

    @Test
    void aSpendAlarmMayComeByGet() {
        var query = Callback.encoded(alarmFields());

        assertThat(send(Callback.query(acme, query, ACME_TOKEN)).getStatusCode())
                .isEqualTo(204);

        assertThat(notices(ACME)).singleElement().satisfies(notice -> assertThat(notice.kind())
                .isEqualTo(Notice.Kind.SPEND_ALARM));
    }

    /** The signature covers the whole URL, so nothing in it can be exchanged. */
    @Test
    void aQueryThatTwilioDidNotSignIsRefused() {
        var query = Callback.encoded(Reviews.bundleFields());
        var genuine = Callback.query(acme, query, ACME_TOKEN);
        var twoStatuses = query + "&Status=twilio-approved";

        for (var forged : List.of(
                genuine.withQuery(query.replace("twilio-rejected", "twilio-approved")),
                genuine.withQuery(query + "&more=1"),
                genuine.withSignature("x"),
                Callback.query(acme, twoStatuses, ACME_TOKEN),
                Callback.query(acme, "submission=1", ACME_TOKEN),
                Callback.query(acme, "", ACME_TOKEN),
                Callback.query(acme, query, "another token"))) {
            assertThat(send(forged).getStatusCode()).isEqualTo(403);
        }
        assertThat(items()).isEqualTo(before);
    }

    @Test
    void eventsOfReviewsAreOfOneTypeInTheInboxAndNoticed() {
        var json = "[" + Reviews.brandEvent("EZ1", "brand-registered") + ","
                + Reviews.brandEvent("EZ2", "brand-unverified") + "]";

        assertThat(send(Callback.json(acme, json, ACME_TOKEN)).getStatusCode()).isEqualTo(204);
        assertThat(send(Callback.json(acme, json, ACME_TOKEN)).getStatusCode()).isEqualTo(204);

        assertThat(inbox())
                .extracting(item -> item.get("SK").s(), item -> item.get("type").s())
                .containsExactlyInAnyOrder(tuple("INBOX#event-EZ1", "review"), tuple("INBOX#event-EZ2", "review"));
        assertThat(notices(ACME))
                .extracting(Notice::kind, Notice::severity, Notice::message)
                .containsExactlyInAnyOrder(
                        tuple(Notice.Kind.TWILIO_EVENT, Notice.Severity.INFO, "Brand registration: brand registered"),
                        tuple(
                                Notice.Kind.TWILIO_EVENT,
                                Notice.Severity.WARNING,
                                "Brand registration: brand unverified"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number-registration.successful   | INFO    | is registered for its A2P campaign",
                "number-registration.failed       | WARNING | could not be registered for its A2P campaign. Twilio's reason: https://www.twilio.com/docs/api/errors/30126",
                "number-registration.pending      | INFO    | is being registered for its A2P campaign",
                "number-deregistration.successful | INFO    | is taken out of its A2P campaign",
                "number-deregistration.failed     | WARNING | could not be taken out of its A2P campaign. Twilio's reason: https://www.twilio.com/docs/api/errors/30126",
                "number-deregistration.pending    | INFO    | is being taken out of its A2P campaign",
            })
    void aNumbersRegistrationIsNoticedBecauseNobodyCanAskForIt(String name, Notice.Severity severity, String message) {
        var reason = Map.of("failureReason", "https://www.twilio.com/docs/api/errors/30126");
        var callback = Callback.json(acme, "[" + Reviews.numberEvent("EZ1", name, reason) + "]", ACME_TOKEN);

        send(callback);
        send(callback);

        assertThat(notices(ACME)).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo(Notice.Kind.NUMBER_REGISTRATION);
            assertThat(notice.severity()).isEqualTo(severity);
            assertThat(notice.message()).isEqualTo("The number " + Reviews.NUMBER + " " + message);
            assertThat(notice.at()).isEqualTo(Instant.parse("2026-11-22T10:00:00.123Z"));
            assertThat(notice.by()).isEqualTo("twilio");
        });
        assertThat(inbox())
                .singleElement()
                .satisfies(item -> assertThat(item.get("type").s()).isEqualTo("review"));
        assertThat(new ReportedStatuses(local.table()).of(ACME).keySet())
                .isEqualTo(name.equals("number-deregistration.failed") ? Set.of() : Set.of(Reviews.NUMBER));
    }

    @Test
    void aReasonThatIsTooLongForANoticeIsCut() {
        for (var reason : List.of(Map.<String, String>of(), Map.of("failurereason", "x".repeat(5000)))) {
            var json = Reviews.numberEvent("EZ" + reason.size(), "number-registration.failed", reason);
            send(Callback.json(acme, "[" + json + "]", ACME_TOKEN));
        }

        assertThat(notices(ACME))
                .extracting(Notice::message)
                .anySatisfy(message -> assertThat(message).endsWith("Twilio's reason: none given"))
                .anySatisfy(message -> assertThat(message).endsWith("x…").hasSizeLessThan(400));
    }

    @Test
    void aBundlesNewsIsKeptOnceForEachSubmission() {
        for (var submission : List.of(1, 1, 2, 1, 2)) {
            assertThat(send(Reviews.rejectedBundle(acme, submission)).getStatusCode())
                    .isEqualTo(204);
        }

        assertThat(notices(ACME)).isEmpty();
        assertThat(inbox()).hasSize(2).allSatisfy(item -> {
            assertThat(item.get("type").s()).isEqualTo("review");
            assertThat(item.get("payload").s()).contains("BundleSid=" + Reviews.BUNDLE, "Status=twilio-rejected");
        });
    }

    @Test
    void aBundlesOtherStatusIsOtherNews() {
        for (var status : List.of("pending-review", "in-review", "twilio-approved")) {
            var fields = Reviews.bundleFields();
            fields.put("Status", status);
            send(Callback.form(acme, "submission=1", fields, ACME_TOKEN));
        }

        assertThat(inbox()).hasSize(3);
    }

    /** What is signed of a URL and a form has no borders: they can be moved, even between the query and the fields. */
    @Test
    void movedBordersMakeNoSecondNewsOfABundle() {
        var genuine = Reviews.rejectedBundle(acme, 1);
        send(genuine);
        var once = items();
        var body = genuine.body();

        for (var moved : List.of(
                genuine.withQuery("").withBody(body + "&" + Callback.encoded(Map.of("?submission", "=1"))),
                genuine.withQuery("submission=").withBody(body + "&1="),
                genuine.withBody(body.replace("Status=twilio-rejected", "Status=t&wilio-rejected=")))) {
            assertThat(send(moved).getStatusCode()).isEqualTo(204);
            assertThat(items()).isEqualTo(once);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccountSid", "AccountSID", "accountsid"})
    void theCaseOfAnAccountsNameDoesNotMatter(String name) {
        var fields = Reviews.bundleFields();
        fields.put(name, fields.remove("AccountSid"));
        assertThat(send(Callback.form(acme, fields, ACME_TOKEN)).getStatusCode())
                .isEqualTo(204);
        assertThat(inbox()).hasSize(1);

        fields.put(name, GLOBEX_ACCOUNT);
        fields.put("ACCOUNTSID", ACME_ACCOUNT);
        assertThat(send(Callback.form(acme, fields, ACME_TOKEN)).getStatusCode())
                .isEqualTo(403);
        assertThat(inbox()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accountsid", "AccountSid"})
    void anEventAboutAnotherAccountIsRefusedWithItsWholeDelivery(String name) {
        for (var account : List.of(GLOBEX_ACCOUNT, "", ACME_ACCOUNT.toLowerCase(Locale.ROOT))) {
            var data = Map.of(name, account, "brandsid", Reviews.BRAND);
            var json = "[" + Reviews.brandEvent("EZ1", "brand-failure") + ","
                    + Reviews.event("EZ2", "brand-registration.brand-failure", data) + "]";
            assertThat(send(Callback.json(acme, json, ACME_TOKEN)).getStatusCode())
                    .isEqualTo(403);
        }

        assertThat(items()).isEqualTo(before);
    }

    @Test
    void aCallbackToTheFormerAddressIsTakenTillTheNextRotation() {
        var nonces = new CallbackNonces(local.table());
        nonces.rotate(ACME, NOW);
        var second = TenantFixture.addresses(local.table()).of(ACME);

        assertThat(send(alarm()).getStatusCode()).isEqualTo(204);
        assertThat(send(Reviews.rejectedBundle(second, 1)).getStatusCode()).isEqualTo(204);
        assertThat(inbox()).hasSize(2);

        nonces.rotate(ACME, NOW.plus(Duration.ofDays(1)));
        assertThat(send(alarm()).getStatusCode()).isEqualTo(403);
        assertThat(send(Reviews.rejectedBundle(second, 2)).getStatusCode()).isEqualTo(204);
    }

    @Test
    void noNoticeTellsWhatAnEventsDataSays() {
        send(Callback.json(acme, "[" + event("EZ1", "com.twilio.messaging.message.failed") + "]", ACME_TOKEN));

        assertThat(notices(ACME)).extracting(Notice::message).containsExactly("Message: failed");
        assertThat(invocation.lines()).noneMatch(line -> line.contains("+1415"));
        assertThat(inbox().getFirst().get("payload").s()).contains("+14155550100");
    }

    @Test
    void theOrderOfAFormsFieldsDoesNotMatter() {
        var backwards = new TreeMap<String, String>((one, other) -> other.compareTo(one));
        backwards.putAll(alarmFields());

        assertThat(send(alarm().withBody(Callback.encoded(backwards))).getStatusCode())
                .isEqualTo(204);

        assertThat(notices(ACME)).hasSize(1);
    }

    @Test
    void aCallbackThatComesAgainHasNoSecondEffect() {
        var deliveries = List.of(
                alarm(),
                Callback.json(acme, "[" + event("EZ1", "com.twilio.messaging.message.failed") + "]", ACME_TOKEN));
        deliveries.forEach(this::send);
        var once = items();

        deliveries.forEach(
                callback -> assertThat(send(callback).getStatusCode()).isEqualTo(204));

        assertThat(items()).isEqualTo(once);
        assertThat(invocation.lines())
                .filteredOn(line -> line.contains("received again\""))
                .hasSize(2);
    }

    @Test
    void anEventThatComesAgainInAnotherDeliveryHasNoSecondEffect() {
        var first = event("EZ1", "com.twilio.messaging.message.failed");
        send(Callback.json(acme, "[" + first + "]", ACME_TOKEN));

        send(Callback.json(
                acme, "[" + first + "," + event("EZ2", "com.twilio.messaging.message.failed") + "]", ACME_TOKEN));

        assertThat(inbox()).hasSize(2);
        assertThat(notices(ACME)).hasSize(2);
    }

    @Test
    void anAlarmOfTheInboxesPastIsNoticedOnce() {
        send(alarm());
        delete("INBOX#usage-trigger-token-1");

        assertThat(send(alarm()).getStatusCode()).isEqualTo(204);

        assertThat(notices(ACME)).hasSize(1);
    }

    @Test
    void fiftyDuplicatesAtOnceHaveOneEffect() throws Exception {
        var duplicates = 50;
        var together = new CyclicBarrier(duplicates);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, duplicates)
                    .mapToObj(_ -> pool.submit(() -> {
                        together.await();
                        return send(alarm()).getStatusCode();
                    }))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(204);
            }
        }

        assertThat(inbox()).hasSize(1);
        assertThat(notices(ACME)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "monthly | price | totalprice    | 50     | 51.2045 | This month's spend has reached 51.20 USD; the alarm is set at 50.00 USD",
                "daily   | price | totalprice    | 5.005  | 7       | Today's spend has reached 7.00 USD; the alarm is set at 5.01 USD",
                "yearly  | price | calls-inbound | 100.00 | 100.50  | This year's spend on calls inbound has reached 100.50 USD; the alarm is set at 100.00 USD",
                "''      | price | totalprice    | 50     | 50      | The account's spend has reached 50.00 USD; the alarm is set at 50.00 USD",
                "monthly | usage | sms           | 1000   | 1001    | This month's use of sms has reached 1001; the alarm is set at 1000",
            })
    void anAlarmSaysWhatHasReachedWhat(
            String recurring, String by, String category, String limit, String value, String message) {
        var fields = alarmFields();
        fields.putAll(Map.of("Recurring", recurring, "TriggerBy", by, "UsageCategory", category));
        fields.putAll(Map.of("TriggerValue", limit, "CurrentValue", value));

        send(Callback.form(acme, fields, ACME_TOKEN));

        assertThat(notices(ACME)).extracting(Notice::message).containsExactly(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UsageTriggerSid", "UsageCategory", "TriggerValue", "CurrentValue", "DateFired"})
    void aSignedFormThatTellsNoAlarmIsKeptForAPerson(String field) {
        for (var value : List.of("", "1E999999999", "Fri, 30 Feb 2026 10:00:00 +0000", "<script>")) {
            var fields = alarmFields();
            fields.put(field, value);
            assertThat(send(Callback.form(acme, fields, ACME_TOKEN)).getStatusCode())
                    .as(value)
                    .isEqualTo(204);
        }

        assertThat(notices(ACME)).isEmpty();
        assertThat(inbox()).hasSize(4).allSatisfy(item -> {
            assertThat(item.get("type").s()).isEqualTo("unrecognised");
            assertThat(item.get("payload").s()).contains("IdempotencyToken=token-1");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "hello",
                "[1]",
                "[{}]",
                "[{\"id\":\"EZ1\",\"type\":\"com.twilio.x\",\"time\":\"yesterday\"}]",
                "[{\"id\":\"EZ1\",\"type\":\"com.twilio.x\",\"time\":\"+99999-01-01T00:00:00Z\"}]",
                "[{\"id\":\"EZ1\",\"type\":\"<b>\",\"time\":\"2026-11-22T10:00:00Z\"}]",
                "[{\"id\":\"\",\"type\":\"com.twilio.x\",\"time\":\"2026-11-22T10:00:00Z\"}]",
            })
    void signedJsonThatTellsNoEventIsKeptForAPerson(String json) {
        assertThat(send(Callback.json(acme, json, ACME_TOKEN)).getStatusCode()).isEqualTo(204);
        assertThat(send(Callback.json(acme, json, ACME_TOKEN)).getStatusCode()).isEqualTo(204);

        assertThat(notices(ACME)).isEmpty();
        assertThat(inbox())
                .singleElement()
                .satisfies(item -> assertThat(item.get("type").s()).isEqualTo("unrecognised"));
        assertThat(invocation.lines())
                .filteredOn(line -> line.contains("unrecognised"))
                .hasSize(2);
    }

    @Test
    void whatIsReadableOfADeliveryIsTold() {
        send(Callback.json(acme, "[7," + event("EZ1", "com.twilio.messaging.message.failed") + "]", ACME_TOKEN));

        assertThat(notices(ACME)).hasSize(1);
        assertThat(inbox())
                .extracting(item -> item.get("type").s())
                .containsExactlyInAnyOrder("unrecognised", "com.twilio.messaging.message.failed");
    }

    /** Twilio signs a form's names and values strung together: who moves a border between them keeps the signature. */
    @Test
    void movedBordersBetweenNamesAndValuesMakeNoSecondAlarm() {
        var fields = alarmFields();
        fields.put("IdempotencyToken", "token-1J2");
        var genuine = Callback.form(acme, fields, ACME_TOKEN);
        send(genuine);
        var once = items();

        fields.put("IdempotencyToken", "token-1");
        fields.put("J2", "");
        assertThat(Callback.sign(ACME_TOKEN, acme.toString(), fields)).isEqualTo(genuine.signature());
        assertThat(send(genuine.withBody(Callback.encoded(fields))).getStatusCode())
                .isEqualTo(204);
        assertThat(items()).isEqualTo(once);

        for (var moved : List.of("CurrentValue5=1.20", "CurrentValu=e51.20", "CurrentValue51.20=")) {
            var body = genuine.body().replace("CurrentValue=51.20", moved);
            assertThat(send(genuine.withBody(body)).getStatusCode()).isEqualTo(204);
        }
        assertThat(notices(ACME)).hasSize(1);
        assertThat(inbox()).as("the alarm, and one unrecognised form").hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatTwilioDidNotSendIsRefusedWithoutAHint(String name, UnaryOperator<Callback> mutation) {
        var answers = List.of(
                send(mutation.apply(alarm())),
                send(mutation.apply(Callback.json(
                        acme, "[" + event("EZ1", "com.twilio.messaging.message.failed") + "]", ACME_TOKEN))));

        assertThat(answers).as(name).allSatisfy(answer -> {
            assertThat(answer.getStatusCode()).isEqualTo(403);
            assertThat(answer.getHeaders())
                    .containsEntry("Content-Type", "application/problem+json")
                    .containsEntry("X-Content-Type-Options", "nosniff");
            assertThat(problem(answer)).isEqualTo(problem(send(alarm().toOrg("nobody"))));
            assertThat(problem(answer).get("code").textValue()).isEqualTo("forbidden");
            assertThat(problem(answer).get("requestId").textValue()).isEqualTo("request-1");
        });
        assertThat(items()).isEqualTo(before);
    }

    static List<Arguments> refused() {
        return List.of(
                refused("an unknown organisation", callback -> callback.toOrg("nobody")),
                refused("another organisation", callback -> callback.toOrg("globex")),
                refused("no organisation's id", callback -> callback.toOrg("../acme")),
                refused("another nonce", callback -> callback.withNonce("0".repeat(32))),
                refused("no nonce", callback -> callback.withNonce("")),
                refused("no signature", callback -> callback.withSignature(null)),
                refused("an empty signature", callback -> callback.withSignature("")),
                refused(
                        "another organisation's signature",
                        callback -> callback.withSignature(Callback.sign(GLOBEX_TOKEN, "https://x", Map.of()))),
                refused(
                        "a changed body",
                        callback -> callback.withBody(callback.body().replace("1", "2"))),
                refused("no body", callback -> callback.withBody(callback.isForm() ? "" : "[]")),
                refused("another query", callback -> callback.withQuery(callback.query() + "&a=b")));
    }

    private static Arguments refused(String name, UnaryOperator<Callback> mutation) {
        return Arguments.of(name, mutation);
    }

    @Test
    void aFormAboutAnotherAccountIsRefusedEvenWhenItIsSigned() {
        for (var account : List.of(GLOBEX_ACCOUNT, "", ACME_ACCOUNT.toLowerCase(Locale.ROOT))) {
            var fields = alarmFields();
            fields.put("AccountSid", account);
            assertThat(send(Callback.form(acme, fields, ACME_TOKEN)).getStatusCode())
                    .isEqualTo(403);
        }
        var fields = alarmFields();
        fields.remove("AccountSid");
        assertThat(send(Callback.form(acme, fields, ACME_TOKEN)).getStatusCode())
                .isEqualTo(403);

        assertThat(items()).isEqualTo(before);
    }

    @Test
    void eachOrganisationsCallbacksAreItsOwn() {
        var fields = alarmFields();
        fields.put("AccountSid", GLOBEX_ACCOUNT);

        assertThat(send(Callback.form(globex, fields, ACME_TOKEN)).getStatusCode())
                .isEqualTo(403);
        assertThat(send(Callback.form(globex, fields, GLOBEX_TOKEN)).getStatusCode())
                .isEqualTo(204);

        assertThat(notices(GLOBEX)).hasSize(1);
        assertThat(notices(ACME)).isEmpty();
    }

    @Test
    void anOrganisationWithoutASubaccountTakesNoCallback() {
        var initech = new OrgId("initech");
        var address = TenantFixture.addresses(local.table()).of(initech);

        assertThat(send(Callback.form(address, alarmFields(), ACME_TOKEN)).getStatusCode())
                .isEqualTo(403);
        assertThat(notices(initech)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyThatIsTooLargeIsNotRead(boolean inBase64) {
        var largest = " ".repeat(64 * 1024 - 2) + "[]";

        assertThat(send(Callback.json(acme, largest, ACME_TOKEN).inBase64(inBase64))
                        .getStatusCode())
                .isEqualTo(204);
        var answer = send(Callback.json(acme, " " + largest, ACME_TOKEN).inBase64(inBase64));

        assertThat(answer.getStatusCode()).isEqualTo(413);
        assertThat(problem(answer).get("code").textValue()).isEqualTo("payload-too-large");
        assertThat(items()).isEqualTo(before);
    }

    @Test
    void aFailureOfOursMakesTwilioTryAgainAndTellsNothing() {
        var failing = handler(local.table(new ExecutionInterceptor() {
            @Override
            public void beforeExecution(BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof TransactWriteItemsRequest) {
                    throw InternalServerErrorException.builder()
                            .message("secret inside")
                            .build();
                }
            }
        }));

        var answer = failing.handleRequest(alarm().event(), invocation.context());

        assertThat(answer.getStatusCode()).isEqualTo(500);
        assertThat(problem(answer).get("retryable").booleanValue()).isTrue();
        assertThat(answer.getBody()).doesNotContain("secret inside");
        assertThat(invocation.lines())
                .singleElement()
                .asString()
                .contains("request-1", "InternalServerErrorException")
                .doesNotContain("secret inside");
        assertThat(send(alarm()).getStatusCode()).isEqualTo(204);
        assertThat(notices(ACME)).hasSize(1);
    }

    @Test
    void noLogTellsASecretOrANonce() {
        send(alarm());
        send(alarm().withBody("a=b"));
        send(alarm().toOrg("nobody"));

        assertThat(invocation.lines())
                .hasSize(3)
                .noneMatch(line -> line.contains(ACME_TOKEN) || line.contains(alarm().nonce()));
    }

    private Callback alarm() {
        return Callback.form(acme, alarmFields(), ACME_TOKEN);
    }

    /** The fields that Twilio documents for a usage trigger's callback. */
    static Map<String, String> alarmFields() {
        var fields = new TreeMap<String, String>();
        fields.put("AccountSid", ACME_ACCOUNT);
        fields.put("UsageTriggerSid", TRIGGER);
        fields.put("DateFired", "Sun, 22 Nov 2026 10:00:00 +0000");
        fields.put("Recurring", "monthly");
        fields.put("UsageCategory", "totalprice");
        fields.put("TriggerBy", "price");
        fields.put("TriggerValue", "50.00");
        fields.put("CurrentValue", "51.20");
        fields.put("UsageRecordUri", "/2010-04-01/Accounts/" + ACME_ACCOUNT + "/Usage/Records/ThisMonth.json");
        fields.put("IdempotencyToken", "token-1");
        return fields;
    }

    /** A CloudEvent as Event Streams sends it. */
    static String event(String id, String type) {
        var event = Json.object()
                .put("specversion", "1.0")
                .put("type", type)
                .put("source", "/2010-04-01/Accounts/" + ACME_ACCOUNT)
                .put("id", id)
                .put("datacontenttype", "application/json")
                .put("time", "2026-11-22T10:00:00.123Z");
        event.putObject("data").put("accountsid", ACME_ACCOUNT).put("phonenumber", "+14155550100");
        return Json.write(event);
    }

    private static TwilioCallbackHandler handler(Table table) {
        return new TwilioCallbackHandler(
                TenantFixture.authenticator(table),
                new Inbox(table, InstantSource.fixed(NOW)),
                new ReportedStatuses(table));
    }

    private APIGatewayV2HTTPResponse send(Callback callback) {
        return handler.handleRequest(callback.event(), invocation.context());
    }

    private List<Notice> notices(OrgId orgId) {
        return new NoticeStore(local.table()).list(orgId, Optional.empty(), 100).items();
    }

    private List<Map<String, AttributeValue>> inbox() {
        return items().stream()
                .filter(item -> item.get("SK").s().startsWith("INBOX#"))
                .toList();
    }

    private List<Map<String, AttributeValue>> items() {
        return TenantFixture.items(local.table()).stream()
                .sorted(Comparator.comparing(
                        item -> item.get("PK").s() + " " + item.get("SK").s()))
                .toList();
    }

    private void delete(String sortKey) {
        local.table()
                .client()
                .deleteItem(delete -> delete.tableName(local.table().name()).key(Table.key("ORG#acme", sortKey)));
    }

    private static JsonNode problem(APIGatewayV2HTTPResponse answer) {
        try {
            return Json.parse(answer.getBody());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("Not JSON: " + answer.getBody(), notJson);
        }
    }
}
