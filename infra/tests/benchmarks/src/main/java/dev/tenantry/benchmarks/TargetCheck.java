package dev.tenantry.benchmarks;

/** Comparison of a figure with its target. */
final class TargetCheck {
    private TargetCheck() {}

    /**
     * Prints a figure beside its target.
     *
     * @param name what was measured
     * @param most the target: the figure may not exceed it
     * @return whether it does not
     */
    static boolean print(String name, double figure, double most) {
        var met = figure <= most;
        System.out.printf("%nTarget %s: %s %.2f, at most %.2f%n", met ? "met" : "MISSED", name, figure, most);
        return met;
    }
}
