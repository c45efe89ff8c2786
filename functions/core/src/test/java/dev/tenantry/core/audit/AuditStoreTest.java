package dev.tenantry.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.audit.AuditRecord.CallerKind;
import dev.tenantry.core.audit.AuditRecord.Operation;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditStoreTest {
    private static final Instant NOW = Instant.parse("2026-12-01T09:30:00.123Z");
    private static final OrgId ACME = new OrgId("acme");
    private static final Duration MONTH = Duration.ofDays(30);

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private AuditStore audit;

    @BeforeEach
    void audit() {
        audit = new AuditStore(local.table());
    }

    @Test
    void keepsEverythingOfARecord() {
        var refused = new AuditRecord(
                AuditId.next(NOW),
                NOW,
                "subject",
                CallerKind.TOKEN,
                Operation.RETRY,
                Optional.of(ACME),
                Optional.of(JobId.next()),
                "request-1",
                409,
                Optional.of("invalid-state"),
                false);
        audit.put(refused, MONTH);

        assertThat(ofAcme()).containsExactly(refused);
        assertThat(all()).containsExactly(refused);
    }

    @Test
    void listsTheRecordsOfAnOrganisationPageByPageNewestFirst() {
        var records = IntStream.range(0, 5).mapToObj(minute -> of(ACME, minute)).toList();
        records.forEach(each -> audit.put(each, MONTH));
        audit.put(of(new OrgId("owl"), 9), MONTH);

        var first = audit.ofOrg(ACME, Optional.empty(), 3);
        var second = audit.ofOrg(ACME, first.next().map(AuditId::new), 3);

        assertThat(first.items()).containsExactlyElementsOf(records.reversed().subList(0, 3));
        assertThat(second.items()).containsExactlyElementsOf(records.reversed().subList(3, 5));
        assertThat(second.next()).isEmpty();
    }

    @Test
    void listsAllRecordsPageByPageNewestFirstAlsoThoseOfNoOrganisation() {
        var ofAcme = of(ACME, 1);
        var ofNobody = of(Optional.empty(), 2);
        var ofOwl = of(new OrgId("owl"), 3);
        List.of(ofOwl, ofAcme, ofNobody).forEach(each -> audit.put(each, MONTH));

        var first = audit.all(Optional.empty(), 2);
        var second = audit.all(first.next().map(AuditId::new), 2);

        assertThat(first.items()).containsExactly(ofOwl, ofNobody);
        assertThat(second.items()).containsExactly(ofAcme);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void addsNothingOverARecordThatIsThere() {
        var first = of(ACME, 1);
        audit.put(first, MONTH);

        assertThat(audit.add(first, MONTH)).isFalse();
        assertThat(audit.add(of(ACME, 2), MONTH)).isTrue();
    }

    @Test
    void aRecordExpiresWhenItsRetentionIsOver() {
        var kept = of(ACME, 0);
        audit.put(kept, MONTH);

        var item = local.table()
                .client()
                .getItem(get -> get.tableName(local.table().name()).key(Table.key("ORG#acme", "AUDIT#" + kept.id())))
                .item();

        assertThat(item.get("expiresAt").n())
                .isEqualTo(Long.toString(NOW.plus(MONTH).getEpochSecond()));
    }

    private List<AuditRecord> ofAcme() {
        return audit.ofOrg(ACME, Optional.empty(), 10).items();
    }

    private List<AuditRecord> all() {
        return audit.all(Optional.empty(), 10).items();
    }

    private static AuditRecord of(OrgId orgId, int minute) {
        return of(Optional.of(orgId), minute);
    }

    private static AuditRecord of(Optional<OrgId> orgId, int minute) {
        var at = NOW.plus(Duration.ofMinutes(minute));
        return new AuditRecord(
                AuditId.next(at),
                at,
                "arn:aws:iam::123456789012:user/operator",
                CallerKind.IAM,
                Operation.TRIGGER,
                orgId,
                Optional.empty(),
                "request-" + minute,
                202,
                Optional.empty(),
                true);
    }
}
