package dev.tenantry.twilio.simulator.rules;

/**
 * A rule and what became of it.
 *
 * @param rule the rule
 * @param matched how many things it met
 * @param struck how many of them it changed
 */
public record RuleReport<R>(R rule, int matched, int struck) {}
