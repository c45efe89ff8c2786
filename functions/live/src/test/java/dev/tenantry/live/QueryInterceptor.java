package dev.tenantry.live;

import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Acts before each query of a table, knowing each of its partitions; what it throws, the query throws. */
final class QueryInterceptor implements ExecutionInterceptor {
    private final Consumer<String> action;

    QueryInterceptor(Consumer<String> action) {
        this.action = action;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        var values =
                switch (context.request()) {
                    case QueryRequest query -> query.expressionAttributeValues().values();
                    case ExecuteStatementRequest statement -> statement.parameters();
                    default -> List.<AttributeValue>of();
                };
        values.stream()
                .map(AttributeValue::s)
                .filter(value -> value != null
                        && (value.startsWith("TOPIC#") || value.startsWith("JOB#") || value.startsWith("CONNECTION#")))
                .forEach(action);
    }
}
