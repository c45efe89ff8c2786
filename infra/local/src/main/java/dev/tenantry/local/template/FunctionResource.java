package dev.tenantry.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function ({@code AWS::Serverless::Function}).
 *
 * @param logicalId its key in the template
 * @param name its name
 * @param arn its ARN, without alias
 * @param alias the alias that SAM publishes
 * @param codeUri the folder or jar with its code
 * @param handler {@code package.Class} or {@code package.Class::handleRequest}
 * @param timeout how long an invocation may take
 * @param memoryMegabytes the memory that its context reports
 * @param environment the declared variables
 * @param reservedConcurrency how many invocations may be under way at once
 * @param asynchronous how asynchronous invocations are retried
 * @param onFailureQueueArn the queue for asynchronous events that were given up
 * @param events what invokes it
 * @param policies what its role allows
 */
public record FunctionResource(
        String logicalId,
        String name,
        String arn,
        Optional<String> alias,
        Path codeUri,
        String handler,
        Duration timeout,
        int memoryMegabytes,
        Map<String, String> environment,
        Optional<Integer> reservedConcurrency,
        RetryPolicy asynchronous,
        Optional<String> onFailureQueueArn,
        List<EventSource> events,
        List<PolicyStatement> policies) {

    /** Copies the collections. */
    public FunctionResource {
        environment = Map.copyOf(environment);
        events = List.copyOf(events);
        policies = List.copyOf(policies);
    }

    /**
     * What events invoke: the alias where there is one.
     *
     * @return an ARN
     */
    public String invokedArn() {
        return alias.map(name -> arn + ":" + name).orElse(arn);
    }

    /**
     * The events of one kind.
     *
     * @param kind the kind
     * @param <T> the kind
     * @return the events
     */
    public <T extends EventSource> List<T> eventsOf(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
