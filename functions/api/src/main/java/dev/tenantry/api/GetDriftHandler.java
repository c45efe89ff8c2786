package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Oversight;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.api.organisation.DriftJson;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.settings.StackSettings;
import dev.tenantry.core.storage.JobLists;
import dev.tenantry.core.storage.Table;
import dev.tenantry.steps.DriftScanner;
import dev.tenantry.steps.drift.DriftReport;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code GET /v1/orgs/{orgId}/drift}: how each resource of an organisation compares with Twilio and the plan. Twilio is
 * asked with the tenant's own credentials, and nothing is changed there.
 */
public final class GetDriftHandler extends ApiHandler {
    /** What the newest plan does not ask for any more was asked for by an earlier one. */
    private static final int JOBS = 5;

    private final JobLists jobs;
    private final Function<List<Job>, DriftReport> scan;
    private final InstantSource clock;

    public GetDriftHandler() {
        this(Environment.current());
    }

    private GetDriftHandler(Environment environment) {
        this(environment, Table.of(environment), StackSettings.of(environment));
    }

    private GetDriftHandler(Environment environment, Table table, StackSettings settings) {
        this(
                table,
                DriftScanner.of(environment, table, settings)::scan,
                Oversight.of(table, settings),
                InstantSource.system());
    }

    /** @param scan compares a tenant, given its organisation's last jobs, the newest first */
    GetDriftHandler(Table table, Function<List<Job>, DriftReport> scan, Oversight oversight, InstantSource clock) {
        super(oversight);
        this.jobs = new JobLists(table);
        this.scan = scan;
        this.clock = clock;
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
        var at = clock.instant();
        var body = DriftJson.write(scan.apply(last), last.getFirst(), at);
        return Response.of(200, body, Map.of("Cache-Control", "no-store"));
    }
}
