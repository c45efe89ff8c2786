package dev.tenantry.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.template.Template;
import dev.tenantry.stepfunctions.StepFunctions;
import dev.tenantry.stepfunctions.lambda.LambdaResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Starts an execution, and tells which functions it invokes. */
final class StateMachineProbe {

    private StateMachineProbe() {}

    /** The names by which Step Functions knows the state machines. */
    static String names(Template template) throws Exception {
        try (var stepFunctions = StepFunctions.builder().build()) {
            StateMachines.create(template.stateMachines(), stepFunctions);
            return stepFunctions
                    .call("ListStateMachines", new ObjectMapper().createObjectNode())
                    .body()
                    .findValuesAsText("name")
                    .toString();
        }
    }

    static String observe(Template template) throws Exception {
        var invoked = new LinkedBlockingQueue<String>();
        var ended = new CountDownLatch(1);
        try (var stepFunctions = StepFunctions.builder()
                .lambda((function, payload) -> {
                    invoked.add(function);
                    return new LambdaResponse.Success("{}");
                })
                .onStatusChange(event -> {
                    if (!event.at("/detail/status").asText().equals("RUNNING")) {
                        ended.countDown();
                    }
                })
                .build()) {
            StateMachines.create(template.stateMachines(), stepFunctions);
            var arn = template.stateMachines().getFirst().arn();
            var request = new ObjectMapper()
                    .createObjectNode()
                    .put("stateMachineArn", arn)
                    .put("input", "{\"jobId\":\"job_1\"}");
            if (!stepFunctions.call("StartExecution", request).ok() || !ended.await(10, TimeUnit.SECONDS)) {
                return "does not run";
            }
            return "invokes " + invoked;
        }
    }
}
