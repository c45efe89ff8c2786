package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;
import dev.tenantry.steps.Submitter.Submitted;
import dev.tenantry.twilio.failure.NeedsHumanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has Twilio review what each of the planned toll-free numbers sends, and waits for all of them. */
public final class VerifyTollFreeNumbersHandler extends ReviewStepHandler {

    /** Made by Lambda. */
    public VerifyTollFreeNumbersHandler() {
        this(World.of(Environment.current()));
    }

    VerifyTollFreeNumbersHandler(World world) {
        super(StepName.VERIFY_TOLL_FREE_NUMBERS, Reviewers.TOLL_FREE, world);
    }

    /** What is wrong with one number keeps none of the others from being submitted. */
    @Override
    List<Submitted> submit(StepRun run, Registrations registrations, Submitter submitter) {
        var submitted = new ArrayList<Submitted>();
        Optional<NeedsHumanException> rejected = Optional.empty();
        for (var verification : registrations.tollFreeVerifications()) {
            try {
                submitted.add(submitter.submit(run, verification));
            } catch (NeedsHumanException rejection) {
                rejected = rejected.or(() -> Optional.of(rejection));
            }
        }
        rejected.ifPresent(rejection -> {
            throw rejection;
        });
        return submitted;
    }
}
