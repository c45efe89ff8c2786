package dev.tenantry.twilio.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Executions that are already running match these names; see the package's description before changing this test. */
class FrozenNamesTest {

    @Test
    void theFiveFailuresKeepTheirNames() {
        assertThat(Stream.of(ProvisioningFailure.class.getPermittedSubclasses()).map(Class::getName))
                .contains(
                        "dev.tenantry.twilio.failure.NotProcessedException",
                        "dev.tenantry.twilio.failure.UnknownOutcomeException",
                        "dev.tenantry.twilio.failure.TryAnotherException",
                        "dev.tenantry.twilio.failure.NeedsHumanException",
                        "dev.tenantry.twilio.failure.PermanentFailureException");
    }

    @Test
    void nothingCanBeThrownUnderAnotherName() {
        assertThat(ProvisioningFailure.class.getModifiers()).matches(Modifier::isAbstract);
        assertThat(ProvisioningFailure.class.getPermittedSubclasses())
                .allMatch(failure -> Modifier.isFinal(failure.getModifiers()));
    }
}
