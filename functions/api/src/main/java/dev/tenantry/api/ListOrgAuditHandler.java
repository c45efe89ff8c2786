package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.audit.AuditId;
import dev.tenantry.core.audit.AuditJson;
import dev.tenantry.core.audit.AuditStore;
import dev.tenantry.core.storage.Table;
import java.util.Optional;
import java.util.Set;

/** {@code GET /v1/orgs/{orgId}/audit?limit&cursor}: the audit records about an organisation, newest first. */
public final class ListOrgAuditHandler extends ApiHandler {
    private final AuditStore audit;

    public ListOrgAuditHandler() {
        this(new AuditStore(Table.of(Environment.current())));
    }

    ListOrgAuditHandler(AuditStore audit) {
        this.audit = audit;
    }

    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.READ);
    }

    @Override
    protected Set<String> queryParameters() {
        return Set.of("limit", "cursor");
    }

    @Override
    protected Response answer(Request request) {
        var before = request.cursor(AuditId::isValid).map(AuditId::new);
        var page = audit.ofOrg(request.orgId(), before, request.limit());
        return Response.page("records", page, AuditJson::write, request);
    }
}
