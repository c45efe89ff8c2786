package dev.tenantry.webhooks;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * A DynamoDB that reads each item once, and again after it was updated, so that ten thousand requests take a moment;
 * and counts what is written. It does nothing else: any other call fails.
 */
final class CachingDynamoDb implements DynamoDbClient {
    private final DynamoDbClient client;
    private final Map<Map<String, AttributeValue>, GetItemResponse> read = new ConcurrentHashMap<>();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger updates = new AtomicInteger();

    CachingDynamoDb(DynamoDbClient client) {
        this.client = client;
    }

    /** How many transactions were begun. */
    int writes() {
        return writes.get();
    }

    /** How many updates were tried. */
    int updates() {
        return updates.get();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        updates.incrementAndGet();
        try {
            return client.updateItem(request);
        } finally {
            read.remove(request.key());
        }
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return read.computeIfAbsent(request.key(), _ -> client.getItem(request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        writes.incrementAndGet();
        return client.transactWriteItems(request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        client.close();
    }
}
