package dev.tenantry.core.metrics;

import java.util.Optional;

/** The metrics that functions write. Their dimensions have few values, and none that tells whose tenant it is about. */
public enum Metric {
    /** Jobs that have ended, by status. */
    JOBS_ENDED("JobsEnded", "Count", "Outcome"),
    /** Times that steps took, by step. */
    STEP_DURATION("StepDuration", "Milliseconds", "Step"),
    /** Requests that Twilio refused because there were too many. */
    TWILIO_THROTTLES("TwilioThrottles", "Count"),
    /** Spend alarms that have fired. */
    SPEND_ALARMS("SpendAlarms", "Count"),
    /** Frames that clients got. */
    PUSHED_FRAMES("PushedFrames", "Count"),
    /** Clients that did not take a frame. */
    PUSH_FAILURES("PushFailures", "Count"),
    /** Jobs that have not changed for long. */
    JOBS_NOT_MOVING("JobsNotMoving", "Count");

    private final String word;
    private final String unit;
    private final Optional<String> dimension;

    Metric(String word, String unit) {
        this(word, unit, Optional.empty());
    }

    Metric(String word, String unit, String dimension) {
        this(word, unit, Optional.of(dimension));
    }

    Metric(String word, String unit, Optional<String> dimension) {
        this.word = word;
        this.unit = unit;
        this.dimension = dimension;
    }

    /** Its name in CloudWatch. */
    public String word() {
        return word;
    }

    String unit() {
        return unit;
    }

    Optional<String> dimension() {
        return dimension;
    }
}
