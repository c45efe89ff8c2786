package dev.tenantry.twilio.simulator.faults;

import java.util.Random;
import java.util.regex.Pattern;

/** A rule and its counters. */
final class InstalledRule {
    private final FaultRule rule;
    private final Pattern path;
    private int matched;
    private int struck;

    InstalledRule(FaultRule rule) {
        this.rule = rule;
        this.path = rule.path() == null ? Pattern.compile(".*") : glob(rule.path());
    }

    boolean matches(Target target) {
        return (rule.method() == null || rule.method().equals(target.method()))
                && (rule.host() == null || rule.host().equals(target.host()))
                && path.matcher(target.path()).matches()
                && rule.parameters().entrySet().stream()
                        .allMatch(wanted ->
                                target.parameters().apply(wanted.getKey()).contains(wanted.getValue()));
    }

    /** Counts a request that matches, and decides whether it fails. */
    boolean strikes(Random random) {
        matched++;
        boolean spent = rule.times() == null ? rule.rate() == null && struck > 0 : struck >= rule.times();
        if (spent || matched <= rule.skip() || (rule.rate() != null && random.nextDouble() >= rule.rate())) {
            return false;
        }
        struck++;
        return true;
    }

    Fault fault() {
        return rule.fault();
    }

    FaultReport report() {
        return new FaultReport(rule, matched, struck);
    }

    private static Pattern glob(String glob) {
        var regex = new StringBuilder();
        for (var part : glob.split("(?<=\\*\\*)|(?=\\*\\*)", -1)) {
            regex.append(part.equals("**") ? ".*" : quoteSegments(part));
        }
        return Pattern.compile(regex.toString());
    }

    private static String quoteSegments(String part) {
        var regex = new StringBuilder();
        for (var piece : part.split("(?<=\\*)|(?=\\*)", -1)) {
            regex.append(piece.equals("*") ? "[^/]*" : Pattern.quote(piece));
        }
        return regex.toString();
    }
}
