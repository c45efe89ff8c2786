package dev.tenantry.twilio.simulator.faults;

import dev.tenantry.twilio.simulator.rules.RuleBook;
import dev.tenantry.twilio.simulator.rules.RuleReport;
import java.util.List;
import java.util.Optional;

/** The rules that are installed. The oldest one that meets a request decides. */
public final class Faults {
    private final RuleBook<Target, FaultRule> rules;

    /** No rules yet; the seed is for those that go by rate. */
    public Faults(long seed) {
        this.rules = new RuleBook<>(seed);
    }

    /** Adds a rule. */
    public void install(FaultRule rule) {
        rules.install(rule);
    }

    /** Forgets all rules. */
    public void clear() {
        rules.clear();
    }

    /** How this request fails, if it does; it is counted. */
    public Optional<Fault> next(Target target) {
        return rules.next(target).map(FaultRule::fault);
    }

    /** The rules, oldest first, and what became of them. */
    public List<RuleReport<FaultRule>> reports() {
        return rules.reports();
    }
}
