package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.readiness.ReportedStatuses;
import dev.tenantry.core.readiness.SenderJson;
import dev.tenantry.core.readiness.TenantRecords;
import dev.tenantry.core.storage.JobLists;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** {@code GET /v1/orgs/{orgId}/senders}: which of an organisation's numbers and names may send where, and why not. */
public final class ListSendersHandler extends ApiHandler {
    /** An approval that only an older job knows of is also known by Twilio's event. */
    private static final int JOBS = 5;

    private final JobLists jobs;
    private final Ledger ledger;
    private final ReportedStatuses reported;

    public ListSendersHandler() {
        this(Table.of(Environment.current()));
    }

    ListSendersHandler(Table table) {
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
        var body = Json.object();
        var senders = body.putArray("senders");
        records(request.orgId()).senders().forEach(sender -> senders.add(SenderJson.write(sender)));
        return Response.text(Json.write(body), Map.of(), request);
    }

    private TenantRecords records(OrgId orgId) {
        var last = jobs.ofOrg(orgId, Optional.empty(), JOBS).items();
        if (last.isEmpty()) {
            throw new ProblemException(Problems.noSuchOrganisation(orgId));
        }
        return new TenantRecords(ledger.snapshot(orgId), last, reported.of(orgId));
    }
}
