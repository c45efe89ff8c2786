package dev.tenantry.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.events.EventBus;
import dev.tenantry.local.lambda.AsyncInvoker;
import dev.tenantry.local.lambda.LambdaService;
import dev.tenantry.local.template.Template;
import java.net.URI;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Puts the status change of a failed execution on the event bus, and tells whether a function gets it. */
final class RuleProbe {

    private static final String EVENT = """
            {"source": "aws.states", "detail-type": "Step Functions Execution Status Change", "detail": {
            "stateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:tenantry-ProvisioningStateMachine",
            "status": "FAILED"}}
            """;

    private RuleProbe() {}

    static String observe(Template template) throws Exception {
        var log = new LinkedBlockingQueue<String>();
        try (var lambda = new LambdaService(
                        template.functions(), URI.create("http://127.0.0.1:1"), (name, line) -> log.add(name));
                var events = new AsyncInvoker(lambda, (queue, body) -> log.add(queue), 1)) {
            new EventBus(template.functions(), events).accept(new ObjectMapper().readTree(EVENT));
            return "reached " + log.poll(2, TimeUnit.SECONDS);
        }
    }
}
