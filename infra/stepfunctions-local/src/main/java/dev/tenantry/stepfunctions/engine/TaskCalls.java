package dev.tenantry.stepfunctions.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.asl.Resource.IntegrationPattern;
import dev.tenantry.stepfunctions.asl.Resource.LambdaFunction;
import dev.tenantry.stepfunctions.asl.Resource.ServiceIntegration;
import dev.tenantry.stepfunctions.clock.EngineClock;
import dev.tenantry.stepfunctions.interpreter.Command;
import dev.tenantry.stepfunctions.lambda.LambdaInvoker;
import dev.tenantry.stepfunctions.store.ExecutionRecord.TaskReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the resources of Task states, each on a virtual thread of its own. */
public final class TaskCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskCalls.class);

    private final LambdaTasks lambda;
    private final StepFunctionsTasks stepFunctions;
    private final DynamoDbTasks dynamoDb;

    /**
     * Calls resources.
     *
     * @param dynamoDbEndpoint where DynamoDB is, if it is anywhere
     * @param region the region for DynamoDB
     */
    public TaskCalls(LambdaInvoker invoker, LocalApi api, Optional<URI> dynamoDbEndpoint, String region) {
        this.lambda = new LambdaTasks(invoker);
        this.stepFunctions = new StepFunctionsTasks(api);
        this.dynamoDb = new DynamoDbTasks(dynamoDbEndpoint, region);
    }

    /**
     * Runs a task.
     *
     * @param afterwards what to do when the execution has been told how the call ended
     */
    void run(RunningExecution execution, Command.RunTask task, EngineClock clock, Runnable afterwards) {
        Runnable work = clock.begin();
        Thread.startVirtualThread(() -> {
            try {
                TaskResult result = callSafely(execution.record().arn(), task);
                execution.tell(millis -> result.signal(millis, task.taskId()));
                if (result instanceof TaskResult.Submitted) {
                    afterwards.run();
                }
            } finally {
                work.run();
            }
        });
    }

    /** A task always ends: one that was called and never answered would hold its execution for ever. */
    TaskResult callSafely(String executionArn, Command.RunTask task) {
        try {
            return call(executionArn, task);
        } catch (RuntimeException e) {
            LOG.error("a task of {} failed", executionArn, e);
            return new TaskResult.Failed("States.TaskFailed", String.valueOf(e.getMessage()));
        }
    }

    private TaskResult call(String executionArn, Command.RunTask task) {
        // Made from the task itself, so that the same execution has the same history every time.
        String requestId = UUID.nameUUIDFromBytes((executionArn + "#" + task.taskId()).getBytes(StandardCharsets.UTF_8))
                .toString();
        JsonNode arguments = task.arguments();
        return switch (task.resource()) {
            case LambdaFunction function -> lambda.call(function.arn(), arguments, requestId);
            case ServiceIntegration integration -> {
                var reference = new TaskReference(executionArn, task.taskId(), 0, integration.pattern());
                yield call(integration, arguments, requestId, reference);
            }
        };
    }

    private TaskResult call(
            ServiceIntegration integration, JsonNode arguments, String requestId, TaskReference reference) {
        return switch (integration.service()) {
            case "lambda" ->
                lambda.invoke(arguments, requestId, integration.pattern() == IntegrationPattern.WAIT_FOR_TASK_TOKEN);
            case "states" -> stepFunctions.start(arguments, requestId, reference);
            case "aws-sdk:sfn" -> stepFunctions.call(integration, arguments, requestId);
            default -> dynamoDb.call(integration, arguments, requestId);
        };
    }

    @Override
    public void close() {
        dynamoDb.close();
    }
}
