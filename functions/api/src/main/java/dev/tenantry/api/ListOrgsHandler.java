package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.api.organisation.NameQuery;
import dev.tenantry.api.organisation.OrganisationJson;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.storage.Organisations;
import dev.tenantry.core.storage.Table;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * {@code GET /v1/orgs?query&limit&cursor}: the organisations, or those whose id or display name begins with the query;
 * the one with the newest job first.
 */
public final class ListOrgsHandler extends ApiHandler {
    private final Organisations organisations;

    public ListOrgsHandler() {
        this(Table.of(Environment.current()));
    }

    ListOrgsHandler(Table table) {
        this.organisations = new Organisations(table);
    }

    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.READ);
    }

    @Override
    protected Set<String> queryParameters() {
        return Set.of("query", "limit", "cursor");
    }

    @Override
    protected Response answer(Request request) {
        request.requireAllOrganisations();
        var before = request.cursor(JobId::isValid).map(JobId::new);
        Predicate<Job> isWanted = request.parameter("query")
                .map(NameQuery::new)
                .<Predicate<Job>>map(query -> query::matches)
                .orElse(_ -> true);
        var page = organisations.newestJobs(isWanted, before, request.limit());
        return Response.page("orgs", page, OrganisationJson::summary, request);
    }
}
