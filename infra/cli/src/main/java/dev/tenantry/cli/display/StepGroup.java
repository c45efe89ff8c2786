package dev.tenantry.cli.display;

import dev.tenantry.cli.api.Status;
import dev.tenantry.cli.api.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The steps of a part of a job.
 *
 * @param title what people call the part
 * @param steps its steps, in the order in which people read them; at least one
 */
record StepGroup(String title, List<Step> steps) {
    private static final Map<String, String> TITLES =
            Map.of(Step.TENANT, "Tenant", "a2p", "A2P registration", "toll-free", "Toll-free verification");

    StepGroup {
        steps = List.copyOf(steps);
    }

    /** The groups of a job's steps. A newer server may have others: they are called as it calls them. */
    static List<StepGroup> of(List<Step> steps) {
        var byGroup =
                steps.stream().collect(Collectors.groupingBy(Step::group, LinkedHashMap::new, Collectors.toList()));
        return byGroup.entrySet().stream()
                .map(group -> new StepGroup(
                        TITLES.getOrDefault(group.getKey(), Style.clean(group.getKey())), group.getValue()))
                .toList();
    }

    /** Whether the plan wants nothing of it. */
    boolean isLeftOut() {
        return steps.stream().allMatch(step -> step.status().equals(Status.SKIPPED));
    }

    /** Why the plan wants nothing of it, when it does not. */
    String reason() {
        return Style.clean(steps.getFirst().message());
    }

    /** How wide a column is that has the titles of all that is shown: a step's, or that of a group that is left out. */
    static int titleWidth(List<StepGroup> groups) {
        return groups.stream()
                .flatMapToInt(group -> group.isLeftOut()
                        ? IntStream.of(group.title().length())
                        : group.steps().stream().mapToInt(step -> step.title().length()))
                .max()
                .orElse(0);
    }

    /** Whether groups need headings: where more than one is at work. */
    static boolean haveHeadings(List<StepGroup> groups) {
        return groups.stream().filter(group -> !group.isLeftOut()).count() > 1;
    }
}
