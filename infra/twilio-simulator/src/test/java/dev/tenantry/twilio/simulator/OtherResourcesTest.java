package dev.tenantry.twilio.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.twilio.simulator.testing.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the smaller resources, beyond what the conformance test sees. */
class OtherResourcesTest {
    private static final String TRUNKS = "trunking.twilio.com/v1/Trunks";

    private TwilioSimulator simulator;
    private RawClient client;
    private String base;

    @BeforeEach
    void start() throws Exception {
        simulator = TwilioSimulator.builder().speed(Double.POSITIVE_INFINITY).start();
        client = RawClient.ofParent(simulator);
        base = "api.twilio.com/2010-04-01/Accounts/" + simulator.accountSid();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        simulator.close();
    }

    @Test
    void aTrunkAndAVoiceApplicationTakeThePlaceOfEachOther() throws Exception {
        var application = client.post(base + "/Applications.json", "FriendlyName", "voice")
                .text("sid");
        var trunk = client.post(TRUNKS, "FriendlyName", "org-1").text("sid");
        var number =
                client.post(base + "/IncomingPhoneNumbers.json", "AreaCode", "415", "VoiceApplicationSid", application);
        var one = base + "/IncomingPhoneNumbers/" + number.text("sid") + ".json";
        assertThat(number.text("voice_application_sid")).isEqualTo(application);

        assertThat(client.post(TRUNKS + "/" + trunk + "/PhoneNumbers", "PhoneNumberSid", number.text("sid"))
                        .status())
                .isEqualTo(201);
        assertThat(client.get(one).text("trunk_sid")).isEqualTo(trunk);
        assertThat(client.get(one).json().get("voice_application_sid").isNull()).isTrue();

        var changed = client.post(one, "VoiceApplicationSid", application);
        assertThat(changed.json().get("trunk_sid").isNull()).isTrue();
        assertThat(client.get(TRUNKS + "/" + trunk + "/PhoneNumbers").json().get("phone_numbers"))
                .isEmpty();
    }

