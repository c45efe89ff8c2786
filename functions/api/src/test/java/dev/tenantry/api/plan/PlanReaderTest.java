package dev.tenantry.api.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenantry.api.http.ProblemException;
import dev.tenantry.core.plan.EmergencyAddress;
import dev.tenantry.core.plan.Messaging;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.plan.SipTrunk;
import dev.tenantry.core.plan.SpendAlarm;
import dev.tenantry.core.plan.Voice;
import dev.tenantry.core.problem.Problem;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanReaderTest {

    @Test
    void fillsInTheDefaults() {
        assertThat(PlanReader.read("{}")).isEqualTo(PlanRequest.DEFAULT);
        assertThat(plan("{\"numbers\":[{}]}").numbers()).containsExactly(NumberGroup.of("US", NumberType.LOCAL, 1));
    }

    /** Persian with a zero width non-joiner, Sinhala and an emoji with zero width joiners. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0634\u0631\u06A9\u062A \u0622\u0628\u200C\u0648\u062E\u0627\u06A9",
                "\u0DC1\u0DCA\u200D\u0DBB\u0DD3",
                "\uD83D\uDC69\u200D\uD83D\uDD2C Labs"
            })
    void takesNamesWithJoiners(String name) {
        assertThat(plan("{\"displayName\": \"" + name + "\"}").displayName()).contains(name);
    }

    @Test
    void readsEveryField() {
        var plan = plan("""
                {"displayName": " Acme Ltd ",
                 "numbers": [
                  {"country": "US", "type": "local", "areaCode": "415", "count": 2, "widen": true},
                  {"country": "US", "type": "toll-free", "count": 1},
                  {"country": "GB", "type": "mobile", "count": 3}],
                 "messaging": {"inboundUrl": "https://acme.example/sms", "statusUrl": "https://acme.example/status",
                               "alphaSender": "Acme & Co"},
                 "voice": {"url": "https://acme.example/voice", "statusUrl": "https://acme.example/ended"},
                 "verify": true,
                 "sipTrunk": {"originationUrl": "sip:pbx.acme.example;transport=tls"},
                 "emergencyAddress": {"customerName": "Acme Ltd", "street": "1 Market St", "city": "San Francisco",
                                      "region": "CA", "postalCode": "94105", "country": "US"},
                 "spendAlarm": {"amount": 49.50, "period": "daily"}}""");

        assertThat(plan)
                .isEqualTo(new Plan(
                        Optional.of("Acme Ltd"),
                        List.of(
                                new NumberGroup("US", NumberType.LOCAL, Optional.of("415"), 2, true),
                                NumberGroup.of("US", NumberType.TOLL_FREE, 1),
                                NumberGroup.of("GB", NumberType.MOBILE, 3)),
                        new Messaging(
                                Optional.of(URI.create("https://acme.example/sms")),
                                Optional.of(URI.create("https://acme.example/status")),
                                Optional.of("Acme & Co")),
                        Optional.of(new Voice(
                                URI.create("https://acme.example/voice"),
                                Optional.of(URI.create("https://acme.example/ended")))),
                        true,
                        Optional.of(new SipTrunk(URI.create("sip:pbx.acme.example;transport=tls"))),
                        Optional.of(
                                new EmergencyAddress("Acme Ltd", "1 Market St", "San Francisco", "CA", "94105", "US")),
                        Optional.of(new SpendAlarm(new BigDecimal("49.5"), SpendAlarm.Period.DAILY))));
    }

    @Test
    void letsAPlanLeavePartsOut() {
        var plan = plan("""
                {"voice": null, "sipTrunk": null, "emergencyAddress": null, "spendAlarm": null}""");

        assertThat(plan.spendAlarm()).isEmpty();
        assertThat(plan.voice()).isEmpty();
        assertThat(plan("{\"spendAlarm\": {}}").spendAlarm()).contains(SpendAlarm.DEFAULT);
    }

    @Test
    void letsAPlanAskForNoNumbers() {
        assertThat(plan("{\"numbers\":[]}").numbers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                {"tenantId": "x"}                                          | /tenantId
                {"a/b~c": 1}                                               | /a~1b~0c
                {"displayName": ""}                                        | /displayName
                {"displayName": null}                                      | /displayName
                {"displayName": "a\\u202Eb"}                               | /displayName
                {"displayName": "a\\nb"}                                   | /displayName
                {"displayName": 7}                                         | /displayName
                {"displayName": "\\u200C"}                                 | /displayName
                {"displayName": " \\u200D\\u3000"}                           | /displayName
                {"numbers": {}}                                            | /numbers
                {"numbers": [1]}                                           | /numbers/0
                {"numbers": [{"colour": "red"}]}                           | /numbers/0/colour
                {"numbers": [{"country": "XX"}]}                           | /numbers/0/country
                {"numbers": [{"country": "us"}]}                           | /numbers/0/country
                {"numbers": [{"country": "USA"}]}                          | /numbers/0/country
                {"numbers": [{"type": "LOCAL"}]}                           | /numbers/0/type
                {"numbers": [{"type": "mobile"}]}                          | /numbers/0/type
                {"numbers": [{"areaCode": "abc"}]}                         | /numbers/0/areaCode
                {"numbers": [{"areaCode": "000"}]}                         | /numbers/0/areaCode
                {"numbers": [{"areaCode": "12345"}]}                       | /numbers/0/areaCode
                {"numbers": [{"areaCode": 415}]}                           | /numbers/0/areaCode
                {"numbers": [{"type": "toll-free", "areaCode": "415"}]}    | /numbers/0/areaCode
                {"numbers": [{"country": "GB", "areaCode": "415"}]}        | /numbers/0/areaCode
                {"numbers": [{"count": 0}]}                                | /numbers/0/count
                {"numbers": [{"count": -1}]}                               | /numbers/0/count
                {"numbers": [{"count": 1.5}]}                              | /numbers/0/count
                {"numbers": [{"count": "3"}]}                              | /numbers/0/count
                {"numbers": [{"count": 2147483648}]}                       | /numbers/0/count
                {"numbers": [{}, {"count": 2}]}                            | /numbers/1
                {"numbers": [{"widen": true}]}                             | /numbers/0/widen
                {"numbers": [{"areaCode": "415", "widen": "yes"}]}         | /numbers/0/widen
                {"messaging": 7}                                           | /messaging
                {"messaging": {"url": "https://a.example"}}                | /messaging/url
                {"messaging": {"inboundUrl": "ftp://a.example"}}           | /messaging/inboundUrl
                {"messaging": {"statusUrl": "https://u:p@a.example"}}      | /messaging/statusUrl
                {"voice": {}}                                              | /voice/url
                {"voice": {"url": "/voice"}}                               | /voice/url
                {"voice": {"url": "https://a example"}}                    | /voice/url
                {"verify": "yes"}                                          | /verify
                {"sipTrunk": {"originationUrl": "https://a.example"}}      | /sipTrunk/originationUrl
                {"messaging": {"alphaSender": "Twelve chars"}}             | /messaging/alphaSender
                {"messaging": {"alphaSender": "123 45"}}                   | /messaging/alphaSender
                {"messaging": {"alphaSender": "Café"}}                     | /messaging/alphaSender
                {"messaging": {"alphaSender": ""}}                         | /messaging/alphaSender
                {"messaging": {"alphaSender": 7}}                          | /messaging/alphaSender
                {"sipTrunk": {"originationUrl": "sip:u:p@a.example"}}      | /sipTrunk/originationUrl
                {"spendAlarm": {"amount": 0}}                              | /spendAlarm/amount
                {"spendAlarm": {"amount": "50"}}                           | /spendAlarm/amount
                {"spendAlarm": {"amount": 0.001}}                          | /spendAlarm/amount
                {"spendAlarm": {"amount": 1e7}}                            | /spendAlarm/amount
                {"spendAlarm": {"amount": 1e309}}                          | /spendAlarm/amount
                {"spendAlarm": {"amount": 1e999}}                          | /spendAlarm/amount
                {"spendAlarm": {"amount": -1e400}}                         | /spendAlarm/amount
                {"spendAlarm": {"amount": 1e999999999}}                    | /spendAlarm/amount
                {"spendAlarm": {"amount": 1e2147483648}}                   | /spendAlarm/amount
                {"spendAlarm": {"amount": 1e-999999999}}                   | /spendAlarm/amount
                {"spendAlarm": {"amount": -0.0}}                           | /spendAlarm/amount
                {"numbers": [{"count": 1e999}]}                            | /numbers/0/count
                {"numbers": [{"count": 1e999999999}]}                      | /numbers/0/count
                {"numbers": [{"count": -1e999}]}                           | /numbers/0/count
                {"numbers": [{"count": 1e2147483648}]}                     | /numbers/0/count
                {"numbers": [{"count": 2147483648}]}                       | /numbers/0/count
                {"numbers": [{"count": 99999999999999999999999}]}          | /numbers/0/count
                {"numbers": [{"count": 1.0}]}                              | /numbers/0/count
                {"spendAlarm": {"period": "weekly"}}                       | /spendAlarm/period
                """)
    void pointsAtEachFault(String body, String pointer) {
        var problem = refusal(body);

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("invalid-plan");
        assertThat(problem.errors()).extracting(Problem.Fault::pointer).containsExactly(pointer);
    }

    @Test
    void collectsAllFaults() {
        var problem = refusal("{\"x\": 1, \"numbers\": [{\"country\": \"XX\", \"count\": 0}, 7]}");

        assertThat(problem.errors())
                .extracting(Problem.Fault::pointer)
                .containsExactly("/x", "/numbers/0/country", "/numbers/0/count", "/numbers/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\":1} x",
                "{\"a\":1,\"a\":2}",
                "NaN",
                "\uFEFF{}x",
                "{\"numbers\":[{\"count\":1e999}",
                "{'a':1}",
                "[1,]"
            })
    void saysWhereABodyStopsBeingJson(String body) {
        var problem = refusal(body.isEmpty() ? " " : body);

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isIn("malformed-json", "invalid-plan");
    }

    @Test
    void survivesDeepNesting() {
        assertThat(refusal("[".repeat(10_000)).code()).isEqualTo("malformed-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"51", "1000000", "2147483647"})
    void refusesMoreNumbersThanOnePlanMayHave(String count) {
        var problem = refusal("{\"numbers\":[{\"count\":" + count + "}]}");

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.code()).isEqualTo("number-cap-exceeded");
    }

    private static Plan plan(String body) {
        return PlanReader.read(body).plan();
    }

    private static Problem refusal(String body) {
        return catchThrowableOfType(ProblemException.class, () -> PlanReader.read(body))
                .problem();
    }

    @Test
    void wantsAWholeEmergencyAddressWhereTwilioRegistersThem() {
        var problem = refusal("""
                {"emergencyAddress": {"customerName": "Acme", "city": "Paris", "country": "FR"}}""");

        assertThat(problem.errors())
                .extracting(Problem.Fault::pointer)
                .containsExactly(
                        "/emergencyAddress/country",
                        "/emergencyAddress/street",
                        "/emergencyAddress/region",
                        "/emergencyAddress/postalCode");
    }
}
