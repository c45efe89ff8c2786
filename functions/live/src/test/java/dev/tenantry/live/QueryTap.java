package dev.tenantry.live;

import java.util.function.Consumer;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Acts before each query of a table, knowing its partition; what it throws, the query throws. */
final class QueryTap implements ExecutionInterceptor {
    private final Consumer<String> action;

    QueryTap(Consumer<String> action) {
        this.action = action;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof QueryRequest query) {
            query.expressionAttributeValues().values().stream()
                    .map(AttributeValue::s)
                    .filter(value -> value != null
                            && (value.startsWith("TOPIC#")
                                    || value.startsWith("JOB#")
                                    || value.startsWith("CONNECTION#")))
                    .forEach(action);
        }
    }
}
