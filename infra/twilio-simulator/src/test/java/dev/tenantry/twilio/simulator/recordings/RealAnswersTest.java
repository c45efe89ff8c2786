package dev.tenantry.twilio.simulator.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import dev.tenantry.twilio.simulator.testing.RawClient;
import dev.tenantry.twilio.simulator.testing.RawClient.Answer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers of the real Twilio, as people have recorded or quoted them, that the simulator must give too. What is
 * expected here was copied from such recordings; where those lie beside the repository, it is compared with them again.
 */
class RealAnswersTest {
    private static final String API = "api.twilio.com/2010-04-01/Accounts";

    private TwilioSimulator simulator;
    private RawClient parent;
    private RawClient own;
    private String account;

    @BeforeEach
    void anAccount() throws Exception {
        simulator = TwilioSimulator.builder()
                .speed(Double.POSITIVE_INFINITY)
                .maxSenders(1)
                .start();
        parent = RawClient.ofParent(simulator);
        var created = parent.post(API + ".json", "FriendlyName", "tenant");
        account = API + "/" + created.text("sid");
        own = new RawClient(simulator.baseUrl(), created.text("sid"), created.text("auth_token"));
    }

    @AfterEach
    void close() throws Exception {
        own.close();
        parent.close();
        simulator.close();
    }

    /** An error, by the recording's id. SIDs are as in the recording. */
    private record Expected(String recording, int status, int code, String message) {}

    private static final List<Expected> ERRORS = List.of(
            new Expected("r056", 404, 20404, "The requested resource /Services/MG71 was not found"),
            new Expected("r064", 404, 20404, "The requested resource /Trunks/TK71 was not found"),
            new Expected(
                    "r083",
                    400,
                    21479,
                    "Unable to update Status for subaccount, subaccount is closed and can not be re-opened."),
            new Expected("r088", 412, 21714, "Number Pool size limit reached"),
            new Expected("r087", 409, 20409, "Number registration failed due to conflict."),
            new Expected("r093", 401, 20003, "Authentication Error - No credentials provided"),
            new Expected("r094", 401, 20003, "Authentication Error - invalid username"),
            new Expected(
                    "r098", 400, 21631, "Phone Number Requires an Address but the 'AddressSid' parameter was empty."),
            new Expected(
                    "r099",
                    400,
                    21649,
                    "To purchase or transfer this number you must provide a bundle compliant with the rules for the country"
                            + " and number type. More information here:"
                            + " https://www.twilio.com/docs/phone-numbers/regulatory/phone-numbers-regulatory-requirements-customers"),
            new Expected("r102", 400, 21452, "No phone numbers found"),
            new Expected("r105", 429, 20429, "Too Many Requests"));

