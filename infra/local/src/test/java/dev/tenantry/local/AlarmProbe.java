package dev.tenantry.local;

import dev.tenantry.local.cloudwatch.Alarms;
import dev.tenantry.local.cloudwatch.Metrics;
import dev.tenantry.local.cloudwatch.TestClock;
import dev.tenantry.local.template.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Evaluates two of a template's alarms, one of one metric and one of two, while their metrics rise and end. */
final class AlarmProbe {

    private static final List<String> WATCHED = List.of("UndeliveredChangesAlarm", "StreamDelayAlarm");
    private static final int MINUTES = 14;

    private AlarmProbe() {}

    static String observe(Template template) {
        var clock = new TestClock(Instant.parse("2026-12-01T10:00:00Z"));
        var metrics = new Metrics(clock);
        var watched = template.alarms().stream()
                .filter(alarm -> WATCHED.contains(alarm.logicalId()))
                .toList();
        var alarms = new Alarms(watched, metrics, clock);
        var seen = new ArrayList<String>();
        for (var minute = 0; minute < MINUTES; minute++) {
            if (minute < 8) {
                queue(metrics, minute >= 4 ? 1 : 0);
                queue(metrics, 0);
                var delay = minute >= 3 ? 60_001 : 40_000;
                delay(metrics, "tenantry-BroadcastFunction", delay);
                delay(metrics, "tenantry-BroadcastFunction", 40_000);
                delay(metrics, "tenantry-TableStreamFunction", 50_000);
            }
            clock.forward(Duration.ofMinutes(1));
            alarms.evaluate();
            seen.add(WATCHED.stream()
                    .map(name -> alarms.states().get(name).name())
                    .toList()
                    .toString());
        }
        return seen + " " + alarms.messages();
    }

    private static void queue(Metrics metrics, int messages) {
        metrics.add(
                "AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "tenantry-UndeliveredChanges", messages);
    }

    private static void delay(Metrics metrics, String function, int milliseconds) {
        metrics.add("AWS/Lambda", "IteratorAge", "FunctionName", function, milliseconds);
    }
}
