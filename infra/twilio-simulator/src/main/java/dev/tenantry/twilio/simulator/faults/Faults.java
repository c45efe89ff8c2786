package dev.tenantry.twilio.simulator.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The rules that are installed. The oldest one that meets a request decides. */
public final class Faults {
    private final List<InstalledRule> rules = new ArrayList<>();
    private final Random random;

    /** No rules yet; the seed is for those that go by rate. */
    public Faults(long seed) {
        this.random = new Random(seed);
    }

    /** Adds a rule. */
    public synchronized void install(FaultRule rule) {
        rules.add(new InstalledRule(rule));
    }

    /** Forgets all rules. */
    public synchronized void clear() {
        rules.clear();
    }

    /** How this request fails, if it does; it is counted. */
    public synchronized Optional<Fault> next(Target target) {
        return rules.stream()
                .filter(rule -> rule.matches(target) && rule.strikes(random))
                .findFirst()
                .map(InstalledRule::fault);
    }

    /** The rules, oldest first, and what became of them. */
    public synchronized List<FaultReport> reports() {
        return rules.stream().map(InstalledRule::report).toList();
    }
}
