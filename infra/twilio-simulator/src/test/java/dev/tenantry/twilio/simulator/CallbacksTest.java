package dev.tenantry.twilio.simulator;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import com.twilio.security.RequestValidator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Twilio sends, checked by the validator of Twilio's own library. */
class CallbacksTest {
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private TwilioSimulator simulator;
    private RawClient own;
    private HttpServer receiver;
    private String account;
    private String token;
    private String base;

    private record Received(String url, String contentType, String signature, String authorization, String body) {}

    @BeforeEach
    void start() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        base = "http://127.0.0.1:" + receiver.getAddress().getPort();
        receiver.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            received.add(new Received(
                    base + exchange.getRequestURI(),
                    headers.getFirst("Content-Type"),
                    headers.getFirst("X-Twilio-Signature"),
                    headers.getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        simulator = TwilioSimulator.builder().speed(Double.POSITIVE_INFINITY).start();
        try (var parent = RawClient.ofParent(simulator)) {
            var created = parent.post("api.twilio.com/2010-04-01/Accounts.json");
            account = created.text("sid");
            token = created.text("auth_token");
        }
        own = new RawClient(simulator.baseUrl(), account, token);
    }

    @AfterEach
    void stop() throws IOException {
        own.close();
        simulator.close();
        receiver.stop(0);
    }

    private String trigger(String url) throws Exception {
        return own.post(
                        "api.twilio.com/2010-04-01/Accounts/" + account + "/Usage/Triggers.json",
                        "CallbackUrl",
                        url,
                        "TriggerValue",
                        "50",
                        "UsageCategory",
                        "totalprice",
                        "TriggerBy",
                        "price")
                .text("sid");
    }

    private RawClient.Answer fire(String sid) throws Exception {
        return own.control("POST", "/_simulator/callbacks", """
                {"type": "usage-trigger", "sid": "%s", "currentValue": "51.25"}
                """.formatted(sid));
    }

    @Test
    void aUsageTriggerFires() throws Exception {
        var sid = trigger(base + "/webhooks/org-1?step=alarm");

        assertThat(fire(sid).json().at("/deliveries/0/status").intValue()).isEqualTo(204);

        var callback = received.take();
        var form = Arrays.stream(callback.body().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        assertThat(new RequestValidator(token).validate(callback.url(), form, callback.signature()))
                .isTrue();
        assertThat(new RequestValidator(simulator.authToken()).validate(callback.url(), form, callback.signature()))
                .isFalse();
        assertThat(form)
                .containsEntry("AccountSid", account)
                .containsEntry("UsageTriggerSid", sid)
                .containsEntry("UsageCategory", "totalprice")
                .containsEntry("TriggerBy", "price")
                .containsEntry("TriggerValue", "50")
                .containsEntry("CurrentValue", "51.25")
                .containsEntry("Recurring", "alltime")
                .containsKeys("DateFired", "UsageRecordUri", "IdempotencyToken");
        var trigger = own.get("api.twilio.com/2010-04-01/Accounts/" + account + "/Usage/Triggers/" + sid + ".json");
        assertThat(trigger.text("current_value")).isEqualTo("51.25");
        assertThat(trigger.text("date_fired")).isEqualTo(form.get("DateFired"));
    }

    @Test
    void anEventGoesToTheSinksThatSubscribe() throws Exception {
        var type = "com.twilio.messaging.compliance.brand-registration.brand-registered";
        subscribe(base + "/events", type);
        subscribe(base + "/other", "com.twilio.messaging.message.sent");

        var sent = own.control("POST", "/_simulator/callbacks", """
                {"type": "event", "accountSid": "%s", "eventType": "%s", "data": {"brandsid": "BN1"}}
                """.formatted(account, type));

        assertThat(sent.json().get("deliveries")).hasSize(1);
        var delivery = received.take();
        assertThat(delivery.contentType()).isEqualTo("application/json");
        assertThat(new RequestValidator(token).validate(delivery.url(), delivery.body(), delivery.signature()))
                .isTrue();
        var events = new ObjectMapper().readTree(delivery.body());
        assertThat(events).hasSize(1);
        assertThat(events.at("/0/specversion").textValue()).isEqualTo("1.0");
        assertThat(events.at("/0/type").textValue()).isEqualTo(type);
        assertThat(events.at("/0/id").textValue()).matches("EZ[0-9a-f]{32}");
        assertThat(events.at("/0/data/brandsid").textValue()).isEqualTo("BN1");
    }

    private void subscribe(String destination, String type) throws Exception {
        var sink = own.post(
                "events.twilio.com/v1/Sinks",
                "Description",
                "sink",
                "SinkType",
                "webhook",
                "SinkConfiguration",
                "{\"destination\": \"" + destination + "\", \"method\": \"POST\", \"batch_events\": false}");
        own.post(
                "events.twilio.com/v1/Subscriptions",
                "Description",
                "subscription",
                "SinkSid",
                sink.text("sid"),
                "Types",
                "{\"type\": \"" + type + "\"}");
    }

    @Test
    void credentialsInAUrlAreSentAndConnectionSettingsAreNot() throws Exception {
        fire(trigger(base.replace("http://", "http://user:pass@") + "/hook#rc=2"));

        var callback = received.take();
        assertThat(callback.url()).isEqualTo(base + "/hook");
        assertThat(callback.authorization()).isEqualTo("Basic dXNlcjpwYXNz");
    }

    @Test
    void whatCannotBeSentIsReported() throws Exception {
        var sid = trigger(base + "/hook");
        receiver.stop(0);

        var delivery = fire(sid).json().at("/deliveries/0");
        assertThat(delivery.get("status").isNull()).isTrue();
        assertThat(delivery.get("error").textValue()).contains("ConnectException");
        assertThat(fire("UTnone").status()).isEqualTo(404);
        for (var nonsense : List.of("{}", "{\"type\": \"x\"}", "not JSON")) {
            assertThat(own.control("POST", "/_simulator/callbacks", nonsense).status())
                    .isEqualTo(400);
        }
    }
}
