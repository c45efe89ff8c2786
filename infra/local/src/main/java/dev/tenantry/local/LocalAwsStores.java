package dev.tenantry.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tenantry.local.aws.AwsAccount;
import dev.tenantry.local.aws.AwsAnswer;
import dev.tenantry.local.aws.AwsRequest;
import dev.tenantry.local.aws.JsonService;
import dev.tenantry.local.aws.Kms;
import dev.tenantry.local.aws.SecretsManager;
import dev.tenantry.local.aws.Sqs;
import dev.tenantry.local.aws.Ssm;
import dev.tenantry.local.invocation.QueueSender;
import dev.tenantry.local.template.Template;
import dev.tenantry.local.template.evaluation.Stack;
import dev.tenantry.local.web.Json;
import dev.tenantry.stepfunctions.StepFunctions;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The template's keys, queues and parameters, and the operator's secret, in fakes of the AWS services that keep them.
 */
final class LocalAwsStores {

    static final AwsAccount ACCOUNT = new AwsAccount(Stack.LOCAL_ACCOUNT, Stack.LOCAL_REGION);
    private static final String STEP_FUNCTIONS = "AWSStepFunctions";

    /** SQS's default. */
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(30);

    private final Kms kms;
    private final SecretsManager secrets = new SecretsManager(ACCOUNT, Clock.systemUTC());
    private final Sqs sqs = new Sqs(ACCOUNT, Clock.systemUTC());
    private final Ssm ssm = new Ssm(ACCOUNT, Clock.systemUTC());

    /**
     * Makes what the template declares.
     *
     * @param data the folder that keeps the key material; empty: in memory
     */
    LocalAwsStores(Template template, Optional<Path> data) {
        kms = new Kms(ACCOUNT, data.map(folder -> folder.resolve("kms")));
        template.keys().forEach(key -> kms.createKey(UUID.fromString(key.id())));
        template.queues().forEach(queue -> sqs.createQueue(queue.name(), VISIBILITY_TIMEOUT));
        template.ssmParameters().forEach(parameter -> ssm.put(parameter.name(), parameter.value()));
    }

    /** Keeps the credentials of a Twilio account as the operator's secret. */
    void storeCredentials(String secretName, TwilioSimulator twilio) {
        var credentials = JsonNodeFactory.instance
                .objectNode()
                .put("accountSid", twilio.accountSid())
                .put("authToken", twilio.authToken());
        secrets.store(secretName, credentials.toString());
    }

    /** How many messages of a queue can be received now. */
    int visibleMessages(String queue) {
        return sqs.visibleMessages(queue);
    }

    QueueSender queues() {
        return sqs::send;
    }

    /** The services by the prefix of their {@code X-Amz-Target}. */
    Map<String, JsonService> servicesWith(StepFunctions stepFunctions) {
        return Map.of(
                Kms.TARGET,
                kms,
                SecretsManager.TARGET,
                secrets,
                Sqs.TARGET,
                sqs,
                Ssm.TARGET,
                ssm,
                STEP_FUNCTIONS,
                request -> call(stepFunctions, request));
    }

    private static AwsAnswer call(StepFunctions stepFunctions, AwsRequest request) {
        var answer = stepFunctions.call(request.operation(), request.body());
        return new AwsAnswer(answer.status(), Json.bytes(answer.body()));
    }
}
