package dev.tenantry.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProvisioningFailureTest {

    @Test
    void theMessageTellsOutcomeNextActionAndReference() {
        var failure = new TryAnotherException(new FailureDetails(
                "The number +14155550100 was not bought: it is no longer for sale.",
                "Nobody needs to act: another number is chosen.",
                OptionalInt.of(21422),
                OptionalInt.of(400),
                Optional.of(Duration.ofSeconds(3)),
                Optional.of(URI.create("https://www.twilio.com/docs/errors/21422"))));

        assertThat(failure)
                .hasMessage("The number +14155550100 was not bought: it is no longer for sale. Nobody needs to act:"
                        + " another number is chosen. (Twilio error 21422, HTTP 400,"
                        + " https://www.twilio.com/docs/errors/21422)");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
    }

    @Test
    void saysWhatToDoInOtherWordsAndStaysWhatItIs() {
        var cause = new IllegalStateException("It went wrong");
        var details = new FailureDetails(
                "Busy.",
                "Wait.",
                OptionalInt.of(20429),
                OptionalInt.of(429),
                Optional.of(Duration.ofSeconds(3)),
                Optional.empty());

        assertThat(Stream.of(
                        new NotProcessedException(details, cause),
                        new UnknownOutcomeException(details, cause),
                        new TryAnotherException(details, cause),
                        new NeedsHumanException(details, cause),
                        new PermanentFailureException(details, cause)))
                .allSatisfy(failure -> assertThat(failure.withNextAction("Go on."))
                        .isExactlyInstanceOf(failure.getClass())
                        .hasMessage("Busy. Go on. (Twilio error 20429, HTTP 429)")
                        .hasCause(cause)
                        .satisfies(other -> {
                            assertThat(other.retryAfter()).contains(Duration.ofSeconds(3));
                            assertThat(other.getStackTrace()).isEqualTo(failure.getStackTrace());
                        }));
    }

    @Test
    void theMessageNeedsNoReference() {
        var failure =
                new NeedsHumanException(FailureDetails.of("No number is for sale.", "Operator: change the plan."));

        assertThat(failure).hasMessage("No number is for sale. Operator: change the plan.");
    }
}
