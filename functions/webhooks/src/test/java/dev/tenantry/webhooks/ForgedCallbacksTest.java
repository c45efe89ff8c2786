package dev.tenantry.webhooks;

import static dev.tenantry.webhooks.TenantFixture.ACME;
import static dev.tenantry.webhooks.TenantFixture.ACME_ACCOUNT;
import static dev.tenantry.webhooks.TenantFixture.ACME_TOKEN;
import static dev.tenantry.webhooks.TenantFixture.GLOBEX;
import static dev.tenantry.webhooks.TenantFixture.GLOBEX_ACCOUNT;
import static dev.tenantry.webhooks.TenantFixture.GLOBEX_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.readiness.ReportedStatuses;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.storage.Table;
import dev.tenantry.core.webhook.Inbox;
import dev.tenantry.twilio.account.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Ten thousand requests that are nearly what Twilio sends. */
@Tag("long")
class ForgedCallbacksTest {
    private static final int FORGERIES = 10_000;
    private static final List<String> EVENTS = List.of(
            Reviews.brandEvent("EZ1", "brand-failure"),
            Reviews.numberEvent("EZ2", "number-registration.successful", Map.of()),
            TwilioCallbackHandlerTest.event("EZ3", "com.twilio.messaging.message.sent"));

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final LoggedContext invocation = new LoggedContext();
    private final Map<OrgId, Integer> lookUps = new HashMap<>();
    private CachingDynamoDb dynamoDb;
    private TwilioCallbackHandler handler;
    private URI acme;
    private URI globex;

    @BeforeEach
    void tenants() {
        TenantFixture.store(local.table());
        acme = TenantFixture.addresses(local.table()).of(ACME);
        globex = TenantFixture.addresses(local.table()).of(GLOBEX);
        dynamoDb = new CachingDynamoDb(local.table().client());
        var table = new Table(dynamoDb, local.table().name());
        var tokens = TenantFixture.tokens(table, InstantSource.system(), (orgId, _) -> {
            lookUps.merge(orgId, 1, Integer::sum);
            return Optional.of(new Secret(orgId.equals(ACME) ? ACME_TOKEN : GLOBEX_TOKEN));
        });
        handler = new TwilioCallbackHandler(
                new CallbackAuthenticator(TenantFixture.addresses(table), tokens),
                new Inbox(table, InstantSource.system()),
                new ReportedStatuses(table));
    }

    @Test
    void noneIsAcceptedAndNothingIsWritten() {
        var before = items();
        var begin = System.nanoTime();
        var genuine = List.of(
                Callback.form(acme, TwilioCallbackHandlerTest.alarmFields(), ACME_TOKEN),
                Reviews.rejectedBundle(acme, 1),
                Callback.json(acme, array(EVENTS), ACME_TOKEN));
        var accepted = new ArrayList<Callback>();
        var tried = new TreeMap<String, Integer>();
        for (var i = 0; i < FORGERIES; i++) {
            var original = genuine.get(random.nextInt(genuine.size())).inBase64(random.nextBoolean());
            tried.merge(original.query() + " " + original.contentType(), 1, Integer::sum);
            var forged = forge(original);
            if (status(forged) != 403) {
                accepted.add(forged);
            }
        }

        System.out.printf(
                "Forged callbacks: %s, %d accepted, %d written, seed %d%n",
                tried.values(), accepted.size(), dynamoDb.writes(), seed);
        assertThat(accepted).as("seed " + seed).isEmpty();
        assertThat(dynamoDb.writes()).isZero();
        var minutes = Duration.ofNanos(System.nanoTime() - begin).toMinutes();
        assertThat(lookUps.values())
                .as("look-ups of each organisation's auth token")
                .allMatch(count -> count <= minutes + 1);
        assertThat(dynamoDb.updates())
                .as("the beginning and the end of each look-up, and nothing else")
                .isEqualTo(
                        2 * lookUps.values().stream().mapToInt(count -> count).sum());
        assertThat(items()).isEqualTo(before);

        assertThat(genuine).as("what was forged").allMatch(callback -> status(callback) == 204);
        var once = items();
        assertThat(once)
                .as("five inbox items, four notices, the status of the number")
                .hasSize(before.size() + 10);
        assertThat(genuine).as("the same again").allMatch(callback -> status(callback) == 204);
        assertThat(items()).isEqualTo(once);
    }

