package dev.tenantry.local;

import dev.tenantry.local.events.Scheduler;
import dev.tenantry.local.lambda.AsyncInvoker;
import dev.tenantry.local.lambda.LambdaService;
import dev.tenantry.local.template.Template;
import java.net.URI;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Lets time run 600 times as fast, and tells whether the minute comes at which jobs are reconciled. */
final class ScheduleProbe {

    private static final double SPEED = 600;

    private ScheduleProbe() {}

    static String observe(Template template) throws Exception {
        var log = new LinkedBlockingQueue<String>();
        try (var lambda = new LambdaService(
                        template.functions(), URI.create("http://127.0.0.1:1"), (name, line) -> log.add(name));
                var events = new AsyncInvoker(lambda, (queue, body) -> log.add(queue), 1);
                var scheduler = new Scheduler(events, SPEED)) {
            scheduler.start(template.functions().stream()
                    .filter(function -> function.logicalId().equals("ReconcileFunction"))
                    .toList());
            return "reached " + log.poll(5, TimeUnit.SECONDS);
        }
    }
}
