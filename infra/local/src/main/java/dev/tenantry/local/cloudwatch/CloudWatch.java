package dev.tenantry.local.cloudwatch;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Metrics and alarms of a running system. */
public final class CloudWatch implements AutoCloseable {

    /** Often enough that a minute's values are seen soon after its end. */
    private static final Duration EVALUATED = Duration.ofSeconds(10);

    /** Until then the functions that run each minute have run, and no alarm says that they do not. */
    private static final Duration FIRST_EVALUATED = Duration.ofSeconds(150);

    private final Metrics metrics;
    private final Alarms alarms;
    private final List<Runnable> gauges = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("alarms").factory());

    /**
     * Makes it; alarms are not evaluated by themselves before {@link #start}.
     *
     * @param alarms those of the template
     * @param clock tells the minute of values, and up to which minute alarms are evaluated
     */
    public CloudWatch(List<AlarmResource> alarms, Clock clock) {
        this.metrics = new Metrics(clock);
        this.alarms = new Alarms(alarms, metrics, clock);
    }

    /** Adds what measures something each time that alarms are evaluated. */
    public void gauge(Runnable gauge) {
        gauges.add(gauge);
    }

    /** Evaluates the alarms again and again from now on. */
    public void start() {
        var _ = thread.scheduleWithFixedDelay(
                this::evaluate, FIRST_EVALUATED.toSeconds(), EVALUATED.toSeconds(), TimeUnit.SECONDS);
    }

    /** Measures the gauges, and evaluates the alarms now. */
    public void evaluate() {
        gauges.forEach(Runnable::run);
        alarms.evaluate();
    }

    /** The metrics. */
    public Metrics metrics() {
        return metrics;
    }

    /** The alarms. */
    public Alarms alarms() {
        return alarms;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
