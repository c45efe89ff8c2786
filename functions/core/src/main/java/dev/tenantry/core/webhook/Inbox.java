package dev.tenantry.core.webhook;

import dev.tenantry.core.json.Json;
import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.notice.NoticeStore;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.OptimisticRetry;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The callbacks that Twilio sent, each stored once, even if it arrives late, repeatedly or several times at the same
 * moment.
 *
 * <p>Items are kept for thirty days: far longer than Twilio retries a delivery (an event for four hours), and not for
 * ever, since they are stored as Twilio sent them and may contain personal data.
 */
public final class Inbox {
    private static final Duration KEPT = Duration.ofDays(30);

    private static final String PARTITION_PREFIX = "ORG#";

    private final Table table;
    private final NoticeStore notices;
    private final InstantSource clock;
    private final OptimisticRetry retry = new OptimisticRetry();

    /** The inbox in this table. */
    public Inbox(Table table, InstantSource clock) {
        this.table = table;
        this.notices = new NoticeStore(table);
        this.clock = clock;
    }

    /** The organisation whose item has this partition key, for readers of the table's stream. */
    public static OrgId owner(String partitionKey) {
        return new OrgId(partitionKey.substring(PARTITION_PREFIX.length()));
    }

    /**
     * Keeps an item, and what people should know of it, both or neither.
     *
     * @return whether it is new: false, and nothing was written, when the item or the notice is there already
     * @throws software.amazon.awssdk.core.exception.SdkException when the table cannot be reached
     */
    public boolean add(InboxItem item, Optional<Notice> notice) {
        var writes = Stream.concat(Stream.of(addition(item)), notice.stream().map(notices::addition))
                .map(put -> TransactWriteItem.builder().put(put).build())
                .toList();
        return retry.run(() -> {
            try {
                table.client().transactWriteItems(write -> write.transactItems(writes));
                return Optional.of(true);
            } catch (TransactionCanceledException cancelled) {
                return whetherNew(cancelled);
            }
        });
    }

    /** Empty when only another writer was at work in the same moment. */
    private static Optional<Boolean> whetherNew(TransactionCanceledException cancelled) {
        if (cancelled.cancellationReasons().stream()
                .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()))) {
            return Optional.of(false);
        }
        if (OptimisticRetry.isLostRace(cancelled)) {
            return Optional.empty();
        }
        throw cancelled;
    }

    private Put addition(InboxItem item) {
        var now = clock.instant();
        var expiry = Long.toString(now.plus(KEPT).getEpochSecond());
        var attributes = new HashMap<>(Map.of(
                "type", AttributeValue.fromS(item.type()),
                "payload", AttributeValue.fromS(item.payload()),
                "receivedAt", AttributeValue.fromS(Json.time(now)),
                "expiresAt", AttributeValue.fromN(expiry)));
        attributes.putAll(Table.key(PARTITION_PREFIX + item.orgId().value(), "INBOX#" + item.id()));
        return Put.builder()
                .tableName(table.name())
                .item(attributes)
                .conditionExpression("attribute_not_exists(PK)")
                .build();
    }
}
