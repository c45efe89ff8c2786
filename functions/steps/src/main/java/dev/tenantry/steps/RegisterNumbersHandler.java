package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;
import java.util.List;

/**
 * Sees to it that the numbers are in the messaging service whose campaign is approved. Twilio registers those with the
 * carriers by itself, and nobody can ask it how far that is: it only sends events, which people read as notices.
 */
public final class RegisterNumbersHandler extends StepHandler {
    private final World world;

    /** Made by Lambda. */
    public RegisterNumbersHandler() {
        this(World.of(Environment.current()));
    }

    RegisterNumbersHandler(World world) {
        super(StepName.REGISTER_NUMBERS, world.runner());
        this.world = world;
    }

    @Override
    StepResult work(StepRun run) {
        var account = run.inTime(world.tenants().open(run.job().orgId()));
        var registrations = new Registrations(run, account, world);
        var numbers = registrations.campaignNumbers();
        if (numbers.isEmpty()) {
            return new StepResult("The plan has no US numbers that send by the campaign", List.of());
        }
        var use = registrations.messagingUse();
        use.missing(numbers).forEach(use::put);
        return new StepResult(
                Wording.phoneNumbers(numbers.size()) + " " + use.words()
                        + "; Twilio registers them with the carriers by itself, and tells of failures only, as notices",
                List.of());
    }
}
