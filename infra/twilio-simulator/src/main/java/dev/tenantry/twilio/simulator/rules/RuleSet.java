package dev.tenantry.twilio.simulator.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The rules that are installed. The oldest one that strikes decides.
 *
 * @param <T> what the rules are about
 * @param <R> the rules
 */
public final class RuleSet<T, R extends Rule<T>> {
    private final List<Installed<T, R>> installed = new ArrayList<>();
    private final Random random;
    private long lastId;

    /** No rules yet; the seed is for those that go by rate. */
    public RuleSet(long seed) {
        this.random = new Random(seed);
    }

    /** Adds a rule. */
    public synchronized void install(R rule) {
        installed.add(new Installed<>(++lastId, rule));
    }

    /** Forgets all rules. */
    public synchronized void clear() {
        installed.clear();
        notifyAll();
    }

    /**
     * Forgets a rule.
     *
     * @return whether there was one with this id
     */
    public synchronized boolean remove(long id) {
        boolean removed = installed.removeIf(one -> one.id == id);
        notifyAll();
        return removed;
    }

    /** Waits until this very rule, not one that equals it, has been forgotten. */
    @SuppressWarnings("ReferenceEquality")
    public synchronized void awaitRemoval(R rule) throws InterruptedException {
        while (installed.stream().anyMatch(one -> one.rule == rule)) {
            wait();
        }
    }

    /** The rule that strikes this thing, if one does; it is counted. */
    public synchronized Optional<R> next(T thing) {
        return installed.stream()
                .filter(one -> one.rule.meets(thing) && one.strikes(random))
                .findFirst()
                .map(one -> one.rule);
    }

    /** The rules, oldest first, and how often each applied. */
    public synchronized List<RuleReport<R>> reports() {
        return installed.stream()
                .map(one -> new RuleReport<>(one.id, one.rule, one.matched, one.struck))
                .toList();
    }

    private static final class Installed<T, R extends Rule<T>> {
        private final long id;
        private final R rule;
        private int matched;
        private int struck;

        Installed(long id, R rule) {
            this.id = id;
            this.rule = rule;
        }

        /** Counts a thing that the rule meets, and decides whether it strikes. */
        boolean strikes(Random random) {
            matched++;
            var often = rule.frequency();
            boolean spent = often.times() == null ? often.rate() == null && struck > 0 : struck >= often.times();
            if (spent || matched <= often.skip() || (often.rate() != null && random.nextDouble() >= often.rate())) {
                return false;
            }
            struck++;
            return true;
        }
    }
}