    /** A forgery that differs from its original in what Twilio signed, or in where it goes. */
    private Callback forge(Callback genuine) {
        while (true) {
            var forged =
                    switch (random.nextInt(14)) {
                        case 0, 1, 2 -> genuine.withBody(changed(genuine.body()));
                        case 3, 4 -> genuine.isForm() ? withOtherFields(genuine) : withOtherJson(genuine);
                        case 5 -> genuine.withSignature(changed(genuine.signature()));
                        case 6 -> genuine.withSignature(otherSignature(genuine));
                        case 7 -> genuine.withNonce(changed(genuine.nonce()));
                        case 8 -> genuine.withNonce(nonce(globex)).toOrg(random.nextBoolean() ? "globex" : "acme");
                        case 9 -> genuine.toOrg(random.nextBoolean() ? "globex" : changed("acme"));
                        case 10 -> ofAnotherAccount(genuine);
                        case 11 -> genuine.withQuery(otherQuery(genuine));
                        case 12 -> genuine.withContentType(genuine.isForm() ? Callback.JSON : Callback.FORM);
                        default -> withoutSignature(genuine);
                    };
            if (!saysTheSame(genuine, forged)) {
                return forged;
            }
        }
    }

    private Callback withOtherFields(Callback genuine) {
        var fields = fields(genuine);
        var name = pick(List.copyOf(fields.keySet()));
        return switch (random.nextInt(5)) {
            case 0 -> genuine.withBody(Callback.encoded(with(fields, name, changed(fields.get(name)))));
            case 1 -> genuine.withBody(Callback.encoded(with(fields, changed(name), "value")));
            case 2 -> {
                fields.remove(name);
                yield genuine.withBody(Callback.encoded(fields));
            }
            case 3 -> genuine.withBody(genuine.body() + "&" + Callback.encoded(Map.of(name, fields.get(name))));
            default -> genuine.withBody(Callback.encoded(Map.of(name, "other")) + "&" + genuine.body());
        };
    }

    private Callback withOtherJson(Callback genuine) {
        var json = pick(List.of(
                array(EVENTS.reversed()),
                array(EVENTS.subList(1, EVENTS.size())),
                array(List.of(EVENTS.getFirst(), EVENTS.getFirst())),
                membersReordered(),
                genuine.body() + " ",
                genuine.body().replace(",", ", "),
                genuine.body().replace("EZ1", "EZ4")));
        return random.nextBoolean()
                ? genuine.withBody(json)
                : genuine.withBody(json).withQuery("bodySHA256=" + Callback.sha256(json));
    }

    /** The same events, whose members stand in another order. */
    private static String membersReordered() {
        var reordered = EVENTS.stream()
                .map(event -> {
                    var members = new TreeMap<String, JsonNode>(Comparator.reverseOrder());
                    parsed(event).properties().forEach(member -> members.put(member.getKey(), member.getValue()));
                    var object = Json.object();
                    members.forEach(object::set);
                    return Json.write(object);
                })
                .toList();
        return array(reordered);
    }

    private String otherSignature(Callback genuine) {
        var fields = genuine.isForm() ? fields(genuine) : Map.<String, String>of();
        var query = genuine.query().isEmpty() ? "" : "?" + genuine.query();
        var address = acme + query;
        return pick(List.of(
                "",
                Callback.sign(GLOBEX_TOKEN, address, fields),
                Callback.sign("the-operators-auth-token", address, fields),
                Callback.sign("another-auth-token", address, fields),
                Callback.sign(ACME_TOKEN, address.replace("https:", "http:"), fields),
                Callback.sign(ACME_TOKEN, address.replace("api.example.com", "elsewhere.example.com"), fields),
                Callback.sign(ACME_TOKEN, globex + query, fields),
                Callback.sign(ACME_TOKEN, acme + "/" + query, fields),
                genuine.signature().toLowerCase(Locale.ROOT)));
    }

