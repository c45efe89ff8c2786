package dev.tenantry.core.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.readiness.ReportedStatus.State;
import dev.tenantry.core.storage.LocalTable;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReportedStatusesTest {
    private static final OrgId ACME = new OrgId("acme");
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00.123Z");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    @Test
    void theNewestEventOfEachResourceCountsInWhateverOrderTheyCome() {
        var statuses = new ReportedStatuses(local.table());
        var pending = new ReportedStatus("PN1", State.PENDING, NOW);
        var approved = new ReportedStatus("PN1", State.APPROVED, NOW.plusSeconds(1));
        var other = new ReportedStatus("PN2", State.REJECTED, NOW);

        statuses.store(ACME, approved);
        statuses.store(ACME, pending);
        statuses.store(ACME, approved);
        statuses.store(ACME, other);
        statuses.store(new OrgId("acme-2"), pending);

        assertThat(statuses.of(ACME)).isEqualTo(Map.of("PN1", approved, "PN2", other));
        assertThat(statuses.of(new OrgId("owl"))).isEmpty();
    }

    @Test
    void ofTwoAtTheSameMomentTheOutcomeCounts() {
        var statuses = new ReportedStatuses(local.table());
        var pending = new ReportedStatus("PN1", State.PENDING, NOW);
        var approved = new ReportedStatus("PN1", State.APPROVED, NOW);

        statuses.store(ACME, pending);
        statuses.store(ACME, approved);
        statuses.store(ACME, pending);

        assertThat(statuses.of(ACME)).containsValue(approved);
    }
}
