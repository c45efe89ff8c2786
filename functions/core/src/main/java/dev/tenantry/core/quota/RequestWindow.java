package dev.tenantry.core.quota;

import dev.tenantry.core.Sha256;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Counters of requests, one for each who or what is counted and each minute. */
public final class RequestWindow {
    /** How long a window is. */
    public static final Duration LENGTH = Duration.ofMinutes(1);

    private static final Duration LIFE = Duration.ofHours(1);

    private final Table table;

    /** Counters in this table. */
    public RequestWindow(Table table) {
        this.table = table;
    }

    /**
     * What is left of a window.
     *
     * @param admitted whether the request was counted; otherwise nothing was left for it
     * @param remaining how many more requests it takes
     * @param reset how long it lasts, at least a second
     */
    public record Count(boolean admitted, int remaining, Duration reset) {}

    /**
     * Counts a request, unless the window is full. Of requests that come at once none is admitted too many.
     *
     * @param kind the kind of counter
     * @param subject who or what is counted; the table has a hash of it
     * @param quota how many requests a window takes
     */
    public Count count(String kind, String subject, int quota, Instant now) {
        var second = now.getEpochSecond();
        var start = second - second % LENGTH.toSeconds();
        var reset = Duration.ofSeconds(start + LENGTH.toSeconds() - second);
        try {
            var counted = table.client().updateItem(update -> update.tableName(table.name())
                    .key(Table.key("REQUESTS#" + kind + "#" + Sha256.hex(subject), "MINUTE#" + start))
                    .updateExpression("ADD requests :one SET expiresAt = :end")
                    .conditionExpression("attribute_not_exists(requests) OR requests < :quota")
                    .expressionAttributeValues(Map.of(
                            ":one", AttributeValue.fromN("1"),
                            ":quota", AttributeValue.fromN(Integer.toString(quota)),
                            ":end", AttributeValue.fromN(Long.toString(second + LIFE.toSeconds()))))
                    .returnValues(ReturnValue.UPDATED_NEW));
            var requests = Integer.parseInt(counted.attributes().get("requests").n());
            return new Count(true, quota - requests, reset);
        } catch (ConditionalCheckFailedException full) {
            return new Count(false, 0, reset);
        }
    }
}
