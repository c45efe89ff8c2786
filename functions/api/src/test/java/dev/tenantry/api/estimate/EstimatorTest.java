package dev.tenantry.api.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.api.RegistrationPlans;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.plan.PlanReader;
import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.problem.Problem.Fault;
import dev.tenantry.twilio.numbers.PriceList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimatorTest {
    private static final OrgId ACME = new OrgId("acme");
    private static final String EVERYTHING = """
            {"numbers": [{"count": 2}, {"type": "toll-free"}],
             "voice": {"url": "https://acme.example/voice"},
             "verify": true,
             "sipTrunk": {"originationUrl": "sip:pbx.acme.example"},
             "emergencyAddress": {"customerName": "Acme", "street": "1 Main St", "city": "Reno", "region": "NV",
                                  "postalCode": "89501"},
             "spendAlarm": {"amount": 50}}
            """;

    private final List<String> asked = new ArrayList<>();
    private String currency = "USD";

    @Test
    void countsAndPricesTheDefaultPlan() {
        var estimate = estimate(Plan.DEFAULT);

        assertThat(estimate.get("simulated").booleanValue()).isTrue();
        assertThat(estimate.get("currency").textValue()).isEqualTo("USD");
        assertThat(estimate.get("once").textValue()).isEqualTo("0.00");
        assertThat(estimate.get("monthly").textValue()).isEqualTo("2.30");
        assertThat(line(estimate, "buy-numbers"))
                .isEqualTo(
                        "{\"step\":\"buy-numbers\",\"description\":\"2 US local numbers\",\"quantity\":2,\"unitPrice\":\"1.15\",\"total\":\"2.30\",\"per\":\"month\"}");
        assertThat(line(estimate, "create-subaccount"))
                .isEqualTo("{\"step\":\"create-subaccount\",\"description\":\"Twilio subaccount\",\"quantity\":1}");
    }

    @Test
    void hasALineForEachThingInTheOrderOfTheSteps() {
        assertThat(descriptions(estimate(plan(EVERYTHING))))
                .containsExactly(
                        "Twilio subaccount",
                        "API key",
                        "2 US local numbers",
                        "1 US toll-free number",
                        "Messaging service",
                        "TwiML application",
                        "SIP trunk",
                        "Origination URL of the SIP trunk",
                        "Emergency address",
                        "Emergency calling",
                        "Spend alarm",
                        "Event sink",
                        "Event subscription",
                        "Verify service");
    }

    @Test
    void leavesOutWhatThePlanLeavesOut() {
        assertThat(descriptions(estimate(plan("{\"numbers\":[],\"spendAlarm\":null}"))))
                .containsExactly(
                        "Twilio subaccount", "API key", "Messaging service", "Event sink", "Event subscription");
        assertThat(asked).isEmpty();
    }

    @Test
    void addsUpExactly() {
        var estimate = estimate(plan(EVERYTHING));

        // 2 x 1.15 for local numbers, 2.155 for a toll-free one, and emergency calling for 3 at 0.75.
        assertThat(estimate.get("monthly").textValue()).isEqualTo("6.705");
        assertThat(estimate.toString()).contains("\"unitPrice\":\"2.155\",\"total\":\"2.155\"");
    }

    @Test
    void asksForTheNumbersOfACountryOnce() {
        estimate(plan(EVERYTHING));

        assertThat(asked).containsExactly("US");
    }

    @Test
    void countsOnlyWhatAnOrganisationLacks() {
        var local = NumberGroup.of("US", NumberType.LOCAL, 1);
        var existing = existing(
                ResourceKind.ACCOUNT.key(ACME),
                ResourceKind.API_KEY.key(ACME),
                ResourceKey.number(ACME, local, 1),
                ResourceKind.SINK.key(ACME));

        var estimate = estimate(Plan.DEFAULT, existing);

        assertThat(descriptions(estimate))
                .containsExactly("1 US local number", "Messaging service", "Spend alarm", "Event subscription");
        assertThat(estimate.get("monthly").textValue()).isEqualTo("1.15");
    }

    @Test
    void takesAnotherSpendAlarmForAnother() {
        var alarmOfTheDefault =
                ResourceKey.spendAlarm(ACME, Plan.DEFAULT.spendAlarm().orElseThrow());
        var plan = plan("{\"spendAlarm\":{\"amount\":99}}");

        assertThat(descriptions(estimate(plan, existing(alarmOfTheDefault)))).contains("Spend alarm");
        assertThat(descriptions(estimate(Plan.DEFAULT, existing(alarmOfTheDefault))))
                .doesNotContain("Spend alarm");
    }

    @Test
    void costsNothingWhereEverythingIsThere() {
        var plan = plan("{\"numbers\":[{\"count\":1}],\"spendAlarm\":null}");
        var existing = existing(
                ResourceKind.ACCOUNT.key(ACME),
                ResourceKind.API_KEY.key(ACME),
                ResourceKey.number(ACME, plan.numbers().getFirst(), 1),
                ResourceKind.MESSAGING_SERVICE.key(ACME),
                ResourceKind.SINK.key(ACME),
                ResourceKind.SUBSCRIPTION.key(ACME));

        assertThat(estimate(plan, existing).toString())
                .isEqualTo(
                        "{\"simulated\":true,\"currency\":\"USD\",\"once\":\"0.00\",\"monthly\":\"0.00\",\"lines\":[]}");
        assertThat(asked).isEmpty();
    }

    @Test
    void chargesEmergencyCallingForNewNumbersOnlyWhereTheAddressIsThere() {
        var plan = plan(EVERYTHING);
        var existing = existing(
                ResourceKey.emergencyAddress(ACME, plan.emergencyAddress().orElseThrow()),
                ResourceKey.number(ACME, plan.numbers().getFirst(), 1));

        assertThat(emergencyCalling(estimate(plan, existing)))
                .isEqualTo(
                        "{\"step\":\"set-emergency-address\",\"description\":\"Emergency calling\",\"quantity\":2,\"unitPrice\":\"0.75\",\"total\":\"1.50\",\"per\":\"month\"}");
    }

    @Test
    void doesNotGuessThePriceOfEmergencyCallingInAnotherCurrency() {
        currency = "EUR";

        var estimate = estimate(plan(EVERYTHING));

        assertThat(estimate.get("currency").textValue()).isEqualTo("EUR");
        assertThat(emergencyCalling(estimate))
                .isEqualTo("{\"step\":\"set-emergency-address\",\"description\":\"Emergency calling\",\"quantity\":3}");
    }

    @Test
    void namesEachGroupThatTwilioDoesNotSell() {
        var plan =
                plan("{\"numbers\":[{},{\"country\":\"AQ\"},{\"country\":\"DE\",\"type\":\"toll-free\",\"count\":3}]}");

        var refused = catchThrowableOfType(ProblemException.class, () -> estimate(plan));

        assertThat(refused.problem().status()).isEqualTo(400);
        assertThat(refused.problem().errors())
                .containsExactly(
                        new Fault("/numbers/1", "Twilio sells no AQ local numbers."),
                        new Fault("/numbers/2", "Twilio sells no DE toll-free numbers."));
    }

    @ParameterizedTest
    @CsvSource({"1, 1.00, 2.00", "1000, 1000.00, 2000.00", "0.0075, 0.0075, 0.015", "1.10, 1.10, 2.20", "0, 0.00, 0.00"
    })
    void writesMoneyWithAtLeastTwoPlaces(BigDecimal price, String unitPrice, String total) {
        var prices = new PriceList(Currency.getInstance("USD"), Map.of(NumberType.LOCAL, price));

        var estimate = new Estimator(Plan.DEFAULT, ExistingResources.NONE, _ -> Optional.of(prices))
                .estimate()
                .json(false);

        assertThat(line(estimate, "buy-numbers"))
                .contains("\"unitPrice\":\"" + unitPrice + "\",\"total\":\"" + total + "\"");
        assertThat(estimate.get("simulated").booleanValue()).isFalse();
    }

    @Test
    void hasLinesOfTheStepsOfAJobOnly() {
        var steps = Arrays.stream(StepName.values()).map(StepName::id).toList();

        assertThat(estimate(plan(EVERYTHING)).get("lines").findValuesAsText("step"))
                .isSubsetOf(steps);
    }

    private JsonNode estimate(Plan plan) {
        return estimate(plan, ExistingResources.NONE);
    }

    private JsonNode estimate(Plan plan, ExistingResources existing) {
        return new Estimator(plan, existing, this::prices).estimate().json(true);
    }

    private Optional<PriceList> prices(String country) {
        asked.add(country);
        var unit = Currency.getInstance(currency);
        return switch (country) {
            case "US" ->
                Optional.of(new PriceList(
                        unit,
                        Map.of(
                                NumberType.LOCAL,
                                new BigDecimal("1.15"),
                                NumberType.TOLL_FREE,
                                new BigDecimal("2.155"))));
            case "DE" -> Optional.of(new PriceList(unit, Map.of(NumberType.LOCAL, new BigDecimal("1.5"))));
            default -> Optional.empty();
        };
    }

    private static ExistingResources existing(ResourceKey... keys) {
        return new ExistingResources(Stream.of(keys).map(ResourceKey::value).collect(Collectors.toSet()));
    }

    private static List<String> descriptions(JsonNode estimate) {
        return estimate.get("lines").findValuesAsText("description");
    }

    private static String emergencyCalling(JsonNode estimate) {
        return lines(estimate)
                .filter(line -> line.contains("Emergency calling"))
                .findFirst()
                .orElseThrow();
    }

    private static String line(JsonNode estimate, String step) {
        return lines(estimate)
                .filter(line -> line.contains("\"" + step + "\""))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> lines(JsonNode estimate) {
        return StreamSupport.stream(estimate.get("lines").spliterator(), false).map(JsonNode::toString);
    }

    @Test
    void pricesRegistrationsByTheList() {
        var estimate = estimate(plan(Json.write(RegistrationPlans.example())));

        assertThat(descriptions(estimate))
                .endsWith(
                        "Customer profile",
                        "A2P trust product",
                        "A2P brand of low volume (list price)",
                        "Vetting of the A2P campaign (list price)",
                        "A2P campaign (list price from 1.50, up to 10.00 by use case)",
                        "Toll-free verification");
        // 4.50 and 15; 2 x 1.15 for local numbers, 2.155 for a toll-free one, and at least 1.50.
        assertThat(estimate.get("once").textValue()).isEqualTo("19.50");
        assertThat(estimate.get("monthly").textValue()).isEqualTo("5.955");
    }

    @ParameterizedTest
    @CsvSource({"false, false, 61.00", "true, true, 0.00", "false, true, 0.00"})
    void pricesABrandByItsKind(boolean lowVolume, boolean mock, String once) {
        var brand = Json.object().put("lowVolume", lowVolume).put("mock", mock);

        var estimate = estimate(plan(RegistrationPlans.with("/a2p/brand", brand)));

        assertThat(estimate.get("once").textValue()).isEqualTo(once);
    }

    @Test
    void chargesForNoRegistrationTwice() {
        var tollFree = ResourceKey.number(ACME, NumberGroup.of("US", NumberType.TOLL_FREE, 1), 1);
        var existing = existing(
                ResourceKind.CUSTOMER_PROFILE.key(ACME),
                ResourceKind.TRUST_PRODUCT.key(ACME),
                ResourceKind.BRAND.key(ACME),
                ResourceKind.CAMPAIGN.key(ACME),
                ResourceKey.tollFreeVerification(tollFree));

        var estimate = estimate(plan(Json.write(RegistrationPlans.example())), existing);

        assertThat(estimate.get("once").textValue()).isEqualTo("0.00");
        assertThat(descriptions(estimate)).noneMatch(line -> line.contains("A2P") || line.contains("verification"));
    }

    @Test
    void hasNoListPricesInOtherCurrencies() {
        currency = "EUR";

        var estimate = estimate(plan(Json.write(RegistrationPlans.example())));

        assertThat(estimate.get("once").textValue()).isEqualTo("0.00");
        assertThat(line(estimate, "register-brand")).doesNotContain("unitPrice");
    }

    private static Plan plan(String body) {
        return PlanReader.read(body).plan();
    }
}
