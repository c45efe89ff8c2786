package dev.tenantry.twilio.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.twilio.OperatorAccount;
import dev.tenantry.twilio.Twilio;
import dev.tenantry.twilio.account.Secret;
import dev.tenantry.twilio.account.TwilioCredentials;
import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.fixture.ScriptedTwilio;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceListTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path OPENAPI = Path.of("../../../shared/twilio-oai/twilio_pricing_v1.json");

    private ScriptedTwilio server;
    private Twilio twilio;
    private OperatorAccount operator;
    private ObjectNode body;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedTwilio();
        twilio = new Twilio(server.settings());
        operator = twilio.operator(new TwilioCredentials(Bodies.OPERATOR_SID, new Secret("operatorsecret")));
        try (var file = PriceListTest.class.getResourceAsStream("phone-number-prices.json")) {
            body = JSON.readValue(file, ObjectNode.class);
        }
    }

    @AfterEach
    void stop() {
        twilio.close();
        server.close();
    }

    @Test
    void theBodyHasTheFieldsOfTwiliosOpenApi() throws IOException {
        assumeTrue(Files.exists(OPENAPI), "Twilio's OpenAPI document is not beside the repository");
        var country = JSON.readTree(OPENAPI.toFile())
                .at("/components/schemas")
                .path("pricing.v1.phone_number.phone_number_country-instance");

        assertSameFields(body, country);
        assertSameFields(body.at("/phone_number_prices/0"), country.at("/properties/phone_number_prices/items"));
    }

    @Test
    void readsWhatTheAccountPaysAfterItsDiscount() {
        server.then(200, body.toString());

        assertThat(operator.numberPrices("US"))
                .contains(new PriceList(
                        Currency.getInstance("USD"),
                        Map.of(
                                NumberType.LOCAL, new BigDecimal("1.15"),
                                NumberType.TOLL_FREE, new BigDecimal("2.15"))));
        var request = server.received().getFirst();
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.uri()).hasToString("/pricing.twilio.com/v1/PhoneNumbers/Countries/US");
    }

    @ParameterizedTest
    @CsvSource({"1.15", "0.1", "1000", "0.0075", "12.333"})
    void takesAPriceAsItIs(String price) {
        price(0).put("current_price", price);
        server.then(200, body.toString());

        assertThat(operator.numberPrices("US").orElseThrow().monthly(NumberType.LOCAL))
                .hasValueSatisfying(monthly -> assertThat(monthly).isEqualByComparingTo(price));
    }

    @Test
    void readsTheAccountsCurrencyAndSkipsTypesThatNoPlanHas() {
        body.put("price_unit", "eur");
        price(0).put("number_type", "national");
        price(1).put("number_type", "of another planet");
        server.then(200, body.toString());

        assertThat(operator.numberPrices("DE")).contains(new PriceList(Currency.getInstance("EUR"), Map.of()));
    }

    @Test
    void findsNoPricesWhereTwilioSellsNoNumbers() {
        server.then(404, Bodies.error(404, 20404, "The requested resource was not found"));

        assertThat(operator.numberPrices("AQ")).isEmpty();
    }

    @Test
    void doesNotTakeAnotherRefusalForACountryWithoutNumbers() {
        server.then(401, Bodies.error(401, 20003, "Authenticate"));

        assertThatThrownBy(() -> operator.numberPrices("US")).isInstanceOf(PermanentFailureException.class);
    }

    @Test
    void saysThatNothingHappenedWhenTwilioDoesNotAnswer() {
        server.thenSilence();

        assertThatThrownBy(() -> operator.numberPrices("US"))
                .isInstanceOf(NotProcessedException.class)
                .hasMessageContaining("The list of what phone numbers cost in US was not read");
    }

    private ObjectNode price(int index) {
        return (ObjectNode) body.path("phone_number_prices").get(index);
    }

    private static void assertSameFields(JsonNode node, JsonNode schema) {
        assertThat(node.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(() -> schema.path("properties")
                .fieldNames());
    }
}
