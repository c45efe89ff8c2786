package dev.tenantry.core.readiness;

import dev.tenantry.core.Concurrently;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.LedgerSnapshot;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.JobLists;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is recorded of tenants. Its three reads run concurrently, so that it takes as long as the longest. */
public final class TenantRecordsReader {
    /** An approval that only an older job knows of is also known by Twilio's event. */
    private static final int JOBS = 5;

    private final JobLists jobs;
    private final Ledger ledger;
    private final ReportedStatuses reported;

    /** The records in this table. */
    public TenantRecordsReader(Table table) {
        this.jobs = new JobLists(table);
        this.ledger = new Ledger(table, InstantSource.system());
        this.reported = new ReportedStatuses(table);
    }

    /** What is recorded of an organisation's tenant; empty when the organisation never had a job. */
    public Optional<TenantRecords> find(OrgId orgId) {
        return Concurrently.both(
                () -> jobs.ofOrg(orgId, Optional.empty(), JOBS).items(),
                () -> Concurrently.both(() -> ledger.snapshot(orgId), () -> reported.of(orgId), Others::new),
                TenantRecordsReader::records);
    }

    private record Others(LedgerSnapshot ledger, Map<String, ReportedStatus> reports) {}

    private static Optional<TenantRecords> records(List<Job> last, Others others) {
        return last.isEmpty()
                ? Optional.empty()
                : Optional.of(new TenantRecords(others.ledger(), last, others.reports()));
    }
}
