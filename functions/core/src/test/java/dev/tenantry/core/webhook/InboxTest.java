package dev.tenantry.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.notice.NoticeId;
import dev.tenantry.core.notice.NoticeStore;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.ConflictingTransactions;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.storage.Table;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class InboxTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final OrgId ACME = new OrgId("acme");
    private static final InboxItem ALARM = new InboxItem(ACME, "one", "usage-trigger", "a=b");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    @Test
    void keepsAnItemForThirtyDaysAndItsNotice() {
        assertThat(inbox(local.table()).add(ALARM, Optional.of(notice("cause"))))
                .isTrue();

        assertThat(items()).hasSize(2);
        assertThat(item("INBOX#one"))
                .containsEntry("type", AttributeValue.fromS("usage-trigger"))
                .containsEntry("payload", AttributeValue.fromS("a=b"))
                .containsEntry("receivedAt", AttributeValue.fromS("2026-11-22T10:00:00.123Z"))
                .containsEntry(
                        "expiresAt",
                        AttributeValue.fromN(Long.toString(
                                Instant.parse("2026-12-22T10:00:00Z").getEpochSecond())));
        assertThat(new NoticeStore(local.table())
                        .list(ACME, Optional.empty(), 10)
                        .items())
                .containsExactly(notice("cause"));
    }

    @Test
    void keepsAnItemOnce() {
        var inbox = inbox(local.table());
        inbox.add(ALARM, Optional.empty());
        var once = items();

        assertThat(inbox.add(new InboxItem(ACME, "one", "other", "c=d"), Optional.of(notice("cause"))))
                .isFalse();

        assertThat(items()).isEqualTo(once);
        assertThat(inbox.add(new InboxItem(new OrgId("globex"), "one", "other", "c=d"), Optional.empty()))
                .isTrue();
    }

    @Test
    void keepsNothingWhoseNoticeIsThereAlready() {
        new NoticeStore(local.table()).add(notice("cause"));

        assertThat(inbox(local.table()).add(ALARM, Optional.of(notice("cause"))))
                .isFalse();

        assertThat(items()).hasSize(1);
    }

    @Test
    void triesAgainWhenAnotherWriterIsAtWork() {
        var conflicts = new AtomicInteger(3);
        var contended = local.table(new ConflictingTransactions(() -> conflicts.getAndDecrement() > 0));

        assertThat(inbox(contended).add(ALARM, Optional.of(notice("cause")))).isTrue();

        assertThat(items()).hasSize(2);
    }

    private static Inbox inbox(Table table) {
        return new Inbox(table, InstantSource.fixed(NOW));
    }

    private static Notice notice(String cause) {
        return new Notice(
                NoticeId.of(NOW, cause),
                ACME,
                NOW,
                Notice.Kind.SPEND_ALARM,
                Notice.Severity.WARNING,
                "Much is spent",
                "twilio");
    }

    private Map<String, AttributeValue> item(String sortKey) {
        return items().stream()
                .filter(item -> item.get("SK").s().equals(sortKey))
                .findFirst()
                .orElseThrow();
    }

    private List<Map<String, AttributeValue>> items() {
        return local.table()
                .client()
                .scan(scan -> scan.tableName(local.table().name()))
                .items();
    }
}
