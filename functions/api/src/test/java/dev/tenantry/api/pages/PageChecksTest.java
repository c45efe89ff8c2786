package dev.tenantry.api.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tenantry.api.plan.PlanReader;
import dev.tenantry.api.preflight.Finding;
import dev.tenantry.core.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reviewers look for on the pages that a plan names. */
class PageChecksTest {
    private static final String PRIVACY =
            "<html><head><script>var no = 'third parties';</script></head><body><h1>Privacy policy of Owl</h1>"
                    + "<p>We keep the data that you give us, in order to serve you and for as long as the law demands of a practice.</p>"
                    + "<p>Mobile information will not be shared with third parties or affiliates for marketing or promotional purposes.</p></body></html>";
    private static final String TERMS =
            "<h1>Terms of our text messages</h1><p>You get appointment reminders by text message. Message frequency varies.</p>"
                    + "<p>Message and data rates may apply. Reply HELP for help, or call the practice. Reply STOP to cancel. Carriers are not liable for delays.</p>";
    private static final String JOIN =
            "<h1>New patients</h1><form><input type=tel><input type=checkbox> I agree to receive text messages from Owl about my appointments, "
                    + "at the number provided. Consent is not a condition of treatment. Privacy policy and terms are linked below this line. We look forward to seeing you in our practice in the middle of the town.</form>";

    private static WebServer server;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException, InterruptedException {
        server = new WebServer();
    }

    @BeforeEach
    void putPages() {
        server.forgetRequests();
        server.putPage(
                "/", "<h1>Owl Dentists</h1>" + "<p>We look after teeth in the middle of the town.</p>".repeat(8));
        server.putPage("/privacy", PRIVACY);
        server.putPage("/terms", TERMS);
        server.putPage("/join", JOIN);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void findsNothingOnPagesThatSayWhatTheyShould() throws IOException {
        assertThat(findings()).isEmpty();
        assertThat(server.requests())
                .containsExactlyInAnyOrder(
                        "owl.example /", "owl.example /privacy", "owl.example /terms", "owl.example /join");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/privacy | Mobile information will not be shared with third parties or affiliates for marketing or promotional purposes. | We love privacy, and so should you, when you read what we write here about it in the middle of the night. | /a2p/campaign/privacyPolicyUrl | 30932 | REJECTION",
                "/privacy | will not be shared | may be shared | /a2p/campaign/privacyPolicyUrl | 30932 | REJECTION",
                "/privacy | Mobile information will not | Mobile information won&rsquo;t | | |",
                "/terms | Message frequency varies. | | /a2p/campaign/termsUrl | 30558 | REJECTION",
                "/terms | Reply HELP for help, or call the practice. | | /a2p/campaign/termsUrl | 30560 | REJECTION",
                "/terms | Message and data rates may apply. | | /a2p/campaign/termsUrl | 30562 | REJECTION",
                "/terms | Reply STOP to cancel. | | /a2p/campaign/termsUrl | 30908 | WARNING",
                "/join | text messages | messages | /a2p/campaign/messageFlow | 30909 | WARNING",
            })
    void findsWhatAPageLacks(String path, String part, String other, String pointer, Integer code, String severity)
            throws IOException {
        var page = Map.of("/privacy", PRIVACY, "/terms", TERMS, "/join", JOIN).get(path);
        assertThat(page).contains(part);
        server.putPage(path, page.replace(part, other == null ? "" : other));

        if (code == null) {
            assertThat(findings()).isEmpty();
        } else {
            assertThat(findings())
                    .extracting(Finding::pointer, finding -> finding.code().orElseThrow(), found -> found.severity()
                            .name())
                    .contains(tuple(pointer, code, severity));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 404 Not Found | REJECTION",
                "HTTP/1.1 503 Service Unavailable | WARNING",
                "HTTP/1.1 302 Found | WARNING",
                "HTTP/1.1 302 Found~Location: https://localhost/ | REJECTION",
                "HTTP/1.1 200 OK~~<input type='password'> | REJECTION",
                "HTTP/1.1 200 OK~~<div id='app'></div><script src='app.js'></script> | WARNING",
            })
    void saysWhyAPageCannotBeRead(String answer, String severity) throws IOException {
        server.put("/privacy", answer.replace("~", "\r\n") + "\r\n\r\n");

        assertThat(findings()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.pointer()).endsWith("/privacyPolicyUrl");
            assertThat(finding.severity().name()).isEqualTo(severity);
        });
    }

    /** What is missing in the beginning may stand further down. */
    @Test
    void warnsOfWhatIsMissingInALongPage() throws IOException {
        server.putPage("/privacy", "<p>We keep your data well.</p>".repeat(12_000));

        assertThat(findings()).isNotEmpty().noneMatch(Finding::isRejection);
    }

    private List<Finding> findings() throws IOException {
        try (var stream = PlanReader.class.getResourceAsStream("/dev/tenantry/api/preflight/base.json")) {
            var plan = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("owl-dentists.example", "owl.example");
            var sent = PlanReader.readForPreflight(Json.write(Json.parse(plan)));
            var here = InetAddress.getLoopbackAddress();
            var fetcher = new PageFetcher(
                    host -> List.of(here),
                    here::equals,
                    Socket::new,
                    server.clients(),
                    server.port(),
                    Duration.ofSeconds(20));
            return new PageChecks(fetcher::fetch).of(sent.plan(), sent.business());
        }
    }
}
