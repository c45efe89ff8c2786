package dev.tenantry.core.storage;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Notes DynamoDB's answers: the operation of each, and how many attributes or items it brought. */
public final class AnswerLog implements ExecutionInterceptor {
    private final List<String> answers = new CopyOnWriteArrayList<>();

    /** The answers since the last call of this method, such as {@code Query: 0}. */
    public List<String> take() {
        var taken = List.copyOf(answers);
        answers.clear();
        return taken;
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        var size =
                switch (context.response()) {
                    case GetItemResponse get -> get.item().size();
                    case QueryResponse query -> query.items().size();
                    case BatchGetItemResponse batch ->
                        batch.responses().values().stream().mapToInt(List::size).sum();
                    default -> 0;
                };
        answers.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME) + ": " + size);
    }
}
