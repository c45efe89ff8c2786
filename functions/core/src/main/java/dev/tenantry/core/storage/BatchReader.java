package dev.tenantry.core.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reader of many items in one request. */
final class BatchReader {
    /** Many more than a full page needs, since one answer brings up to 16 MB. */
    private static final int ATTEMPTS = 10;

    private final Table table;

    BatchReader(Table table) {
        this.table = table;
    }

    /**
     * The items of these keys, in any order; a key without an item is left out. The read of each is consistent.
     *
     * @param keys at most 100, BatchGetItem's limit, and each but once
     * @throws ContentionException when the table keeps leaving some unread
     */
    List<Map<String, AttributeValue>> read(Collection<Map<String, AttributeValue>> keys) {
        var found = new ArrayList<Map<String, AttributeValue>>();
        var unread = request(keys);
        for (var attempt = 0; !unread.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new ContentionException("The table left items unread " + ATTEMPTS + " times in a row");
            }
            if (attempt > 0) {
                Jitter.pause(attempt);
            }
            var request = unread;
            var answer = table.client().batchGetItem(get -> get.requestItems(request));
            found.addAll(answer.responses().getOrDefault(table.name(), List.of()));
            unread = answer.unprocessedKeys();
        }
        return found;
    }

    private Map<String, KeysAndAttributes> request(Collection<Map<String, AttributeValue>> keys) {
        return keys.isEmpty()
                ? Map.of()
                : Map.of(
                        table.name(),
                        KeysAndAttributes.builder()
                                .keys(keys)
                                .consistentRead(true)
                                .build());
    }
}
