package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.steps.CrashSweep.Outcome;
import dev.tenantry.steps.OutboundCalls.Fault;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * However the calls of a registering step go wrong, and whether its reviewers take their time or have decided before
 * anybody waits: there is one of everything, nothing is paid twice, and every waiting step is resumed.
 */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class RegistrationSweepTest {
    private static final Set<Fault> ALL = EnumSet.allOf(Fault.class);

    @RegisterExtension
    final StepTestFixture rig = StepTestFixture.inMemory();

    /** Each step, when its reviewers decide, and a call that it makes only after an answer was lost: the look-up. */
    @ParameterizedTest
    @CsvSource({
        "REGISTER_CUSTOMER_PROFILE, false, GET CustomerProfiles",
        "REGISTER_CUSTOMER_PROFILE, true, GET CustomerProfiles",
        "REGISTER_TRUST_PRODUCT, false, GET TrustProducts",
        "REGISTER_BRAND, false, GET BrandRegistrations",
        "REGISTER_BRAND, true, GET BrandRegistrations",
        "REGISTER_CAMPAIGN, false, GET Usa2p",
        "REGISTER_CAMPAIGN, true, GET Usa2p",
        "REGISTER_NUMBERS, false, POST PhoneNumbers",
        "REGISTER_NUMBERS, true, POST PhoneNumbers",
        "VERIFY_TOLL_FREE_NUMBERS, false, GET Verifications",
        "VERIFY_TOLL_FREE_NUMBERS, true, GET Verifications"
    })
    void registersEverythingOnceWhateverGoesWrong(StepName step, boolean decidedAtOnce, String lookUp) {
        if (decidedAtOnce) {
            rig.twilio().reviews("{\"rate\": 1, \"outcome\": {\"type\": \"approve\"}, \"early\": true}");
        }
        var sweep = CrashSweep.of(rig, step);

        sweep.everyCall(_ -> true, ALL);
        sweep.everyOtherCall(EnumSet.of(Fault.ANSWER_LOST, Fault.CALLER_DIES));

        var passed = sweep.outcomes().stream().filter(Outcome::passed).count();
        System.out.println("Crash sweep of " + step.title() + (decidedAtOnce ? ", decided at once" : "") + ": " + passed
                + " / " + sweep.outcomes().size());
        assertThat(sweep.outcomes()).filteredOn(outcome -> !outcome.passed()).isEmpty();
        assertThat(sweep.struck()).contains("Twilio " + lookUp);
    }
}
