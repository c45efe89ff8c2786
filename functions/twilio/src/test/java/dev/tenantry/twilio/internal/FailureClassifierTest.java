package dev.tenantry.twilio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.failure.TryAnotherException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.internal.TwilioCall.Effect;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each code means is in Twilio's "Error and Warning Dictionary". */
class FailureClassifierTest {

    private static final TwilioCall BUY = new TwilioCall(Effect.WRITE, "the number +14155550100", "bought");
    private static final TwilioCall LOOK_UP = new TwilioCall(Effect.READ, "the number +14155550100", "looked up");

    private final FailureClassifier classifier = new FailureClassifier(() -> Instant.parse("2026-11-22T12:00:00Z"));

    static Stream<Arguments> codes() {
        return Stream.of(
                        codes(NotProcessedException.class, 429, 20429),
                        codes(NotProcessedException.class, 400, 21717, 91100),
                        codes(UnknownOutcomeException.class, 500, 20500, 20503, 21730),
                        codes(UnknownOutcomeException.class, 409, 20409, 20162, 21710, 60246),
                        codes(TryAnotherException.class, 400, 21421, 21422, 21452),
                        codes(NeedsHumanException.class, 400, 21615, 21631, 21649, 21650, 21651, 21628, 21629, 22300),
                        codes(NeedsHumanException.class, 403, 10001, 10002, 20005, 20403, 21404, 21472),
                        codes(NeedsHumanException.class, 400, 21480, 21102, 21476, 21478, 21714, 21724, 21725, 21729),
                        codes(NeedsHumanException.class, 400, 21613, 21630, 21244, 21249, 21301, 91003),
                        codes(NeedsHumanException.class, 400, 30795, 30841, 30879, 93101),
                        codes(NeedsHumanException.class, 400, range(22214, 22219)),
                        codes(NotProcessedException.class, 400, 30791),
                        codes(NeedsHumanException.class, 400, range(30700, 30790)),
                        codes(NeedsHumanException.class, 400, range(30792, 30799)),
                        codes(PermanentFailureException.class, 400, 22203, 22204, 22205, 22206, 30436),
                        codes(NeedsHumanException.class, 400, range(30880, 30900)),
                        codes(NeedsHumanException.class, 400, range(30440, 30449)),
                        codes(NeedsHumanException.class, 400, range(30455, 30484)),
                        codes(NeedsHumanException.class, 400, range(30501, 30540)),
                        codes(PermanentFailureException.class, 401, 20003),
                        codes(PermanentFailureException.class, 403, 20006, 20008),
                        codes(PermanentFailureException.class, 404, 20404, 91001, 91102),
                        codes(PermanentFailureException.class, 400, 21451, 21457, 21458, 21101, 21475, 21477, 21479),
                        codes(PermanentFailureException.class, 400, 21470, 21473, 21474, 21712, 21715, 21701, 21705),
                        codes(PermanentFailureException.class, 400, 21719, 21720, 21727, 21728, 70001),
                        codes(
                                PermanentFailureException.class,
                                400,
                                20001,
                                20002,
                                20422,
                                20423,
                                21402,
                                21456,
                                21502,
                                21609),
                        codes(PermanentFailureException.class, 400, 21218, 21420, 21247, 21634, 22222),
                        codes(PermanentFailureException.class, 400, 91000, 91101, 91103, 91104, 91007),
                        codes(PermanentFailureException.class, 400, range(21644, 21648)))
                .flatMap(cases -> cases);
    }

    private static int[] range(int first, int last) {
        return IntStream.rangeClosed(first, last).toArray();
    }

