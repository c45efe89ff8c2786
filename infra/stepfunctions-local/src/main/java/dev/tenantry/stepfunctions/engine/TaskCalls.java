package dev.tenantry.stepfunctions.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.EngineClock;
import dev.tenantry.stepfunctions.asl.Resource.LambdaFunction;
import dev.tenantry.stepfunctions.asl.Resource.Pattern;
import dev.tenantry.stepfunctions.asl.Resource.ServiceIntegration;
import dev.tenantry.stepfunctions.interpreter.Command;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Calls what Task states call, each on a virtual thread of its own. */
public final class TaskCalls {
    private final LambdaTasks lambda;

    /** Calls functions through the given invoker. */
    public TaskCalls(dev.tenantry.stepfunctions.LambdaInvoker invoker) {
        this.lambda = new LambdaTasks(invoker);
    }

    void run(RunningExecution execution, Command.RunTask task, EngineClock clock) {
        Runnable work = clock.begin();
        Thread.startVirtualThread(() -> {
            try {
                TaskResult result = call(execution, task);
                execution.tell(millis -> result.signal(millis, task.taskId()));
            } finally {
                work.run();
            }
        });
    }

    private TaskResult call(RunningExecution execution, Command.RunTask task) {
        // Made from the task itself, so that the same execution has the same history every time.
        String requestId = UUID.nameUUIDFromBytes(
                        (execution.record().arn() + "#" + task.taskId()).getBytes(StandardCharsets.UTF_8))
                .toString();
        JsonNode arguments = task.arguments();
        return switch (task.resource()) {
            case LambdaFunction function -> lambda.call(function.arn(), arguments, requestId);
            case ServiceIntegration integration -> call(integration, arguments, requestId);
        };
    }

    private TaskResult call(ServiceIntegration integration, JsonNode arguments, String requestId) {
        return switch (integration.service()) {
            case "lambda" -> lambda.invoke(arguments, requestId, integration.pattern() == Pattern.WAIT_FOR_TASK_TOKEN);
            default -> throw new UnsupportedOperationException(integration.arn());
        };
    }
}