    /** Does what the recorded request did. */
    private Answer provoke(String recording) throws Exception {
        return switch (recording) {
            case "r056" -> own.get("messaging.twilio.com/v1/Services/MG71");
            case "r064" -> own.get("trunking.twilio.com/v1/Trunks/TK71");
            case "r083" -> {
                parent.post(account + ".json", "Status", "closed");
                yield parent.post(account + ".json", "Status", "active");
            }
            case "r088" -> {
                var numbers = ownedNumbers(2);
                attach(numbers.getFirst());
                yield attach(numbers.getLast());
            }
            case "r087" -> {
                install("""
                        {"method": "POST", "path": "**/PhoneNumbers",
                         "fault": {"type": "refuse", "code": 20409, "status": 409}}
                        """);
                yield attach(ownedNumbers(1).getFirst());
            }
            case "r093" -> {
                try (var nobody = new RawClient(simulator.baseUrl(), null, null)) {
                    yield nobody.get(API + ".json");
                }
            }
            case "r094" -> {
                try (var misspelt = new RawClient(simulator.baseUrl(), "not-a-sid", "x")) {
                    yield misspelt.get(API + ".json");
                }
            }
            case "r098" -> buyFirst("GB/Local");
            case "r099" -> buyFirst("GB/Mobile");
            case "r102" -> own.post(account + "/IncomingPhoneNumbers.json", "AreaCode", "533");
            case "r105" -> {
                install("{\"fault\": {\"type\": \"refuse\", \"code\": 20429, \"status\": 429}}");
                yield own.get(account + "/Keys.json");
            }
            default -> throw new IllegalArgumentException(recording);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"r056", "r064", "r083", "r088", "r087", "r093", "r094", "r098", "r099", "r102", "r105"})
    void errorsHaveTwiliosStatusCodeAndText(String recording) throws Exception {
        var expected = ERRORS.stream()
                .filter(one -> one.recording().equals(recording))
                .findFirst()
                .orElseThrow();

        var answer = provoke(recording);

        assertThat(answer.status()).isEqualTo(expected.status());
        assertThat(answer.code()).isEqualTo(expected.code());
        assertThat(answer.text("message")).isEqualTo(expected.message());
        assertThat(answer.text("more_info")).isEqualTo("https://www.twilio.com/docs/errors/" + expected.code());
        assertThat(answer.json().get("status").intValue()).isEqualTo(expected.status());
        assertThat(answer.response().headers().firstValue("Twilio-Request-Id"))
                .hasValueSatisfying(id -> assertThat(id).matches("RQ[0-9a-f]{32}"));
        assertThat(answer.response().headers().firstValue("Twilio-Request-Duration"))
                .hasValueSatisfying(seconds -> assertThat(seconds).matches("\\d+\\.\\d{3}"));
        assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.response().headers().firstValue("WWW-Authenticate"))
                .isEqualTo(expected.status() == 401 ? Optional.of("Basic realm=\"Twilio API\"") : Optional.empty());
    }

    /** The texts above, against the recordings. */
    @Test
    void theErrorsAreThoseThatWereRecorded() throws Exception {
        var file = Recording.file();
        assumeTrue(Files.isRegularFile(file), () -> "skipped: no recordings of Twilio at " + file.toAbsolutePath());
        var recordings = Recording.read(file).stream().collect(Collectors.toMap(Recording::id, one -> one));

        for (var expected : ERRORS) {
            var recorded = recordings.get(expected.recording());
            assertThat(recorded.status()).as(expected.recording()).isEqualTo(expected.status());
            assertThat(recorded.body().get("code").intValue()).isEqualTo(expected.code());
            assertThat(recorded.body().get("message").textValue()).isEqualTo(expected.message());
        }
    }

    /** The same on operations that nobody recorded. */
    @ParameterizedTest
    @CsvSource({
        "verify.twilio.com/v2/Services/VA71, /Services/VA71",
        "events.twilio.com/v1/Sinks/DG71, /Sinks/DG71",
        "trusthub.twilio.com/v1/CustomerProfiles/BU71, /CustomerProfiles/BU71",
        "messaging.twilio.com/v1/Tollfree/Verifications/HH71, /Tollfree/Verifications/HH71",
        "messaging.twilio.com/v1/Nonsense, /Nonsense"
    })
    void noNewerApiNamesItsVersionInA404(String hostAndPath, String named) throws Exception {
        assertThat(own.get(hostAndPath).text("message"))
                .isEqualTo("The requested resource " + named + " was not found");
    }

    /** Twilio's staff, and a note of 2026: a standard key reads neither its account nor keys. */
    @Test
    void aStandardKeyMayNotReadItsAccount() throws Exception {
        var key = own.post(account + "/Keys.json", "FriendlyName", "key");
        assertThat(key.text("secret")).matches("[A-Za-z0-9]{32}").containsPattern("[A-Z]");
        try (var byKey = new RawClient(simulator.baseUrl(), key.text("sid"), key.text("secret"))) {
            var answer = byKey.get(account + ".json");

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo(20003);
            assertThat(answer.text("message")).isEqualTo("Authenticate");
            assertThat(byKey.get(account + "/IncomingPhoneNumbers.json").status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Acme, 201",
        "Acme 2026, 201",
        "Acme_Inc-2, 201",
        "test-20260307-abc, 400",
        "Acme +1 415 555 0100, 400",
        "Acme!, 400"
    })
    void aVerifyServicesNameHasFewDigitsAndNoSpecialCharacters(String name, int status) throws Exception {
        var created = own.post("verify.twilio.com/v2/Services", "FriendlyName", name);
        assertThat(created.status()).isEqualTo(status);
        if (status == 400) {
            assertThat(created.code()).isEqualTo(60200);
            assertThat(created.text("message")).isEqualTo("Invalid parameter");
            var other = own.post("verify.twilio.com/v2/Services", "FriendlyName", "Other");
            var renamed = own.post("verify.twilio.com/v2/Services/" + other.text("sid"), "FriendlyName", name);
            assertThat(renamed.code()).isEqualTo(60200);
        }
    }

    @Test
    void aRenamedVerifyServiceKeepsTheIssuerOfItsCodes() throws Exception {
        var created = own.post("verify.twilio.com/v2/Services", "FriendlyName", "Before");

        var renamed = own.post("verify.twilio.com/v2/Services/" + created.text("sid"), "FriendlyName", "After");

        assertThat(renamed.text("friendly_name")).isEqualTo("After");
        assertThat(renamed.json().at("/totp/issuer").textValue()).isEqualTo("Before");
        assertThat(renamed.json().get("mailer_sid").isNull()).isTrue();
        assertThat(renamed.json().has("passkeys")).isFalse();
    }

    @Test
    void coordinatesAreTextsWithSixDecimals() throws Exception {
        assertThat(firstOf("US/Local").get("latitude").textValue()).matches("-?\\d+\\.\\d{6}");
        assertThat(firstOf("US/TollFree").get("latitude").textValue()).isEqualTo("0.000000");
        assertThat(firstOf("GB/Mobile").get("longitude").textValue()).isEqualTo("0.000000");
        assertThat(firstOf("US/Local").get("capabilities").has("fax")).isFalse();
    }

    @Test
    void numbersOfTheUnitedStatesAreActiveForEmergencyCalls() throws Exception {
        assertThat(buyFirst("US/Local").text("emergency_status")).isEqualTo("Active");
    }

    @Test
    void canadaHasTollFreeNumbers() throws Exception {
        assertThat(own.get(account + "/AvailablePhoneNumbers/CA.json")
                        .json()
                        .get("subresource_uris")
                        .has("toll_free"))
                .isTrue();
        assertThat(firstOf("CA/TollFree").get("iso_country").textValue()).isEqualTo("CA");
    }

    @Test
    void anAccountNamesAllItsSubresources() throws Exception {
        var names = new ArrayList<String>();
        parent.get(account + ".json")
                .json()
                .get("subresource_uris")
                .fieldNames()
                .forEachRemaining(names::add);

        assertThat(names)
                .containsExactlyInAnyOrder(
                        "addresses",
                        "applications",
                        "authorized_connect_apps",
                        "available_phone_numbers",
                        "balance",
                        "calls",
                        "conferences",
                        "connect_apps",
                        "incoming_phone_numbers",
                        "keys",
                        "messages",
                        "notifications",
                        "outgoing_caller_ids",
                        "queues",
                        "recordings",
                        "short_codes",
                        "signing_keys",
                        "sip",
                        "transcriptions",
                        "usage");
    }

    /** Seen right after a messaging service was made. */
    @Test
    void anErrorWithoutACodeCanBeMadeByAFault() throws Exception {
        install("""
                {"path": "**/Compliance/Usa2p", "fault": {"type": "refuse", "status": 422,
                 "message": "Unprocessable Entity: Can't create campaign"}}
                """);

        var answer = own.post("messaging.twilio.com/v1/Services/MG71/Compliance/Usa2p");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("code").isNull()).isTrue();
        assertThat(answer.text("more_info")).isEqualTo("https://www.twilio.com/docs/errors/None");
    }

    private void install(String rule) throws Exception {
        assertThat(parent.control("POST", "/_simulator/faults", rule).status()).isLessThan(300);
    }

    private JsonNode firstOf(String kind) throws Exception {
        return own.get(account + "/AvailablePhoneNumbers/" + kind + ".json")
                .json()
                .get("available_phone_numbers")
                .get(0);
    }

    private Answer buyFirst(String kind) throws Exception {
        return own.post(
                account + "/IncomingPhoneNumbers.json",
                "PhoneNumber",
                firstOf(kind).get("phone_number").textValue());
    }

    private List<String> ownedNumbers(int count) throws Exception {
        var sids = new ArrayList<String>();
        while (sids.size() < count) {
            sids.add(buyFirst("US/Local").text("sid"));
        }
        return sids;
    }

    private String service;

    private Answer attach(String number) throws Exception {
        if (service == null) {
            service = own.post("messaging.twilio.com/v1/Services", "FriendlyName", "service")
                    .text("sid");
        }
        return own.post("messaging.twilio.com/v1/Services/" + service + "/PhoneNumbers", "PhoneNumberSid", number);
    }
}
