package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Puts the numbers into the messaging service, and gives their calls to the TwiML application or the SIP trunk. */
public final class AttachNumbersHandler extends StepHandler {
    private final World world;

    /** Made by Lambda. */
    public AttachNumbersHandler() {
        this(World.of(Environment.current()));
    }

    AttachNumbersHandler(World world) {
        super(StepName.ATTACH_NUMBERS, world.runner());
        this.world = world;
    }

    @Override
    StepResult work(StepRun run) {
        var blueprint = new Blueprint(
                run.job(), run.inTime(world.tenants().open(run.job().orgId())), world);
        var numbers = blueprint.numberSids();
        var uses = blueprint.uses();
        var attached = new HashSet<String>();
        for (var use : uses) {
            attached.addAll(attach(use, numbers));
        }
        return new StepResult(message(attached.size(), numbers.size(), uses), List.of());
    }

    /** What the list does not show is put there, though it may be there already: that changes nothing. */
    private static List<String> attach(NumberUse use, List<String> numbers) {
        var listed = use.listed();
        var missing = numbers.stream().filter(sid -> !listed.contains(sid)).toList();
        missing.forEach(use::put);
        return missing;
    }

    private static String message(int attached, int all, List<NumberUse> uses) {
        var where = uses.stream().map(NumberUse::words).collect(Collectors.joining(", "));
        if (attached == 0) {
            return Wording.phoneNumbers(all) + (all == 1 ? " was already " : " were already ") + where;
        }
        return Wording.phoneNumbers(attached) + " put " + where
                + (attached == all
                        ? ""
                        : "; " + (all - attached) + (all - attached == 1 ? " was" : " were") + " there already");
    }
}
