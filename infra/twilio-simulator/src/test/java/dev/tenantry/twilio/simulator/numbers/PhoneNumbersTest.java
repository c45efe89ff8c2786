package dev.tenantry.twilio.simulator.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import dev.tenantry.twilio.simulator.testing.RawClient;
import dev.tenantry.twilio.simulator.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Searching and buying, as Twilio's pages on phone numbers, its test credentials and its error dictionary have them.
 */
class PhoneNumbersTest {
    private TwilioSimulator simulator;
    private RawClient parent;
    private String numbers;

    @BeforeEach
    void start() throws Exception {
        simulator = TwilioSimulator.builder().speed(Double.POSITIVE_INFINITY).start();
        parent = RawClient.ofParent(simulator);
        numbers = of(simulator.accountSid());
    }

    @AfterEach
    void stop() throws Exception {
        parent.close();
        simulator.close();
    }

    private static String of(String sid) {
        return "api.twilio.com/2010-04-01/Accounts/" + sid + "/IncomingPhoneNumbers.json";
    }

    private JsonNode search(String typeAndQuery) throws Exception {
        return parent.get("api.twilio.com/2010-04-01/Accounts/" + simulator.accountSid() + "/AvailablePhoneNumbers/"
                        + typeAndQuery)
                .json();
    }

    private String firstIn(String areaCode) throws Exception {
        return search("US/Local.json?AreaCode=" + areaCode)
                .at("/available_phone_numbers/0/phone_number")
                .textValue();
    }

    private String newSubaccount() throws Exception {
        return parent.post("api.twilio.com/2010-04-01/Accounts.json").text("sid");
    }

    @Test
    void twoAccountsAreOfferedTheSameNumberAndOneGetsIt() throws Exception {
        var number = firstIn("415");
        assertThat(firstIn("415")).isEqualTo(number);

        assertThat(parent.post(numbers, "PhoneNumber", number).status()).isEqualTo(201);

        var late = parent.post(of(newSubaccount()), "PhoneNumber", number);
        assertThat(late.status()).isEqualTo(400);
        assertThat(late.code()).isEqualTo(21422);
        assertThat(firstIn("415")).isNotEqualTo(number);
    }

