package dev.tenantry.local.cloudwatch;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What makes an alarm's state of the values of its last periods (CloudWatch User Guide, "Configuring how CloudWatch
 * alarms treat missing data").
 *
 * @param evaluationPeriods how many values are looked at
 * @param datapointsToAlarm how many of them must breach the threshold
 * @param comparison how a value is compared with the threshold
 * @param threshold the threshold
 * @param missing what a missing value counts as
 */
public record AlarmRule(
        int evaluationPeriods, int datapointsToAlarm, Comparison comparison, double threshold, Missing missing) {

    /** CloudWatch retrieves more periods than it looks at. Its guide has five for three in the examples. */
    private static final int MORE_PERIODS = 2;

    /** A comparison of a value with the threshold. */
    public enum Comparison {
        /** Above it. */
        GREATER_THAN_THRESHOLD,
        /** At or above it. */
        GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        /** Below it. */
        LESS_THAN_THRESHOLD,
        /** At or below it. */
        LESS_THAN_OR_EQUAL_TO_THRESHOLD
    }

    /** What a missing value counts as. */
    public enum Missing {
        /** Nothing. */
        MISSING,
        /** A reason to keep the state. */
        IGNORE,
        /** A breach. */
        BREACHING,
        /** No breach. */
        NOT_BREACHING
    }

    /** How many periods must be known: more than are looked at. */
    public int evaluationRange() {
        return evaluationPeriods + MORE_PERIODS;
    }

    /**
     * The state that follows.
     *
     * @param values those of the evaluation range, the oldest first; empty where one is missing
     * @param now the present state
     */
    public AlarmState evaluate(List<OptionalDouble> values, AlarmState now) {
        var existing = values.stream().filter(OptionalDouble::isPresent).toList();
        var newest = existing.subList(Math.max(0, existing.size() - evaluationPeriods), existing.size());
        var breaching = (int) newest.stream().filter(this::breaches).count();
        var filled = evaluationPeriods - newest.size();
        if (filled == 0 || missing == Missing.NOT_BREACHING) {
            return state(breaching);
        } else if (missing == Missing.BREACHING) {
            return state(breaching + filled);
        } else if (breaching >= datapointsToAlarm) {
            return AlarmState.ALARM;
        } else if (breaching < newest.size()) {
            return AlarmState.OK;
        } else if (missing == Missing.IGNORE) {
            return now;
        }
        return isOldBreach(values) ? AlarmState.ALARM : AlarmState.INSUFFICIENT_DATA;
    }

    private AlarmState state(int breaching) {
        return breaching >= datapointsToAlarm ? AlarmState.ALARM : AlarmState.OK;
    }

    /** Whether all that exists breaches and has done so for as long as an alarm needs. */
    private boolean isOldBreach(List<OptionalDouble> values) {
        for (var i = 0; i < values.size(); i++) {
            if (values.get(i).isPresent()) {
                return values.size() - i >= datapointsToAlarm;
            }
        }
        return false;
    }

    private boolean breaches(OptionalDouble value) {
        return switch (comparison) {
            case GREATER_THAN_THRESHOLD -> value.getAsDouble() > threshold;
            case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> value.getAsDouble() >= threshold;
            case LESS_THAN_THRESHOLD -> value.getAsDouble() < threshold;
            case LESS_THAN_OR_EQUAL_TO_THRESHOLD -> value.getAsDouble() <= threshold;
        };
    }
}