    private static Stream<Arguments> codes(Class<? extends ProvisioningFailure> type, int status, int... codes) {
        return IntStream.of(codes).mapToObj(code -> Arguments.of(code, status, type));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void judgesACreateByTwiliosCode(int code, int status, Class<? extends ProvisioningFailure> type) {
        var failure = classifier.refused(BUY, refusal(status, Bodies.error(status, code, "Some words")));

        assertThat(failure).isExactlyInstanceOf(type);
        assertThat(failure.twilioCode()).hasValue(code);
        assertThat(failure.httpStatus()).hasValue(status);
        assertThat(failure.moreInfo()).contains(URI.create("https://www.twilio.com/docs/errors/" + code));
        assertThat(failure.summary()).contains("number +14155550100", "Some words");
        assertThat(failure.nextAction()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void aReadNeverHasAnUnknownOutcome(int code, int status, Class<? extends ProvisioningFailure> type) {
        var expected = type == UnknownOutcomeException.class ? NotProcessedException.class : type;

        assertThat(classifier.refused(LOOK_UP, refusal(status, Bodies.error(status, code, "Some words"))))
                .isExactlyInstanceOf(expected);
    }

    /** The code counts even if the status alone would say otherwise. */
    @Test
    void theCodeGoesBeforeTheStatus() {
        assertThat(classifier.refused(BUY, refusal(400, Bodies.error(400, 20429, "Too many requests"))))
                .isExactlyInstanceOf(NotProcessedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "302, PermanentFailureException, PermanentFailureException",
        "400, PermanentFailureException, PermanentFailureException",
        "401, PermanentFailureException, PermanentFailureException",
        "402, NeedsHumanException, NeedsHumanException",
        "403, PermanentFailureException, PermanentFailureException",
        "404, PermanentFailureException, PermanentFailureException",
        "408, UnknownOutcomeException, NotProcessedException",
        "409, UnknownOutcomeException, NotProcessedException",
        "422, PermanentFailureException, PermanentFailureException",
        "429, NotProcessedException, NotProcessedException",
        "500, UnknownOutcomeException, NotProcessedException",
        "502, UnknownOutcomeException, NotProcessedException",
        "503, UnknownOutcomeException, NotProcessedException",
        "504, UnknownOutcomeException, NotProcessedException",
        "599, UnknownOutcomeException, NotProcessedException"
    })
    void judgesByTheStatusWithoutACode(int status, String ofCreate, String ofRead) {
        for (var body : List.of("", "<html><body>Bad Gateway</body></html>", "null", "[]", "{\"code\":null}", "{\"c")) {
            var create = classifier.refused(BUY, refusal(status, body));
            var read = classifier.refused(LOOK_UP, refusal(status, body));

            assertThat(create.getClass().getSimpleName()).as(body).isEqualTo(ofCreate);
            assertThat(read.getClass().getSimpleName()).as(body).isEqualTo(ofRead);
            assertThat(create.twilioCode()).isEmpty();
            assertThat(create.moreInfo()).isEmpty();
            assertThat(create.httpStatus()).hasValue(status);
            assertThat(create.getMessage()).doesNotContain("<");
        }
    }

    @Test
    void keepsACodeThatTheTableDoesNotKnow() {
        var failure = classifier.refused(BUY, refusal(400, "{\"code\":99999,\"message\":\"Strange\",\"status\":400}"));

        assertThat(failure).isExactlyInstanceOf(NeedsHumanException.class);
        assertThat(failure.twilioCode()).hasValue(99999);
        assertThat(failure.moreInfo()).contains(URI.create("https://www.twilio.com/docs/api/errors/99999"));
    }

    @Test
    void tellsTheOutcomeFirst() {
        var sold = classifier.refused(BUY, refusal(400, Bodies.error(400, 21422, "+14155550100 is not available")));
        var broken = classifier.refused(BUY, refusal(503, ""));

        assertThat(sold)
                .hasMessage("The number +14155550100 was not bought: it is no longer for sale. Twilio's words:"
                        + " \"+14155550100 is not available\". Nobody needs to act: another number is chosen."
                        + " (Twilio error 21422, HTTP 400, https://www.twilio.com/docs/errors/21422)");
        assertThat(broken.getMessage())
                .startsWith("It is not known whether the number +14155550100 was bought: Twilio had an error");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void keepsRetryAfter(int status) {
        var headers = HttpHeaders.of(Map.of("retry-after", List.of("17")), (name, value) -> true);

        assertThat(classifier
                        .refused(BUY, new ErrorResponseException(status, headers, new byte[0]))
                        .retryAfter())
                .contains(Duration.ofSeconds(17));
    }

    @Test
    void masksWhatLooksLikeASecretAndKeepsSids() {
        var words = "Token " + Bodies.TENANT_TOKEN + " of " + Bodies.TENANT_SID + "\r\nis\u202e wrong";

        var failure = classifier.refused(BUY, refusal(400, Bodies.error(400, 20001, words)));

        assertThat(failure.summary()).contains("\"Token *** of " + Bodies.TENANT_SID + " is wrong\"");
    }

    @Test
    void shortensLongWords() {
        var failure = classifier.refused(BUY, refusal(400, Bodies.error(400, 20001, "so ".repeat(1000))));

        assertThat(failure.getMessage()).hasSizeLessThan(600);
    }

    @Test
    void linksOnlyToTwilio() {
        var body = "{\"code\":20404,\"message\":\"x\",\"more_info\":\"javascript:alert(1)\",\"status\":404}";

        assertThat(classifier.refused(BUY, refusal(404, body)).moreInfo())
                .contains(URI.create("https://www.twilio.com/docs/api/errors/20404"));
    }

    static Stream<IOException> beforeAConnection() {
        return Stream.of(
                new ConnectException("refused"),
                new HttpConnectTimeoutException("slow"),
                new SSLHandshakeException("no certificate"));
    }

    @ParameterizedTest
    @MethodSource("beforeAConnection")
    void nothingHappensBeforeAConnection(IOException cause) {
        var failure = classifier.unanswered(BUY, cause);

        assertThat(failure).isExactlyInstanceOf(NotProcessedException.class).hasCause(cause);
        assertThat(failure.twilioCode()).isEmpty();
        assertThat(failure.httpStatus()).isEmpty();
    }

    static Stream<IOException> afterSending() {
        return Stream.of(new HttpTimeoutException("slow"), new EOFException(), new IOException("reset"));
    }

    @ParameterizedTest
    @MethodSource("afterSending")
    void aCreateWithoutAnAnswerIsInDoubt(IOException cause) {
        assertThat(classifier.unanswered(BUY, cause)).isExactlyInstanceOf(UnknownOutcomeException.class);
        assertThat(classifier.unanswered(LOOK_UP, cause)).isExactlyInstanceOf(NotProcessedException.class);
    }

    /** Twilio's documents do not give the HTTP status of these codes. */
    @ParameterizedTest
    @CsvSource({"404, 20404", "404, 21701", "404, 99999", "400, 21711", "400, 91001", "409, 91102"})
    void whatTwilioDoesNotKnowIsGone(int status, int code) {
        assertThat(classifier.meansGone(refusal(status, Bodies.error(status, code, "Some words"))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"400, 20404", "409, 91007", "500, 20500", "401, 20003"})
    void whatIsRefusedOtherwiseIsNotGone(int status, int code) {
        assertThat(classifier.meansGone(refusal(status, Bodies.error(status, code, "Some words"))))
                .isFalse();
    }

    private static ErrorResponseException refusal(int status, String body) {
        return new ErrorResponseException(
                status, HttpHeaders.of(Map.of(), (name, value) -> true), body.getBytes(StandardCharsets.UTF_8));
    }
}