    @Test
    void ofManyWhoBuyTheSameNumberAtOnceExactlyOneGetsIt() throws Exception {
        var number = firstIn("415");
        var buyers = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 20; i++) {
            var account = of(newSubaccount());
            buyers.add(() -> parent.post(account, "PhoneNumber", number).status());
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(buyers))
                    .extracting(Future::resultNow)
                    .containsOnlyOnce(201)
                    .filteredOn(status -> status == 400)
                    .hasSize(19);
        }
    }

    @Test
    void buyingAgainWhatOneHasChangesIt() throws Exception {
        var number = firstIn("415");
        var first = parent.post(numbers, "PhoneNumber", number);

        var again = parent.post(numbers, "PhoneNumber", number, "FriendlyName", "renamed");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("sid")).isEqualTo(first.text("sid"));
        assertThat(again.text("friendly_name")).isEqualTo("renamed");
        assertThat(parent.get(numbers).json().get("incoming_phone_numbers")).hasSize(1);
    }

    @Test
    void aNewNumberHasTheDefaultsOfTheReference() throws Exception {
        var bought = parent.post(numbers, "AreaCode", "206");

        var number = bought.text("phone_number");
        assertThat(bought.text("friendly_name")).isEqualTo("(206) 555-" + number.substring(number.length() - 4));
        assertThat(bought.text("status")).isEqualTo("in-use");
        assertThat(bought.text("type")).isEqualTo("local");
        assertThat(bought.text("origin")).isEqualTo("twilio");
        assertThat(bought.text("sms_method")).isEqualTo("POST");
        assertThat(bought.text("sms_url")).isEmpty();
        assertThat(bought.text("voice_receive_mode")).isEqualTo("voice");
        assertThat(bought.text("emergency_status")).isEqualTo("Active");
        assertThat(bought.text("uri"))
                .isEqualTo("/2010-04-01/Accounts/" + simulator.accountSid() + "/IncomingPhoneNumbers/"
                        + bought.text("sid") + ".json");
    }

    @ParameterizedTest
    @CsvSource({
        "PhoneNumber, +15005550000, 21422",
        "PhoneNumber, +15005550001, 21421",
        "PhoneNumber, 555, 21421",
        "PhoneNumber, +14155550999, 21422",
        "AreaCode, 533, 21452",
        "AreaCode, 212, 21452",
        "AreaCode, 41, 21451",
    })
    void purchasesThatCannotBe(String parameter, String value, int code) throws Exception {
        var refused = parent.post(numbers, parameter, value);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(code);
    }

    @Test
    void theMagicNumberCanBeBoughtByAll() throws Exception {
        assertThat(parent.post(numbers, "PhoneNumber", "+15005550006").status()).isEqualTo(201);
        assertThat(parent.post(of(newSubaccount()), "AreaCode", "500").text("phone_number"))
                .isEqualTo("+15005550006");
    }

    @Test
    void anAreaCodeRunsOutAndIsNotRefilled() throws Exception {
        var sids = new ArrayList<String>();
        for (int i = 0; i < 100; i++) {
            sids.add(parent.post(numbers, "AreaCode", "808").text("sid"));
        }

        assertThat(parent.post(numbers, "AreaCode", "808").code()).isEqualTo(21452);
        assertThat(search("US/Local.json?AreaCode=808").get("available_phone_numbers"))
                .isEmpty();

        var one = numbers.replace(".json", "/" + sids.getFirst() + ".json");
        assertThat(parent.delete(one).status()).isEqualTo(204);
        assertThat(parent.get(one).status()).isEqualTo(404);
        assertThat(parent.post(numbers, "AreaCode", "808").code()).isEqualTo(21452);
    }

    @Test
    void listsAreFilteredByNumberAndByName() throws Exception {
        var number = parent.post(numbers, "AreaCode", "503", "FriendlyName", "org-1#1")
                .text("phone_number");
        parent.post(numbers, "AreaCode", "503", "FriendlyName", "org-1#2");

        assertThat(parent.get(numbers + "?PhoneNumber=%2B" + number.substring(1))
                        .json()
                        .get("incoming_phone_numbers"))
                .hasSize(1);
        assertThat(parent.get(numbers + "?FriendlyName=org-1%232")
                        .json()
                        .at("/incoming_phone_numbers/0/friendly_name")
                        .textValue())
                .isEqualTo("org-1#2");
        assertThat(parent.get(numbers + "?PhoneNumber=503555****").json().get("incoming_phone_numbers"))
                .hasSize(2);
    }

    @Test
    void settingsAreUpdatedAndTheRestIsKept() throws Exception {
        var bought = parent.post(numbers, "AreaCode", "503", "SmsUrl", "https://example.com/sms");
        var one = numbers.replace(".json", "/" + bought.text("sid") + ".json");

        var updated = parent.post(one, "VoiceUrl", "https://example.com/voice", "VoiceMethod", "GET");

        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.text("voice_url")).isEqualTo("https://example.com/voice");
        assertThat(updated.text("voice_method")).isEqualTo("GET");
        assertThat(updated.text("sms_url")).isEqualTo("https://example.com/sms");
        assertThat(parent.post(one, "VoiceMethod", "PATCH").code()).isEqualTo(20001);
    }

    @Test
    void aParentMovesANumberBetweenItsAccounts() throws Exception {
        var account = newSubaccount();
        var bought = parent.post(of(account), "AreaCode", "503");
        var one = of(account).replace(".json", "/" + bought.text("sid") + ".json");

        assertThat(parent.post(one, "AccountSid", "AC" + "0".repeat(32)).code()).isEqualTo(21470);
        assertThat(parent.post(one, "AccountSid", simulator.accountSid()).text("account_sid"))
                .isEqualTo(simulator.accountSid());
        assertThat(parent.get(one).status()).isEqualTo(404);
        assertThat(parent.get(numbers).json().get("incoming_phone_numbers")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "US/Local.json?InRegion=AK, +1907",
        "US/Local.json?InLocality=Honolulu, +1808",
        "US/Local.json?InPostalCode=98101, +1206",
        "'US/Local.json?NearLatLong=61.2,-149.9', +1907",
        "US/Local.json?Contains=206555, +1206",
        "US/Local.json?Contains=%2B1206***01, +1206555",
        "US/TollFree.json?AreaCode=800, +1800",
        "CA/Local.json?AreaCode=416, +1416",
        "GB/Mobile.json, +447700900",
    })
    void searchesFindWhatIsAskedFor(String query, String prefix) throws Exception {
        var found = search(query).get("available_phone_numbers");
        assertThat(found).isNotEmpty();
        assertThat(found)
                .allSatisfy(number ->
                        assertThat(number.get("phone_number").textValue()).startsWith(prefix));
    }

    @Test
    void searchesObeyCapabilitiesAddressesAndSize() throws Exception {
        assertThat(search("US/Local.json?AreaCode=415&SmsEnabled=false").get("available_phone_numbers"))
                .isNotEmpty()
                .allSatisfy(number -> assertThat(number.at("/capabilities/SMS").booleanValue())
                        .isFalse());
        assertThat(search("GB/Local.json").get("available_phone_numbers")).hasSize(30);
        assertThat(search("GB/Local.json?ExcludeAllAddressRequired=true").get("available_phone_numbers"))
                .isEmpty();
        assertThat(search("US/Local.json?PageSize=3").get("available_phone_numbers"))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"US/Mobile.json", "US/Voip.json", "XX/Local.json", "CA/Mobile.json", "XX.json"})
    void whatTwilioDoesNotSellIsNotFound(String path) throws Exception {
        var answer = search(path);
        assertThat(answer.get("code").intValue()).isEqualTo(20404);
        assertThat(answer.get("status").intValue()).isEqualTo(404);
    }

    @Test
    void numbersThatNeedPapersAreRefusedWithoutThem() throws Exception {
        assertThat(parent.post(numbers, "PhoneNumber", "+442079460123").code()).isEqualTo(21631);
        assertThat(parent.post(numbers, "PhoneNumber", "+447700900123").code()).isEqualTo(21649);
        assertThat(parent.post(numbers, "PhoneNumber", "+442079460123", "AddressSid", "AD" + "a".repeat(32))
                        .code())
                .isEqualTo(20001);
        assertThat(parent.post(numbers, "PhoneNumber", "+442079460123", "AddressSid", address(parent, "false"))
                        .status())
                .isEqualTo(201);
    }

    private String address(RawClient client, String emergencyEnabled) throws Exception {
        String[] form = {
            "CustomerName",
            "Ada",
            "Street",
            "1 High Street",
            "City",
            "London",
            "Region",
            "London",
            "PostalCode",
            "EC1A 1AA",
            "IsoCountry",
            "GB",
            "EmergencyEnabled",
            emergencyEnabled
        };
        return client.post(numbers.replace("IncomingPhoneNumbers", "Addresses"), form)
                .text("sid");
    }

    @Test
    void anEmergencyAddressIsRegisteredAfterFiveSecondsDividedByTheSpeed() throws Exception {
        var clock = new SettableClock();
        clock.advance(Duration.ofMillis(990));
        try (var other = TwilioSimulator.builder().speed(200).clock(clock).start();
                var client = RawClient.ofParent(other)) {
            var bought = client.post(numbers, "AreaCode", "415");
            var one = numbers.replace(".json", "/" + bought.text("sid") + ".json");
            assertThat(bought.text("emergency_address_status")).isEqualTo("unregistered");

            var plain = client.post(one, "EmergencyAddressSid", address(client, "false"));
            assertThat(plain.code()).isEqualTo(20001);
            var pending = client.post(one, "EmergencyAddressSid", address(client, "true"));
            assertThat(pending.text("emergency_address_status")).isEqualTo("pending-registration");
            clock.advance(Duration.ofMillis(24));
            assertThat(client.get(one).text("emergency_address_status")).isEqualTo("pending-registration");
            clock.advance(Duration.ofMillis(1));
            assertThat(client.get(one).text("emergency_address_status")).isEqualTo("registered");
        }
    }

    @Test
    void typedPathsTakeTheirTypeOnly() throws Exception {
        var tollFree = numbers.replace(".json", "/TollFree.json");
        assertThat(parent.post(tollFree, "AreaCode", "800").code()).isEqualTo(21457);
        assertThat(parent.post(tollFree, "PhoneNumber", firstIn("415")).code()).isEqualTo(21458);
        assertThat(parent.post(tollFree, "PhoneNumber", "+18005550123").text("type"))
                .isEqualTo("toll_free");
        parent.post(numbers, "AreaCode", "415");
        assertThat(parent.get(tollFree).json().get("incoming_phone_numbers")).hasSize(1);
    }

    @Test
    void countriesAreListed() throws Exception {
        var all = parent.get(numbers.replace("IncomingPhoneNumbers", "AvailablePhoneNumbers"));
        assertThat(all.json().findValuesAsText("country_code")).containsExactlyInAnyOrder("US", "CA", "GB");
        assertThat(search("US.json").get("country").textValue()).isEqualTo("United States");
        assertThat(search("US.json").at("/subresource_uris/toll_free").textValue())
                .endsWith("/AvailablePhoneNumbers/US/TollFree.json");
    }
}
