package dev.tenantry.twilio.simulator.rules;

/**
 * A rule and how often it applied.
 *
 * @param id which one it is
 * @param rule the rule
 * @param matched how many things it met
 * @param struck how many of them it changed
 */
public record RuleReport<R>(long id, R rule, int matched, int struck) {}
