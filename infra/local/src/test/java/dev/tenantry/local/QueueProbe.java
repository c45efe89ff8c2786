package dev.tenantry.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tenantry.local.aws.AwsRequest;
import dev.tenantry.local.aws.Sqs;
import dev.tenantry.local.template.Template;
import dev.tenantry.stepfunctions.StepFunctions;
import java.net.URI;
import java.util.Optional;

/** Asks SQS for a queue of the template by its name. */
final class QueueProbe {

    private static final byte[] QUESTION = "{\"QueueName\":\"tenantry-UnsettledExecutions\"}".getBytes(UTF_8);

    private QueueProbe() {}

    static String observe(Template template) {
        try (var stepFunctions = StepFunctions.builder().build()) {
            var sqs = new Stores(template, Optional.empty())
                    .servicesWith(stepFunctions)
                    .get(Sqs.TARGET);
            var answer = sqs.call(new AwsRequest("GetQueueUrl", QUESTION, URI.create("http://127.0.0.1:1")));
            return new String(answer.body(), UTF_8);
        }
    }
}
