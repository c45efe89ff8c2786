package dev.tenantry.core.readiness;

import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.notice.Notice.Kind;
import dev.tenantry.core.notice.Notice.Severity;
import dev.tenantry.core.notice.NoticeId;
import dev.tenantry.core.notice.NoticeStore;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.OptimisticRetry;
import dev.tenantry.core.storage.Table;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Notices of senders that become ready for text messages to the United States, or stop being so (ADR 48). An item of
 * the organisation has who was ready at the last look. It and the notices of what has changed since are one
 * transaction, on condition of the item's revision, so that each change has one notice however often and by how many
 * somebody looks.
 */
public final class ReadinessNotices {
    private static final String SORT_KEY = "READINESS";
    private static final String BY = "tenantry";

    /** A transaction has room for a hundred writes. */
    private static final int MOST_AT_ONCE = 50;

    private final Table table;
    private final TenantRecordsReader records;
    private final NoticeStore notices;
    private final InstantSource clock;
    private final OptimisticRetry retry = new OptimisticRetry();

    /** Notices in this table. */
    public ReadinessNotices(Table table, InstantSource clock) {
        this.table = table;
        this.records = new TenantRecordsReader(table);
        this.notices = new NoticeStore(table);
        this.clock = clock;
    }

    /**
     * Looks at an organisation's senders, and adds a notice for each change since the last look.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when the table cannot be reached
     */
    public void look(OrgId orgId) {
        while (retry.run(() -> lookOnce(orgId))) {
            // More has changed than one transaction has room for.
        }
    }

    /** Whether more has changed than was written; empty when another look was faster. */
    private Optional<Boolean> lookOnce(OrgId orgId) {
        // Before the records: a look that has read newer ones makes this one lose the race.
        var known = known(orgId);
        var senders = records.find(orgId).map(TenantRecords::senders).orElseGet(List::of);
        var changed = senders.stream()
                .filter(sender -> isReady(sender) != known.ready().contains(sender.sid()))
                .toList();
        var now = changed.stream().limit(MOST_AT_ONCE).toList();
        var ready = new TreeSet<>(known.ready());
        ready.retainAll(senders.stream().map(Sender::sid).toList());
        now.forEach(sender -> {
            if (isReady(sender)) {
                ready.add(sender.sid());
            } else {
                ready.remove(sender.sid());
            }
        });
        if (ready.equals(known.ready())) {
            return Optional.of(false);
        }
        return write(
                        orgId,
                        known,
                        ready,
                        now.stream().map(sender -> notice(orgId, sender)).toList())
                ? Optional.of(now.size() < changed.size())
                : Optional.empty();
    }

    private record Known(long revision, Set<String> ready) {}

    private Known known(OrgId orgId) {
        var item = table.client()
                .getItem(get -> get.tableName(table.name()).key(key(orgId)).consistentRead(true))
                .item();
        return item.isEmpty()
                ? new Known(0, Set.of())
                : new Known(
                        Long.parseLong(item.get("revision").n()),
                        new TreeSet<>(item.get("ready").l().stream()
                                .map(AttributeValue::s)
                                .toList()));
    }

    private boolean write(OrgId orgId, Known known, Set<String> ready, List<Notice> changes) {
        var item = new HashMap<>(key(orgId));
        item.put("revision", AttributeValue.fromN(Long.toString(known.revision() + 1)));
        item.put(
                "ready",
                AttributeValue.fromL(ready.stream().map(AttributeValue::fromS).toList()));
        var writes = new ArrayList<Put>();
        writes.add(Put.builder()
                .tableName(table.name())
                .item(item)
                .conditionExpression(known.revision() == 0 ? "attribute_not_exists(PK)" : "revision = :known")
                .expressionAttributeValues(
                        known.revision() == 0
                                ? null
                                : Map.of(":known", AttributeValue.fromN(Long.toString(known.revision()))))
                .build());
        changes.stream().map(notices::addition).forEach(writes::add);
        try {
            table.client()
                    .transactWriteItems(write -> write.transactItems(Stream.of(writes)
                            .flatMap(List::stream)
                            .map(put -> TransactWriteItem.builder().put(put).build())
                            .toList()));
            return true;
        } catch (TransactionCanceledException cancelled) {
            if (OptimisticRetry.isLostRace(cancelled)) {
                return false;
            }
            throw cancelled;
        }
    }

    private static boolean isReady(Sender sender) {
        return sender.verdict(Destination.US_SMS) instanceof Verdict.Ready;
    }

    private Notice notice(OrgId orgId, Sender sender) {
        var at = clock.instant();
        return switch (sender.verdict(Destination.US_SMS)) {
            case Verdict.Ready _ ->
                notice(orgId, at, Severity.INFO, sender.name() + " may send text messages to the United States now.");
            case Verdict.NotYet waiting ->
                notice(
                        orgId,
                        at,
                        Severity.WARNING,
                        stopped(sender) + waiting.reason() + " It waits for " + waiting.waitsFor() + ".");
            case Verdict.No no ->
                notice(orgId, at, Severity.WARNING, stopped(sender) + no.reason() + " " + no.nextAction());
        };
    }

    private static String stopped(Sender sender) {
        return sender.name() + " may not send text messages to the United States any more. ";
    }

    private static Notice notice(OrgId orgId, Instant at, Severity severity, String message) {
        return new Notice(NoticeId.next(at), orgId, at, Kind.SENDER_READINESS, severity, message, BY);
    }

    private static Map<String, AttributeValue> key(OrgId orgId) {
        return Table.key("ORG#" + orgId.value(), SORT_KEY);
    }
}
