package dev.tenantry.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tenantry.local.template.TableResource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;

/** Creates the template's tables. */
public final class Tables {

    private static final String SERVICE = "DynamoDB_20120810";
    private static final String ALREADY_THERE = "ResourceInUseException";

    private final DynamoDb dynamoDb;

    /**
     * Makes the client.
     *
     * @param endpoint where DynamoDB answers
     * @param http what to call it with
     */
    public Tables(URI endpoint, HttpClient http) {
        this.dynamoDb = new DynamoDb(endpoint, http);
    }

    /**
     * Makes a table, unless it is there from an earlier run on the same data.
     *
     * @param table the table
     * @return the ARN that DynamoDB gives its stream; empty if it has none
     * @throws DynamoDbException if DynamoDB refuses
     * @throws IOException if it does not answer
     * @throws InterruptedException if the thread is interrupted
     */
    public String create(TableResource table) throws IOException, InterruptedException {
        try {
            dynamoDb.call(SERVICE, "CreateTable", request(table));
            setTimeToLive(table);
        } catch (DynamoDbException e) {
            if (!e.type().equals(ALREADY_THERE)) {
                throw e;
            }
        }
        var description = dynamoDb.call(SERVICE, "DescribeTable", named(table));
        return description.at("/Table/LatestStreamArn").asText();
    }

    private void setTimeToLive(TableResource table) throws IOException, InterruptedException {
        if (table.timeToLiveAttribute().isPresent()) {
            var request = DynamoDb.object().put("TableName", table.name());
            request.putObject("TimeToLiveSpecification")
                    .put("Enabled", true)
                    .put("AttributeName", table.timeToLiveAttribute().get());
            dynamoDb.call(SERVICE, "UpdateTimeToLive", request);
        }
    }

    private static JsonNode named(TableResource table) {
        return DynamoDb.object().put("TableName", table.name());
    }

    private static JsonNode request(TableResource table) {
        var request = DynamoDb.object().put("TableName", table.name()).put("BillingMode", "PAY_PER_REQUEST");
        var attributes = request.putArray("AttributeDefinitions");
        table.attributeTypes()
                .forEach((name, type) ->
                        attributes.addObject().put("AttributeName", name).put("AttributeType", type));
        addKeys(request.putArray("KeySchema"), table.keys());
        if (!table.globalIndexes().isEmpty()) {
            var indexes = request.putArray("GlobalSecondaryIndexes");
            table.globalIndexes().forEach(index -> addIndex(indexes, index));
        }
        table.streamView().ifPresent(view -> request.putObject("StreamSpecification")
                .put("StreamEnabled", true)
                .put("StreamViewType", view));
        return request;
    }

    private static void addIndex(ArrayNode indexes, TableResource.GlobalIndex index) {
        var object = indexes.addObject().put("IndexName", index.name());
        addKeys(object.putArray("KeySchema"), index.keys());
        var projection = object.putObject("Projection").put("ProjectionType", index.projection());
        if (!index.nonKeyAttributes().isEmpty()) {
            var attributes = projection.putArray("NonKeyAttributes");
            index.nonKeyAttributes().forEach(attributes::add);
        }
    }

    private static void addKeys(ArrayNode schema, List<TableResource.Key> keys) {
        keys.forEach(
                key -> schema.addObject().put("AttributeName", key.attribute()).put("KeyType", key.type()));
    }
}
