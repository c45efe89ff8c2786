package dev.tenantry.twilio.simulator.faults;

/**
 * What became of a rule.
 *
 * @param rule the rule
 * @param matched how many requests it met
 * @param struck how many of them it made fail
 */
public record FaultReport(FaultRule rule, int matched, int struck) {}
