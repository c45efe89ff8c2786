package dev.tenantry.twilio.simulator.reviews;

import static dev.tenantry.twilio.simulator.testing.RegistrationClient.BRANDS;
import static dev.tenantry.twilio.simulator.testing.RegistrationClient.PROFILES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import dev.tenantry.twilio.simulator.testing.CallbackReceiver;
import dev.tenantry.twilio.simulator.testing.RawClient;
import dev.tenantry.twilio.simulator.testing.RegistrationClient;
import dev.tenantry.twilio.simulator.testing.RegistrationTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How reviews end, and what becomes of their callbacks, as the control API wants it. */
class ReviewsTest extends RegistrationTest {
    private static final String NEVER = "{\"outcome\": {\"type\": \"never\"}, \"times\": 100}";
    private static final String VERIFIED = "brand-registration.brand-verified";

    @TempDir
    private Path directory;

    private JsonNode reviews() throws Exception {
        return parent.control("GET", "/_simulator/reviews", "").json();
    }

    private RawClient.Answer decide(String sid, String outcome) throws Exception {
        return control("/_simulator/reviews/decisions", "{\"sid\": \"%s\", \"outcome\": %s}".formatted(sid, outcome));
    }

    private String submittedProfile() throws Exception {
        var profile = registrations.profile("Example Inc");
        registrations.submit(PROFILES, profile);
        return profile;
    }

    @Test
    void aReviewIsDecidedByHand() throws Exception {
        rule(NEVER);
        var first = submittedProfile();
        var second = submittedProfile();
        registrations.await(PROFILES + "/" + first, "status", "in-review");
        assertThat(reviews().get("open")).hasSize(2);
        assertThat(reviews().at("/rules/0/struck").intValue()).isEqualTo(2);

        assertThat(decide(first, "{\"type\": \"approve\"}").status()).isEqualTo(200);
        decide(second, "{\"type\": \"reject\", \"code\": 22215, \"reason\": \"No such business\"}");

        assertThat(own.get(PROFILES + "/" + first).text("status")).isEqualTo("twilio-approved");
        var rejected = own.get(PROFILES + "/" + second);
        assertThat(rejected.text("status")).isEqualTo("twilio-rejected");
        assertThat(rejected.json().at("/errors/0/message").textValue()).isEqualTo("No such business");
        assertThat(reviews().get("open")).isEmpty();
        assertThat(decide(first, "{\"type\": \"approve\"}").status()).isEqualTo(404);
        assertThat(decide(first, "{\"type\": \"never\"}").status()).isEqualTo(400);
        assertThat(decide(first, "{\"type\": \"maybe\"}").status()).isEqualTo(400);
    }

    @Test
    void aRuleIsForAKindAnAccountAndSomeReviews() throws Exception {
        rule("{\"kind\": \"brand\", \"outcome\": {\"type\": \"reject\"}}");
        rule("{\"accountSid\": \"AC0\", \"outcome\": {\"type\": \"reject\"}}");
        rule("{\"kind\": \"customer-profile\", \"skip\": 1, \"outcome\": {\"type\": \"reject\"}}");

        registrations.await(PROFILES + "/" + submittedProfile(), "status", "twilio-approved");
        registrations.await(PROFILES + "/" + submittedProfile(), "status", "twilio-rejected");
        registrations.await(PROFILES + "/" + submittedProfile(), "status", "twilio-approved");

        assertThat(parent.control("DELETE", "/_simulator/reviews/rules", "").status())
                .isEqualTo(204);
        assertThat(reviews().get("rules")).isEmpty();
        assertThat(control("/_simulator/reviews/rules", "{\"kind\": \"brand\"}").status())
                .isEqualTo(400);
    }

    @Test
    void aReviewMayEndBeforeItsSubmissionIsAnswered() throws Exception {
        subscribe(VERIFIED);
        var bundles = registrations.bundles("Example Inc");
        rule("{\"kind\": \"brand\", \"outcome\": {\"type\": \"approve\"}, \"early\": true}");

        var created = registrations.brand(bundles);

        // Told, and answered, before the answer, which shows what was so when the brand was made.
        assertThat(receiver.received()).anyMatch(CallbackReceiver.event(VERIFIED));
        assertThat(created.text("status")).isEqualTo("PENDING");
        assertThat(own.get(BRANDS + "/" + created.text("sid")).text("status")).isEqualTo("APPROVED");
    }

    @Test
    void aCallbackMayComeTwice() throws Exception {
        subscribe(VERIFIED);
        control("/_simulator/callbacks/rules", """
                {"type": "com.twilio.messaging.compliance.brand-registration.*", "action": {"type": "duplicate"},
                 "times": 2}""");

        registrations.approvedBrand();

        assertThat(receiver.await(2, CallbackReceiver.event(VERIFIED)))
                .extracting(received -> received.event().get("id").textValue())
                .hasSize(2)
                .allMatch(receiver.awaitEvent(VERIFIED).event().get("id").textValue()::equals);
    }

