package dev.tenantry.core.storage;

import java.util.List;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Cancels transactions as DynamoDB does when another one holds an item (the API reference of TransactWriteItems, reason
 * "TransactionConflict"), which DynamoDB Local never does.
 */
public final class ConflictingTransactions implements ExecutionInterceptor {
    private final BooleanSupplier conflict;

    /** @param conflict whether the next transaction is cancelled */
    public ConflictingTransactions(BooleanSupplier conflict) {
        this.conflict = conflict;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof TransactWriteItemsRequest && conflict.getAsBoolean()) {
            throw cancelled("None", "TransactionConflict", "None");
        }
    }

    static TransactionCanceledException cancelled(String... codes) {
        return TransactionCanceledException.builder()
                .message("Transaction cancelled")
                .cancellationReasons(List.of(codes).stream()
                        .map(code -> CancellationReason.builder().code(code).build())
                        .toList())
                .build();
    }
}
