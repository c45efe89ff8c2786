package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.readiness.SenderJson;
import dev.tenantry.core.readiness.TenantRecordsReader;
import dev.tenantry.core.storage.Table;
import java.util.Map;
import java.util.Optional;

/** {@code GET /v1/orgs/{orgId}/senders}: which of an organisation's numbers and names may send where, and why not. */
public final class ListSendersHandler extends ApiHandler {
    private final TenantRecordsReader reader;

    public ListSendersHandler() {
        this(Table.of(Environment.current()));
    }

    ListSendersHandler(Table table) {
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
        var body = Json.object();
        var senders = body.putArray("senders");
        records.senders().forEach(sender -> senders.add(SenderJson.write(sender)));
        return Response.text(Json.write(body), Map.of(), request);
    }
}
