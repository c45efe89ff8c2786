package dev.tenantry.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.failure.TryAnotherException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StepErrorTest {
    private static final FailureDetails DETAILS = FailureDetails.of("It failed.", "Correct it.");

    static Stream<ProvisioningFailure> failures() {
        return Stream.of(
                new NotProcessedException(DETAILS),
                new UnknownOutcomeException(DETAILS),
                new TryAnotherException(DETAILS),
                new NeedsHumanException(DETAILS),
                new PermanentFailureException(DETAILS));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void namesTheClassOfTheFailureThatItWasMadeOf(ProvisioningFailure failure) {
        var error = StepError.of(failure);

        assertThat(error.failureClass()).isEqualTo(failure.getClass());
        assertThat(error.message()).isEqualTo("It failed.");
        assertThat(error.nextAction()).isEqualTo("Correct it.");
        assertThat(error.upstream()).isEmpty();
    }

    @Test
    void isRetryableUnlessTheFailureIsPermanent() {
        assertThat(failures().map(StepError::of).filter(error -> !error.retryable()))
                .extracting(StepError::code)
                .containsExactly("permanent");
    }

    @Test
    void keepsTheCodeOfTwilio() {
        var details = new FailureDetails(
                "It failed.",
                "Correct it.",
                OptionalInt.of(21422),
                OptionalInt.of(400),
                Optional.empty(),
                Optional.of(URI.create("https://www.twilio.com/docs/errors/21422")));

        assertThat(StepError.of(new TryAnotherException(details)).upstream())
                .contains(new StepError.Upstream("twilio", 21422, "https://www.twilio.com/docs/errors/21422"));
    }
}
