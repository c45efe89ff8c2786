package dev.tenantry.twilio.simulator.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.openapi.Exchange.Answer;
import dev.tenantry.twilio.simulator.openapi.Exchange.Request;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks find what is wrong, so that a test in which they find nothing says something. */
class ConformanceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = "AC" + "0123456789abcdef".repeat(2);
    private static final String KEYS = "/2010-04-01/Accounts/" + ACCOUNT + "/Keys.json";
    private static final String CREATE_KEY =
            "POST api.twilio.com/2010-04-01/Accounts/{AccountSid}/Keys.json" + " (CreateNewKey) ";

    private Conformance conformance;

    @BeforeEach
    void read() throws Exception {
        var directory = TwilioOpenApi.directory();
        assumeTrue(
                Files.isDirectory(directory),
                () -> "skipped: Twilio's OpenAPI documents are not at " + directory.toAbsolutePath());
        conformance = new Conformance(TwilioOpenApi.read(directory), DocumentFault.ERRORS);
    }

    @Test
    void whatIsRightIsCounted() {
        conformance.add(creation("FriendlyName=backend", 201, _ -> {}));

        assertThat(conformance.violations()).isEmpty();
        assertThat(conformance.operations()).containsExactly(entry(CREATE_KEY.strip(), 1));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /2010-04-01/Accounts/{}/Kees.json, '', '', is no operation",
        "GET, /2010-04-01/Accounts/null/Keys.json, '', '', 'path AccountSid must be at least 34 characters long'",
        "GET, /2010-04-01/Accounts/{}/Keys.json, Bogus=1, '', query Bogus is not a parameter",
        "GET, /2010-04-01/Accounts/{}/Keys.json, PageSize=many, '', 'query PageSize string found, integer expected'",
        "GET, /2010-04-01/Accounts/{}/Keys.json, PageSize=1001, '', 'query PageSize must have a maximum value of 1000'",
        "POST, /2010-04-01/Accounts/{}/Keys.json, '', Bogus=1, form /Bogus is not in the document",
        "POST, /2010-04-01/Accounts/{}/Addresses.json, '', '', 'form required property ''City'' not found'",
        "POST, /2010-04-01/Accounts/{}/Usage/Triggers/UT0123456789abcdef0123456789abcdef.json, '', CallbackUrl=none,"
                + " 'form /CallbackUrl does not match the uri pattern must be a valid RFC 3986 URI'",
        "DELETE, /2010-04-01/Accounts/{}/Keys/SK0123456789abcdef0123456789abcdef.json, '', A=1, form is not taken",
    })
    void aRequestThatIsWrongIsReported(String method, String path, String query, String form, String violation) {
        var request = Request.of(method, "api.twilio.com", path.replace("{}", ACCOUNT), query, form);

        conformance.add(new Exchange(request, Optional.empty()));

        assertThat(conformance.violations().keySet()).anyMatch(found -> found.endsWith(violation));
    }

    @Test
    void anAnswerThatIsWrongIsReported() {
        conformance.add(creation("", 201, key -> key.remove("secret")));
        conformance.add(creation("", 201, key -> key.put("sid", 7)));
        conformance.add(creation("", 201, key -> key.put("date_created", "2026-01-01T00:00:00Z")));
        conformance.add(creation("", 201, key -> key.put("colour", "red")));
        conformance.add(creation("", 200, _ -> {}));

        assertThat(conformance.violations().keySet())
                .containsExactlyInAnyOrder(
                        CREATE_KEY + "/secret is missing",
                        CREATE_KEY + "/sid integer found, string expected",
                        CREATE_KEY + "/date_created does not match the date-time-rfc-2822 pattern",
                        CREATE_KEY + "/colour is not in the document",
                        CREATE_KEY + "status 200 is not in the document");
    }

    @Test
    void anErrorIsHeldAgainstWhatAllErrorsHave() {
        var right = "{\"code\":20404,\"message\":\"gone\",\"more_info\":\"https://www.twilio.com/docs/errors/20404\","
                + "\"status\":404}";
        conformance.add(answered(404, right));
        assertThat(conformance.violations()).isEmpty();

        conformance.add(answered(404, right.replace("404}", "400}")));
        conformance.add(answered(404, "<html>"));
        conformance.add(answered(502, right.replace("404}", "502}")));
        assertThat(conformance.violations().keySet())
                .containsExactlyInAnyOrder(
                        CREATE_KEY + "/status is not 404",
                        CREATE_KEY + "string found, object expected",
                        CREATE_KEY + "status 502 is not in the document");
    }

    private static Exchange answered(int status, String body) {
        var request = Request.of("POST", "api.twilio.com", KEYS, null, "");
        return new Exchange(request, Optional.of(new Answer(status, body)));
    }

    private static Exchange creation(String form, int status, Consumer<ObjectNode> change) {
        var key = JSON.createObjectNode()
                .put("sid", "SK" + "0123456789abcdef".repeat(2))
                .put("friendly_name", "backend")
                .put("date_created", "Thu, 01 Jan 2026 12:00:00 +0000")
                .put("date_updated", "Thu, 01 Jan 2026 12:00:00 +0000")
                .put("secret", "deadbeef");
        change.accept(key);
        var request = Request.of("POST", "api.twilio.com", KEYS, null, form);
        return new Exchange(request, Optional.of(new Answer(status, key.toString())));
    }
}
