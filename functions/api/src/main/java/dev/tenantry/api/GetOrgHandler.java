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
import dev.tenantry.core.readiness.TenantRecordsReader;
import dev.tenantry.core.storage.Table;
import java.util.Map;
import java.util.Optional;

/** {@code GET /v1/orgs/{orgId}}: what is recorded of an organisation and its tenant. */
public final class GetOrgHandler extends ApiHandler {
    private final TenantRecordsReader reader;

    public GetOrgHandler() {
        this(Table.of(Environment.current()));
    }

    GetOrgHandler(Table table) {
        this.reader = new TenantRecordsReader(table);
    }

    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.READ);
    }

    @Override
    protected Response answer(Request request) {
        var records = reader.find(request.orgId())
                .orElseThrow(() -> new ProblemException(Problems.noSuchOrganisation(request.orgId())));
        return Response.text(Json.write(OrganisationJson.write(records)), Map.of(), request);
    }
}
