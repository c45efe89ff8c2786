package dev.tenantry.core.failure;

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
                        "dev.tenantry.core.failure.NotProcessedException",
                        "dev.tenantry.core.failure.UnknownOutcomeException",
                        "dev.tenantry.core.failure.TryAnotherException",
                        "dev.tenantry.core.failure.NeedsHumanException",
                        "dev.tenantry.core.failure.PermanentFailureException");
    }

    @Test
    void nothingCanBeThrownUnderAnotherName() {
        assertThat(ProvisioningFailure.class.getModifiers()).matches(Modifier::isAbstract);
        assertThat(ProvisioningFailure.class.getPermittedSubclasses())
                .allMatch(failure -> Modifier.isFinal(failure.getModifiers()));
    }
}
