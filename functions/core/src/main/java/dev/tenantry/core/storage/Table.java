package dev.tenantry.core.storage;

import dev.tenantry.core.AwsClients;
import dev.tenantry.core.Environment;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table that everything is stored in.
 *
 * @param client a client of the account and region that the table is in
 * @param name the table's name
 */
public record Table(DynamoDbClient client, String name) {

    /** The table that {@code TABLE_NAME} names. */
    public static Table of(Environment environment) {
        var rehearsal = new StorageRehearsal();
        return new Table(
                new AwsClients(environment)
                        .make(DynamoDbClient.builder(), "DYNAMODB", rehearsal::run, rehearsal::answer),
                environment.require("TABLE_NAME"));
    }

    /** A primary key. */
    public static Map<String, AttributeValue> key(String partition, String sort) {
        return Map.of("PK", AttributeValue.fromS(partition), "SK", AttributeValue.fromS(sort));
    }
}