    /** One that is signed as it should be, and speaks of an account that is not the organisation's. */
    private Callback ofAnotherAccount(Callback genuine) {
        var account = random.nextBoolean() ? GLOBEX_ACCOUNT : changed(ACME_ACCOUNT);
        if (!genuine.isForm()) {
            var events = new ArrayList<>(EVENTS);
            events.replaceAll(event -> random.nextBoolean() ? withAccount(event, account) : event);
            events.set(0, withAccount(EVENTS.getFirst(), account));
            return Callback.json(acme, array(events), ACME_TOKEN);
        }
        var fields = with(fields(genuine), "AccountSid", account);
        return genuine.query().isEmpty()
                ? Callback.form(acme, fields, ACME_TOKEN)
                : Callback.form(acme, genuine.query(), fields, ACME_TOKEN);
    }

    private static String withAccount(String event, String account) {
        var other = parsed(event);
        other.withObject("/data").put("accountsid", account);
        return Json.write(other);
    }

    private String otherQuery(Callback genuine) {
        return pick(List.of(
                genuine.query() + "&a=b",
                "a=b",
                "submission=2",
                genuine.query() + "&",
                "bodySHA256=" + Callback.sha256(changed(genuine.body())),
                genuine.query().isEmpty() ? "?" : ""));
    }

    private Callback withoutSignature(Callback genuine) {
        return random.nextBoolean()
                ? genuine.withSignature(null)
                : genuine.withSignature(genuine.signature().substring(random.nextInt(1, 28)));
    }

    private static boolean saysTheSame(Callback genuine, Callback forged) {
        return genuine.orgId().equals(forged.orgId())
                && genuine.nonce().equals(forged.nonce())
                && genuine.query().equals(forged.query())
                && genuine.contentType().equals(forged.contentType())
                && genuine.signature().equals(forged.signature())
                && (genuine.isForm()
                        ? signedText(genuine.body()).equals(signedText(forged.body()))
                        : genuine.body().equals(forged.body()));
    }

    /** What Twilio signs of a form: who only moves the border between a name and its value says the same. */
    private static String signedText(String form) {
        return Arrays.stream(form.split("&", -1))
                .map(field -> field.split("=", 2))
                .sorted((one, other) -> decoded(one[0]).compareTo(decoded(other[0])))
                .map(field -> decoded(String.join("", field)))
                .reduce("", String::concat);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "malformed " + text;
        }
    }

    /** A text with one character changed, left out or put in. */
    private String changed(String text) {
        var at = random.nextInt(text.length());
        var character = characterOtherThan(text.charAt(at));
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + character + text.substring(at + 1);
            case 1 -> text.substring(0, at) + text.substring(at + 1);
            default -> text.substring(0, at) + character + text.substring(at);
        };
    }

    private char characterOtherThan(char character) {
        var other = (char) random.nextInt('!', '~');
        return other < character ? other : (char) (other + 1);
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        var all = new TreeMap<>(fields);
        all.put(name, value);
        return all;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static Map<String, String> fields(Callback form) {
        var fields = new TreeMap<String, String>();
        for (var field : form.body().split("&", -1)) {
            var parts = field.split("=", 2);
            fields.put(decoded(parts[0]), decoded(parts[1]));
        }
        return fields;
    }

    private static String array(List<String> events) {
        return "[" + String.join(",", events) + "]";
    }

    private static ObjectNode parsed(String event) {
        try {
            return (ObjectNode) Json.parse(event);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("Not JSON: " + event, notJson);
        }
    }

    private int status(Callback callback) {
        return handler.handleRequest(callback.event(), invocation.context()).getStatusCode();
    }

    private static String nonce(URI address) {
        return address.getPath().substring(address.getPath().lastIndexOf('/') + 1);
    }

    private List<Map<String, AttributeValue>> items() {
        return TenantFixture.items(local.table());
    }
}
