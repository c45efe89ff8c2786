package dev.tenantry.core.storage;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Counts what DynamoDB says that calls consume, its indexes included. A kind of call that it does not know fails. */
public final class CapacityMeter implements ExecutionInterceptor {
    private static final ReturnConsumedCapacity TOTAL = ReturnConsumedCapacity.TOTAL;

    private final DoubleAdder reads = new DoubleAdder();
    private final DoubleAdder writes = new DoubleAdder();
    private final AtomicInteger requests = new AtomicInteger();

    /** How many requests there have been. */
    public int requests() {
        return requests.get();
    }

    /** Read request units so far. */
    public double reads() {
        return reads.sum();
    }

    /** Write request units so far. */
    public double writes() {
        return writes.sum();
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        return switch (context.request()) {
            case GetItemRequest get -> get.copy(copy -> copy.returnConsumedCapacity(TOTAL));
            case BatchGetItemRequest get -> get.copy(copy -> copy.returnConsumedCapacity(TOTAL));
            case QueryRequest query -> query.copy(copy -> copy.returnConsumedCapacity(TOTAL));
            case PutItemRequest put -> put.copy(copy -> copy.returnConsumedCapacity(TOTAL));
            case UpdateItemRequest update -> update.copy(copy -> copy.returnConsumedCapacity(TOTAL));
            case DeleteItemRequest delete -> delete.copy(copy -> copy.returnConsumedCapacity(TOTAL));
            case TransactWriteItemsRequest write -> write.copy(copy -> copy.returnConsumedCapacity(TOTAL));
            default ->
                throw new AssertionError("Not metered: " + context.request().getClass());
        };
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        requests.incrementAndGet();
        add(context.response());
    }

    private void add(SdkResponse answer) {
        switch (answer) {
            case GetItemResponse get -> add(reads, List.of(get.consumedCapacity()));
            case BatchGetItemResponse get -> add(reads, get.consumedCapacity());
            case QueryResponse query -> add(reads, List.of(query.consumedCapacity()));
            case PutItemResponse put -> add(writes, List.of(put.consumedCapacity()));
            case UpdateItemResponse update -> add(writes, List.of(update.consumedCapacity()));
            case DeleteItemResponse delete -> add(writes, List.of(delete.consumedCapacity()));
            case TransactWriteItemsResponse write -> add(writes, write.consumedCapacity());
            default -> throw new AssertionError("Not metered: " + answer.getClass());
        }
    }

    private static void add(DoubleAdder units, List<ConsumedCapacity> consumed) {
        consumed.forEach(capacity -> units.add(capacity.capacityUnits()));
    }
}
