package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.api.organisation.OrganisationJson;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.readiness.ReportedStatuses;
import dev.tenantry.core.readiness.TenantRecords;
import dev.tenantry.core.storage.JobLists;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** {@code GET /v1/orgs/{orgId}}: what is recorded of an organisation and its tenant. */
public final class GetOrgHandler extends ApiHandler {
    /** As many as the list of senders reads, so that the two say the same of a registration. */
    private static final int JOBS = 5;

    private final JobLists jobs;
    private final Ledger ledger;
    private final ReportedStatuses reported;

    public GetOrgHandler() {
        this(Table.of(Environment.current()));
    }

    GetOrgHandler(Table table) {
        this.jobs = new JobLists(table);
        this.ledger = new Ledger(table, InstantSource.system());
        this.reported = new ReportedStatuses(table);
    }

    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.READ);
    }

    @Override
    protected Response answer(Request request) {
        var orgId = request.orgId();
        var last = jobs.ofOrg(orgId, Optional.empty(), JOBS).items();
        if (last.isEmpty()) {
            throw new ProblemException(Problems.noSuchOrganisation(orgId));
        }
        var records = new TenantRecords(ledger.snapshot(orgId), last, reported.of(orgId));
        return Response.text(Json.write(OrganisationJson.write(records)), Map.of(), request);
    }
}