    @Test
    void partsBelongToTheirWhole() throws Exception {
        var one = TRUNKS + "/" + client.post(TRUNKS).text("sid") + "/OriginationUrls";
        var other = TRUNKS + "/" + client.post(TRUNKS).text("sid") + "/OriginationUrls";
        String[] form = {
            "FriendlyName", "main", "SipUrl", "sip:pbx.example.com", "Weight", "1", "Priority", "1", "Enabled", "true"
        };
        var url = client.post(one, form).text("sid");

        assertThat(client.get(one + "/" + url).status()).isEqualTo(200);
        assertThat(client.get(other + "/" + url).status()).isEqualTo(404);
        assertThat(client.get(other).json().get("origination_urls")).isEmpty();
        assertThat(client.post(TRUNKS + "/TK" + "0".repeat(32) + "/OriginationUrls", form)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aTrunksCredentialListsShowInItsAuthType() throws Exception {
        var trunk = TRUNKS + "/" + client.post(TRUNKS).text("sid");
        var list = client.post(base + "/SIP/CredentialLists.json", "FriendlyName", "phones")
                .text("sid");
        assertThat(client.get(trunk).text("auth_type")).isEmpty();

        client.post(trunk + "/CredentialLists", "CredentialListSid", list);

        assertThat(client.get(trunk).text("auth_type")).isEqualTo("CREDENTIAL_LIST");
        assertThat(client.get(trunk + "/CredentialLists")
                        .json()
                        .at("/credential_lists/0/sid")
                        .textValue())
                .isEqualTo(list);
    }

    @ParameterizedTest
    @CsvSource({
        "verify.twilio.com/v2/Services, FriendlyName, '', CodeLength, 3, 60200",
        "events.twilio.com/v1/Sinks, Description, x, SinkType, pigeon, 20001",
        "trunking.twilio.com/v1/Trunks, FriendlyName, x, DomainName, example.com, 20001",
        "messaging.twilio.com/v1/Services, FriendlyName, x, ValidityPeriod, soon, 20001",
    })
    void wrongParametersAreRefused(
            String path, String name, String value, String otherName, String otherValue, int code) throws Exception {
        var refused = client.post(path, name, value, otherName, otherValue);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(code);
    }

    @Test
    void anAddressWhosePostalCodeCannotBeIsRefused() throws Exception {
        String[] form = {
            "CustomerName",
            "Ada",
            "Street",
            "1 Main St",
            "City",
            "Boston",
            "Region",
            "MA",
            "PostalCode",
            "2108",
            "IsoCountry",
            "US"
        };
        assertThat(client.post(base + "/Addresses.json", form).code()).isEqualTo(21628);
        form[9] = "02108";
        assertThat(client.post(base + "/Addresses.json", form).status()).isEqualTo(201);
        assertThat(client.get(base + "/Addresses.json?IsoCountry=US").json().get("addresses"))
                .hasSize(1);
        assertThat(client.get(base + "/Addresses.json?IsoCountry=GB").json().get("addresses"))
                .isEmpty();
    }

    @Test
    void aSubscriptionNeedsASinkOfItsAccountAndTypesThatAreTypes() throws Exception {
        var sink = client.post(
                        "events.twilio.com/v1/Sinks",
                        "Description",
                        "s",
                        "SinkType",
                        "webhook",
                        "SinkConfiguration",
                        "{\"destination\":\"https://example.com\"}")
                .text("sid");
        var subscriptions = "events.twilio.com/v1/Subscriptions";
        var type = "{\"type\":\"com.twilio.messaging.message.sent\",\"schema_version\":3}";

        assertThat(client.post(subscriptions, "Description", "d", "SinkSid", "DG" + "0".repeat(32), "Types", type)
                        .code())
                .isEqualTo(20404);
        assertThat(client.post(subscriptions, "Description", "d", "SinkSid", sink, "Types", "{}")
                        .code())
                .isEqualTo(20001);
        assertThat(client.post(subscriptions, "Description", "d", "SinkSid", sink, "Types", "x")
                        .code())
                .isEqualTo(20001);
        var made = client.post(subscriptions, "Description", "d", "SinkSid", sink, "Types", type);
        assertThat(made.status()).isEqualTo(201);
        var events = client.get(subscriptions + "/" + made.text("sid") + "/SubscribedEvents");
        assertThat(events.json().at("/types/0/schema_version").intValue()).isEqualTo(3);
        assertThat(client.get("events.twilio.com/v1/Sinks?InUse=true").json().get("sinks"))
                .hasSize(1);
        assertThat(client.get("events.twilio.com/v1/Sinks?InUse=false").json().get("sinks"))
                .isEmpty();

        assertThat(client.delete("events.twilio.com/v1/Sinks/" + sink).code()).isEqualTo(91007);
        assertThat(client.delete(subscriptions + "/" + made.text("sid")).status())
                .isEqualTo(204);
        assertThat(client.delete("events.twilio.com/v1/Sinks/" + sink).status()).isEqualTo(204);
    }

    @Test
    void anAddressStaysAsLongAsANumberHasIt() throws Exception {
        var base = "api.twilio.com/2010-04-01/Accounts/" + simulator.accountSid();
        String[] form = {
            "CustomerName",
            "Acme",
            "Street",
            "1 Market St",
            "City",
            "San Francisco",
            "Region",
            "CA",
            "PostalCode",
            "94105",
            "IsoCountry",
            "US",
            "EmergencyEnabled",
            "true"
        };
        var address = client.post(base + "/Addresses.json", form).text("sid");
        var number = client.post(base + "/IncomingPhoneNumbers.json", "AreaCode", "415", "EmergencyAddressSid", address)
                .text("sid");

        assertThat(client.delete(base + "/Addresses/" + address + ".json").status())
                .isEqualTo(409);
        client.post(base + "/IncomingPhoneNumbers/" + number + ".json", "EmergencyAddressSid", "");
        assertThat(client.delete(base + "/Addresses/" + address + ".json").status())
                .isEqualTo(204);
    }

    @Test
    void pricesAreTextsAsInTheReference() throws Exception {
        var prices =
                client.get("pricing.twilio.com/v1/PhoneNumbers/Countries/US").json();
        assertThat(prices.get("country").textValue()).isEqualTo("United States");
        assertThat(prices.get("price_unit").textValue()).isEqualTo("USD");
        assertThat(prices.get("phone_number_prices"))
                .extracting(price -> price.get("number_type").textValue())
                .containsExactly("local", "toll free");
        assertThat(prices.at("/phone_number_prices/0/current_price").isTextual())
                .isTrue();
        assertThat(client.get("pricing.twilio.com/v1/PhoneNumbers/Countries/XX").code())
                .isEqualTo(20404);
    }

    @Test
    void theStateNamesEveryResource() throws Exception {
        var service = client.post("verify.twilio.com/v2/Services", "FriendlyName", "org-1")
                .text("sid");
        var resources = client.control("GET", "/_simulator/state", "").json().get("resources");
        // The other one has been there from the start: the parent account's own profile.
        assertThat(resources)
                .extracting(resource -> resource.get("type").textValue())
                .containsExactly("verify_services", "customer_profiles");
        assertThat(resources.at("/0/sid").textValue()).isEqualTo(service);
        assertThat(resources.at("/0/accountSid").textValue()).isEqualTo(simulator.accountSid());
    }
}