    @Test
    void aCallbackMayBeLostOrLateOrEarly() throws Exception {
        subscribe(VERIFIED, "campaign-registration.campaign-submitted");
        control("/_simulator/callbacks/rules", """
                {"type": "*.brand-verified", "action": {"type": "drop"}}""");
        control("/_simulator/callbacks/rules", """
                {"type": "*.brand-verified", "action": {"type": "delay", "delayMillis": 1}}""");
        control("/_simulator/callbacks/rules", """
                {"type": "*.campaign-submitted", "accountSid": "%s", "action": {"type": "early"}}""".formatted(account));

        registrations.approvedBrand();
        var brand = registrations.approvedBrand();
        registrations.campaign(registrations.service(), brand, RegistrationClient.DESCRIPTION);

        assertThat(receiver.received()).anyMatch(CallbackReceiver.event("campaign-registration.campaign-submitted"));
        assertThat(receiver.awaitEvent(VERIFIED).event().at("/data/brandsid").textValue())
                .isEqualTo(brand);
        assertThat(receiver.received())
                .filteredOn(CallbackReceiver.event(VERIFIED))
                .hasSize(1);
        assertThat(parent.control("GET", "/_simulator/callbacks/rules", "")
                        .json()
                        .get("rules"))
                .extracting(report -> report.get("struck").intValue())
                .containsExactly(1, 1, 1);
        parent.control("DELETE", "/_simulator/callbacks/rules", "");
        assertThat(parent.control("GET", "/_simulator/callbacks/rules", "")
                        .json()
                        .get("rules"))
                .isEmpty();
    }

    @Test
    void anEventThatIsNotAnsweredWellIsSentAgain() throws Exception {
        subscribe(VERIFIED);
        receiver.answerNext(500);
        receiver.answerNext(503);

        registrations.approvedBrand();

        assertThat(receiver.await(3, CallbackReceiver.event(VERIFIED)))
                .allMatch(CallbackReceiver.Received::isSigned)
                .extracting(received -> received.event().get("id").textValue())
                .allMatch(receiver.awaitEvent(VERIFIED).event().get("id").textValue()::equals);
    }

    @Test
    void aReviewOfADeletedResourceEndsWithoutACallback() throws Exception {
        rule("{\"kind\": \"campaign\", \"outcome\": {\"type\": \"never\"}}");
        var service = registrations.service();
        registrations.campaign(service, registrations.approvedBrand(), RegistrationClient.DESCRIPTION);
        assertThat(reviews().get("open")).hasSize(1);

        own.delete(RegistrationClient.SERVICES + "/" + service);

        assertThat(reviews().get("open")).isEmpty();
    }

    @Test
    void reviewsTakeTheirTimeAndSurviveARestart() throws Exception {
        String tenant;
        String token;
        String profile;
        try (var slow = atTwiliosPace();
                var operator = RawClient.ofParent(slow)) {
            var created = operator.post("api.twilio.com/2010-04-01/Accounts.json");
            tenant = created.text("sid");
            token = created.text("auth_token");
            profile = submittedAt(slow, tenant, token);
            var open = operator.control("GET", "/_simulator/reviews", "").json().at("/open/0");
            assertThat(open.get("sid").textValue()).isEqualTo(profile);
            // A business day, give or take a quarter.
            var time = Duration.between(
                    Instant.parse(open.get("dateCreated").textValue()),
                    Instant.parse(open.get("endsAt").textValue()));
            assertThat(time).isBetween(Duration.ofHours(18), Duration.ofHours(30));
        }
        try (var again = atTwiliosPace();
                var operator = RawClient.ofParent(again);
                var client = new RawClient(again.baseUrl(), tenant, token)) {
            operator.control(
                    "POST",
                    "/_simulator/reviews/decisions",
                    "{\"sid\": \"" + profile + "\", \"outcome\": {\"type\": \"approve\"}}");
            assertThat(client.get(PROFILES + "/" + profile).text("status")).isEqualTo("twilio-approved");
            receiver.await(1, received -> received.body().contains("twilio-approved"));
        }
    }

    private String submittedAt(TwilioSimulator twilio, String tenant, String token) throws Exception {
        try (var client = new RawClient(twilio.baseUrl(), tenant, token)) {
            var customer = new RegistrationClient(client, tenant);
            var profile = customer.profile("Example Inc", "StatusCallback", receiver.url("/hook"));
            customer.submit(PROFILES, profile);
            return profile;
        }
    }

    @Test
    void aReviewThatEndsWhileNobodyRunsIsTakenUpAtTheStart() throws Exception {
        String tenant;
        String token;
        String profile;
        try (var slow = atTwiliosPace();
                var operator = RawClient.ofParent(slow)) {
            var created = operator.post("api.twilio.com/2010-04-01/Accounts.json");
            tenant = created.text("sid");
            token = created.text("auth_token");
            profile = submittedAt(slow, tenant, token);
        }
        var later = Clock.offset(Clock.systemUTC(), Duration.ofDays(2));
        try (var again = TwilioSimulator.builder()
                        .speed(1e6)
                        .dataDirectory(directory)
                        .clock(later)
                        .start();
                var client = new RawClient(again.baseUrl(), tenant, token)) {
            new RegistrationClient(client, tenant).await(PROFILES + "/" + profile, "status", "twilio-approved");
        }
    }

    /** Reviews take what they take with Twilio, and everything else no time. */
    private TwilioSimulator atTwiliosPace() throws IOException {
        return TwilioSimulator.builder()
                .speed(1e6)
                .reviewSpeed(1e-6)
                .dataDirectory(directory)
                .start();
    }

    @Test
    void theKindsHaveWordsThatRulesAndMagicShare() throws Exception {
        for (var word : List.of("customer-profile", "trust-product", "brand", "campaign", "number", "toll-free")) {
            assertThat(control(
                                    "/_simulator/reviews/rules",
                                    "{\"kind\": \"%s\", \"outcome\": {\"type\": \"approve\"}}".formatted(word))
                            .status())
                    .isEqualTo(201);
        }
    }
}
