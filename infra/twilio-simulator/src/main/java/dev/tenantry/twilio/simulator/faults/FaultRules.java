package dev.tenantry.twilio.simulator.faults;

import dev.tenantry.twilio.simulator.rules.RuleReport;
import dev.tenantry.twilio.simulator.rules.RuleSet;
import java.util.List;
import java.util.Optional;

/** The rules that are installed. The oldest one that meets a request decides. */
public final class FaultRules {
    private final RuleSet<Target, FaultRule> rules;

    /** No rules yet; the seed is for those that go by rate. */
    public FaultRules(long seed) {
        this.rules = new RuleSet<>(seed);
    }

    /** Adds a rule. */
    public void install(FaultRule rule) {
        rules.install(rule);
    }

    /** Forgets all rules. */
    public void clear() {
        rules.clear();
    }

    /**
     * Takes a rule back.
     *
     * @return whether there was one with this id
     */
    public boolean remove(long id) {
        return rules.remove(id);
    }

    /** The rule by which this request fails, if it does; it is counted. */
    public Optional<FaultRule> next(Target target) {
        return rules.next(target);
    }

    /** Waits until a rule has been taken back. */
    public void awaitRemoval(FaultRule rule) throws InterruptedException {
        rules.awaitRemoval(rule);
    }

    /** The rules, oldest first, and how often each applied. */
    public List<RuleReport<FaultRule>> reports() {
        return rules.reports();
    }
}
