package dev.tenantry.core.errorcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference/rejections.md}, against the table of codes. With the environment variable
 * {@code WRITE_DOCUMENTS} the test writes the document.
 */
class RejectionsDocumentTest {
    private static final Path DOCUMENT = Path.of("../../docs/reference/rejections.md");

    private static final String INTRODUCTION = """
            # Twilio's error codes, and who does what

            Every code of Twilio's that this system knows: what it means, who acts, what they do, where in the
            [plan](openapi.yaml) (as JSON Pointers), and what a retry of the job does after a rejection. The same as JSON:
            `GET /v1/rejections/{code}`, or `infra/provisioning rejection CODE`.

            | a retry submits again | meaning |
            |---|---|
            | yes | Twilio takes a correction: a retry submits it, with the plan as it is then |
            | unknown | Twilio does not say. A plain retry is refused with 409 `consent-required`; with `"resubmit": true` it submits it once |
            | new-registration | Twilio takes no correction, and another registration may be approved. A plain retry is refused with 409 `consent-required` and the fee; with `"acceptFees": true` it deletes the campaign or verification and registers another. A brand cannot be deleted |
            | no | Twilio calls it final. A retry is refused with 409 `not-resubmittable`; with `"resubmit": true` it looks at Twilio whether that has changed, and submits nothing while it has not |
            | – | nothing was submitted, so a retry repeats the step |

            The fee is that of the resubmission or of the new registration; "unknown" where Twilio's documents leave it open. A code that
            is not here needs a person, who reads Twilio's page about it: `https://www.twilio.com/docs/api/errors/CODE`.

            This page is written from
            [error-codes.tsv](../../functions/core/src/main/resources/dev/tenantry/core/errorcode/error-codes.tsv) by
            `WRITE_DOCUMENTS=yes infra/test core RejectionsDocumentTest`, and a test compares the two.
            """;

    private static final Map<String, String> TITLES = titles();

    @Test
    void isWhatTheTableSays() throws IOException {
        var expected = document();
        if (System.getenv("WRITE_DOCUMENTS") != null) {
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(DOCUMENT).hasContent(expected);
    }

    private static String document() {
        var byArea = ErrorCodes.all().stream()
                .collect(Collectors.groupingBy(ErrorCode::area, LinkedHashMap::new, Collectors.toList()));
        assertThat(TITLES.keySet()).containsExactlyInAnyOrderElementsOf(byArea.keySet());
        return INTRODUCTION
                + TITLES.entrySet().stream()
                        .map(area -> section(area.getValue(), byArea.get(area.getKey())))
                        .collect(Collectors.joining());
    }

    private static String section(String title, List<ErrorCode> codes) {
        return "\n## " + title
                + "\n\n| code | meaning | who does what | a retry submits again | fee |\n|---|---|---|---|---|\n"
                + codes.stream().map(RejectionsDocumentTest::row).collect(Collectors.joining());
    }

    private static String row(ErrorCode code) {
        return "| %s | %s | %s | %s | %s |%n"
                .formatted(
                        code.code(),
                        code.meaning(),
                        code.instruction().replaceAll("(/\\w+(?:/\\w+)*)(?=[,.])", "`$1`"),
                        code.resubmission().map(Resubmission::word).orElse("–"),
                        code.fee().orElse("–"));
    }

    private static Map<String, String> titles() {
        var titles = new LinkedHashMap<String, String>();
        titles.put("campaign-review", "Reviews of campaigns");
        titles.put("brand-review", "Reviews of brands");
        titles.put("toll-free-review", "Reviews of toll-free numbers");
        titles.put("toll-free-or-campaign-review", "Reviews of toll-free numbers and campaigns");
        titles.put("profile-review", "Reviews of customer profiles");
        titles.put("bundle-review", "Reviews of bundles and their documents");
        titles.put("number-registration", "Registration of numbers with a campaign");
        titles.put("campaign", "Requests about campaigns");
        titles.put("brand", "Requests about brands");
        titles.put("toll-free", "Requests about toll-free verifications");
        titles.put("profile", "Requests about profiles");
        titles.put("bundle", "Requests about bundles");
        titles.put("message", "Messages");
        titles.put("messaging-service", "Messaging services");
        titles.put("number", "Numbers");
        titles.put("caller-id", "Caller ids");
        titles.put("address", "Addresses");
        titles.put("emergency-calling", "Emergency calls");
        titles.put("voice", "Calls");
        titles.put("sip-trunk", "SIP trunks");
        titles.put("sip", "SIP domains");
        titles.put("verify", "Verify");
        titles.put("events", "Event streams");
        titles.put("account", "Accounts");
        titles.put("api-key", "API keys");
        titles.put("general", "Anything");
        return titles;
    }
}
