package dev.tenantry.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TableTest {
    @RegisterExtension
    final LocalTable local = new LocalTable();

    @Test
    void holdsItemsByPartitionAndSortKey() {
        var table = local.table();
        var key = Table.key("ORG#acme", "ORG");

        table.client().putItem(put -> put.tableName(table.name()).item(key));

        assertThat(table.client()
                        .getItem(get -> get.tableName(table.name()).key(key))
                        .item())
                .isEqualTo(Map.of("PK", AttributeValue.fromS("ORG#acme"), "SK", AttributeValue.fromS("ORG")));
    }
}
