package dev.tenantry.steps;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * DynamoDB client that leaves out one of the writes or conditions that the ledger relies on. The crash tests must fail
 * on it; otherwise they would not notice a ledger that leaves it out itself.
 */
abstract class LedgerlessTable implements DynamoDbClient {
    private final DynamoDbClient table;

    private LedgerlessTable(DynamoDbClient table) {
        this.table = table;
    }

    /** Grants every claim, even while another holder has the lease. */
    static DynamoDbClient withoutLeases(DynamoDbClient table) {
        return new LedgerlessTable(table) {
            @Override
            public UpdateItemResponse updateItem(UpdateItemRequest request) {
                var condition = request.conditionExpression();
                return super.updateItem(
                        condition.contains("leaseUntil <= :now")
                                ? request.toBuilder()
                                        .conditionExpression(condition.replace(
                                                "leaseUntil <= :now",
                                                "(leaseUntil <= :now OR attribute_exists(leaseUntil))"))
                                        .build()
                                : request);
            }
        };
    }

    /**
     * Records no SID at once, but only after the next change of the job: with a step of one resource, its end. All but
     * subaccounts', without which nothing else could be made.
     */
    static DynamoDbClient recordingInTheEnd(DynamoDbClient table) {
        return new LedgerlessTable(table) {
            private final List<UpdateItemRequest> late = new ArrayList<>();

            @Override
            public UpdateItemResponse updateItem(UpdateItemRequest request) {
                if (recordsSid(request) && !request.key().get("SK").s().endsWith("#account")) {
                    late.add(request);
                    return UpdateItemResponse.builder().build();
                }
                return super.updateItem(request);
            }

            @Override
            public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
                try {
                    var response = super.transactWriteItems(request);
                    late.forEach(super::updateItem);
                    return response;
                } finally {
                    late.clear();
                }
            }
        };
    }

    private static boolean recordsSid(UpdateItemRequest request) {
        return request.updateExpression().startsWith("SET sid = :sid");
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return table.getItem(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return table.query(request);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return table.updateItem(request);
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return table.putItem(request);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return table.transactWriteItems(request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        table.close();
    }
}
