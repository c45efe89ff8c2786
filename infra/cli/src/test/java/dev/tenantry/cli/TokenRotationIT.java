package dev.tenantry.cli;

import static dev.tenantry.cli.RunningSystem.elements;
import static dev.tenantry.cli.RunningSystem.status;
import static dev.tenantry.cli.RunningSystem.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The auth tokens of twenty tenants are exchanged at Twilio, during jobs and callbacks, through the whole system. */
@Tag("long")
class TokenRotationIT {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int TENANTS = 20;
    private static final int CALLBACKS = 10;

    private static RunningSystem system;
    private static HttpClient http;

    /** Outcome of one tenant: the end of its jobs and the answers to its callbacks. */
    private record Drill(List<String> jobs, List<Integer> genuine, List<Integer> forged) {}

    @BeforeAll
    static void start() throws Exception {
        system = RunningSystem.start(RunningSystem.inMemory(20), PATIENCE).insisting();
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.shutdownNow();
        system.close();
    }

    @Test
    void everyJobEndsCompleteNoGenuineCallbackIsRefusedAndNoForgedOneAccepted() throws Exception {
        var drills = new ArrayList<Drill>();
        try (var tenants = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.rangeClosed(1, TENANTS)
                    .mapToObj(number -> tenants.submit(() -> drill("rotated-" + number)))
                    .toList();
            for (var drill : running) {
                drills.add(drill.get());
            }
        }

        System.out.printf(
                "Rotation drill: %d tenants, %d jobs, %d genuine callbacks, %d forged ones%n",
                drills.size(),
                drills.stream().mapToInt(drill -> drill.jobs().size()).sum(),
                drills.stream().mapToInt(drill -> drill.genuine().size()).sum(),
                drills.stream().mapToInt(drill -> drill.forged().size()).sum());
        assertThat(drills).hasSize(TENANTS).allSatisfy(drill -> {
            assertThat(drill.jobs()).hasSize(2).containsOnly("COMPLETE");
            assertThat(drill.genuine()).hasSizeGreaterThan(CALLBACKS).containsOnly(204);
            assertThat(drill.forged()).hasSizeGreaterThanOrEqualTo(4).containsOnly(403);
        });
        for (var number = 1; number <= TENANTS; number++) {
            assertThat(system.belongings("rotated-" + number, "numbers")).hasSize(2);
        }
    }

    private static Drill drill(String org) throws Exception {
        var first = system.trigger(org, "{\"numbers\":[{\"count\":1}]}");
        await().atMost(PATIENCE).until(() -> status(step(system.job(first), "create-subaccount"))
                .equals("COMPLETE"));
        var sid = system.account(org);
        var tokens = new ArrayList<>(List.of(token(sid)));
        tokens.add(rotate(sid));
        var job = system.ended(first);
        var jobs = new ArrayList<>(List.of(status(job)));
        var alarm = step(job, "set-spend-alarm").at("/resources/0/sid").textValue();
        var genuine = new ArrayList<>(fire(alarm));

        // Callbacks and a job are under way while the token is exchanged once more.
        var second = system.trigger(org, "{\"numbers\":[{\"count\":2}]}");
        try (var callbacks = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = IntStream.range(0, CALLBACKS)
                    .mapToObj(_ -> callbacks.submit(() -> fire(alarm)))
                    .toList();
            tokens.add(rotate(sid));
            for (var answers : sent) {
                genuine.addAll(answers.get());
            }
        }
        genuine.addAll(fire(alarm));
        jobs.add(status(system.ended(second)));
        genuine.addAll(fire(alarm));
        assertThat(tokens).doesNotHaveDuplicates();
        return new Drill(jobs, genuine, forged(sid, alarmAddress(sid), tokens));
    }

    /** Callbacks that nearly are genuine: signed with other tokens, or sent elsewhere than signed for. */
    private static List<Integer> forged(String sid, String address, List<String> tokens) {
        var fields = new TreeMap<>(Map.of("AccountSid", sid, "UsageTriggerSid", "UT" + "0".repeat(32)));
        var right = tokens.getLast();
        var wrongNonce = address.substring(0, address.length() - 1) + (address.endsWith("0") ? "1" : "0");
        return List.of(
                post(address, fields, sign("0".repeat(32), address, fields)),
                post(address, fields, sign(operator().get("authToken").textValue(), address, fields)),
                post(address, fields, sign(right, address + "?x=1", fields)),
                post(wrongNonce, fields, sign(right, wrongNonce, fields)));
    }

    private static List<Integer> fire(String alarm) {
        var callback =
                JSON.objectNode().put("type", "usage-trigger").put("sid", alarm).put("currentValue", "101.20");
        return elements(system.tellTwilio("callbacks", callback.toString()).get("deliveries"))
                .map(delivery -> delivery.get("status").intValue())
                .toList();
    }

    /** Makes a secondary token and promotes it: the earlier one is refused from now on. */
    private static String rotate(String sid) {
        var tokens = "/accounts.twilio.com/v1/AuthTokens/";
        var secondary = twilio(sid, token(sid), "POST", tokens + "Secondary", 201)
                .get("secondary_auth_token")
                .textValue();
        return twilio(sid, secondary, "POST", tokens + "Promote", 200)
                .get("auth_token")
                .textValue();
    }

    private static String token(String sid) {
        return byOperator("/api.twilio.com/2010-04-01/Accounts/" + sid + ".json")
                .get("auth_token")
                .textValue();
    }

    private static String alarmAddress(String sid) {
        return byOperator("/api.twilio.com/2010-04-01/Accounts/" + sid + "/Usage/Triggers.json")
                .at("/usage_triggers/0/callback_url")
                .textValue();
    }

    private static JsonNode byOperator(String path) {
        var operator = operator();
        return twilio(
                operator.get("accountSid").textValue(),
                operator.get("authToken").textValue(),
                "GET",
                path,
                200);
    }

    private static JsonNode operator() {
        ObjectNode secret = JSON.objectNode().put("SecretId", "tenantry/twilio");
        return RunningSystem.json(system.aws("secretsmanager.GetSecretValue", secret)
                .get("SecretString")
                .textValue());
    }

    private static JsonNode twilio(String user, String password, String method, String path, int status) {
        var credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        var answer = send(HttpRequest.newBuilder(system.twilioUrl().resolve(path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                .method(method, BodyPublishers.noBody())
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return RunningSystem.json(answer.body());
    }

    private static int post(String address, Map<String, String> fields, String signature) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-Twilio-Signature", signature)
                        .POST(BodyPublishers.ofString(body))
                        .build())
                .statusCode();
    }

    /** Twilio's signature of a form ("Webhooks Security"). */
    private static String sign(String authToken, String url, Map<String, String> fields) {
        var text = new StringBuilder(url);
        new TreeMap<>(fields).forEach((name, value) -> text.append(name).append(value));
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static HttpResponse<String> send(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString()).join();
    }
}
