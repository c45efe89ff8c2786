package dev.tenantry.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tenantry.local.invocation.EventInvoker;
import dev.tenantry.local.template.EventSource.Schedule;
import dev.tenantry.local.template.FunctionResource;
import dev.tenantry.local.template.evaluation.Stack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Invokes functions at the rates of their schedules. */
public final class Scheduler implements AutoCloseable {

    /** However fast the run, a schedule leaves the machine something for other work. */
    private static final Duration SHORTEST_RATE = Duration.ofMillis(100);

    private final EventInvoker lambda;
    private final double speed;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Makes the scheduler.
     *
     * @param lambda invokes the functions
     * @param speed divides the rates
     */
    public Scheduler(EventInvoker lambda, double speed) {
        this.lambda = lambda;
        this.speed = speed;
    }

    /**
     * Starts the schedules of some functions; each fires first when its rate has passed once.
     *
     * @param functions the functions with their schedules
     */
    public void start(List<FunctionResource> functions) {
        for (var function : functions) {
            for (var schedule : function.eventsOf(Schedule.class)) {
                threads.execute(() -> run(schedule, function.invokedArn()));
            }
        }
    }

    /** Ends the schedules. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void run(Schedule schedule, String function) {
        var rate = Duration.ofNanos((long) (schedule.rate().toNanos() / speed));
        var wait = rate.compareTo(SHORTEST_RATE) < 0 ? SHORTEST_RATE : rate;
        try {
            while (true) {
                Thread.sleep(wait);
                var event = schedule.input().orElseGet(() -> scheduledEvent(schedule));
                AsyncDelivery.send(lambda, function, event.toString().getBytes(StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonNode scheduledEvent(Schedule schedule) {
        var event = JsonNodeFactory.instance
                .objectNode()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", "Scheduled Event")
                .put("source", "aws.events")
                .put("account", Stack.LOCAL_ACCOUNT)
                .put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", Stack.LOCAL_REGION);
        event.putArray("resources")
                .add("arn:aws:events:" + Stack.LOCAL_REGION + ":" + Stack.LOCAL_ACCOUNT + ":rule/" + schedule.name());
        event.putObject("detail");
        return event;
    }
}
