package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.api.plan.PlanReader;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.storage.ContentionException;
import dev.tenantry.core.storage.JobLists;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobListHandlersTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final ApiRequests requests = new ApiRequests();
    private JobStore jobs;

    @BeforeEach
    void jobs() {
        jobs = new JobStore(local.table());
    }

    @Test
    void answersAnOrganisationsJobsInTheShapeOfASingleOne() {
        var older = created("acme");
        end(older);
        var newer = created("acme");
        created("globex");

        var response = ofAcme(Map.of());

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(ids(response)).containsExactly(newer, older);
        assertThat(body(response).at("/jobs/0"))
                .isEqualTo(body(new GetJobHandler(jobs)
                        .handleRequest(get(Map.of("jobId", newer.value())), requests.context())));
        assertThat(body(response).has("next")).isFalse();
    }

    @Test
    void answersAllJobsPageByPage() {
        var first = created("acme");
        var second = created("globex");
        var third = created("initech");
        end(second);

        var page = all(Map.of("limit", "2"));
        var next = body(page).get("next").textValue();
        var rest = all(Map.of("limit", "2", "cursor", next));

        assertThat(ids(page)).containsExactly(third, second);
        assertThat(page.getHeaders())
                .containsEntry("Link", "</v1/provisioning-jobs?cursor=" + next + "&limit=2>; rel=\"next\"");
        assertThat(ids(rest)).containsExactly(first);
        assertThat(body(rest).has("next")).isFalse();
        assertThat(rest.getHeaders()).doesNotContainKey("Link");
    }

    @Test
    void answersTheJobsOfAStatusAndKeepsItInTheLink() {
        var failed = created("acme");
        var other = created("globex");
        created("initech");
        end(failed);
        end(other);

        var page = all(Map.of("status", "FAILED", "limit", "1"));

        assertThat(ids(page)).containsExactly(other);
        var next = body(page).get("next").textValue();
        assertThat(page.getHeaders())
                .containsEntry(
                        "Link", "</v1/provisioning-jobs?cursor=" + next + "&limit=1&status=FAILED>; rel=\"next\"");
        assertThat(ids(all(Map.of("status", "FAILED", "limit", "1", "cursor", next))))
                .containsExactly(failed);
        assertThat(all(Map.of("status", "COMPLETE")).getBody()).isEqualTo("{\"jobs\":[]}");
    }

    @ParameterizedTest
    @CsvSource({
        "AC, 1 0",
        "acme, 1 0",
        "acme i, 1",
        "initech gm, 2",
        "ACME INC, 1",
        "\u00FCBER, 3",
        "tech, ''",
        "'', 3 2 1 0"
    })
    void findsJobsByTheBeginningOfAnOrganisationsIdOrName(String query, String expected) {
        var ids = List.of(
                created("acme"),
                created("globex", "Acme Inc."),
                created("i2", "Initech GmbH"),
                created("u3", "U\u0308ber alles"));

        var found = all(Map.of("query", query));

        assertThat(ids(found))
                .containsExactlyElementsOf(Stream.of(expected.split(" "))
                        .filter(place -> !place.isEmpty())
                        .map(place -> ids.get(Integer.parseInt(place)))
                        .toList());
        assertThat(body(found).has("next")).isFalse();
    }

    @Test
    void looksForJobsOfAStatusPageByPage() {
        var first = created("acme");
        end(first);
        created("acme2");
        var third = created("acme3");
        end(third);

        var page = all(Map.of("query", "ACME", "status", "FAILED", "limit", "1"));

        assertThat(ids(page)).containsExactly(third);
        var next = body(page).get("next").textValue();
        assertThat(page.getHeaders().get("Link")).contains("query=ACME").contains("cursor=" + next);
        assertThat(ids(all(Map.of("query", "ACME", "status", "FAILED", "cursor", next))))
                .containsExactly(first);
    }

    @Test
    void looksThroughSoManyJobsAtOnceAndGoesOnFromThere() {
        var wanted = created("wanted");
        for (var i = 0; i < 200; i++) {
            created("other-" + i);
        }

        var page = all(Map.of("query", "wan"));

        assertThat(ids(page)).isEmpty();
        var rest = all(Map.of("query", "wan", "cursor", body(page).get("next").textValue()));
        assertThat(ids(rest)).containsExactly(wanted);
        assertThat(body(rest).has("next")).isFalse();
    }

    @Test
    void takesACursorWithTheListAndTheFiltersOfItsPageOnly() {
        for (var i = 0; i < 3; i++) {
            end(created("acme"));
        }
        var next =
                body(all(Map.of("status", "FAILED", "limit", "1"))).get("next").textValue();

        assertThat(all(Map.of("status", "FAILED", "cursor", next)).getStatusCode())
                .isEqualTo(200);
        var refused = List.of(
                all(Map.of("cursor", next)),
                all(Map.of("status", "COMPLETE", "cursor", next)),
                all(Map.of("status", "FAILED", "query", "a", "cursor", next)),
                ofAcme(Map.of("cursor", next)),
                all(Map.of("status", "FAILED", "cursor", changed(next))));
        assertThat(refused).allSatisfy(response -> {
            assertThat(response.getStatusCode()).isEqualTo(400);
            assertThat(body(response).get("code").textValue()).isEqualTo("invalid-parameter");
        });
    }

    /** A cursor of the same form with another first character of the position in it. */
    private static String changed(String cursor) {
        return "aW" + cursor.substring(2);
    }

    @Test
    void answers304UntilTheListChanges() {
        created("acme");
        var tag = all(Map.of()).getHeaders().get("ETag");

        var same = all(Map.of(), Map.of("if-none-match", tag));
        created("globex");
        var changed = all(Map.of(), Map.of("if-none-match", tag));

        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        assertThat(same.getStatusCode()).isEqualTo(304);
        assertThat(same.getBody()).isEmpty();
        assertThat(same.getHeaders()).containsEntry("ETag", tag).containsEntry("Cache-Control", "private, no-cache");
        assertThat(changed.getStatusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "DONE", "", "FAILED,COMPLETE"})
    void refusesAStatusThatIsNone(String status) {
        var response = all(Map.of("status", status));

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(body(response).get("code").textValue()).isEqualTo("invalid-parameter");
        assertThat(body(response).get("nextAction").textValue())
                .contains(Arrays.stream(JobStatus.values()).map(JobStatus::name).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 101",
        "limit, 1000000000000",
        "limit, ten",
        "cursor, ''",
        "cursor, nonsense",
        "cursor, job_8ZZZZZZZZZZZZZZZZZZZZZZZZZ",
        "cursor, ntc_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E"
    })
    void refusesALimitOrCursorThatIsNone(String parameter, String value) {
        for (var response : List.of(all(Map.of(parameter, value)), ofAcme(Map.of(parameter, value)))) {
            assertThat(response.getStatusCode()).isEqualTo(400);
            assertThat(body(response).get("code").textValue()).isEqualTo("invalid-parameter");
            assertThat(body(response).get("detail").textValue()).contains(parameter);
        }
    }

    @Test
    void saysThatItIsBusyWhenTheTableIs() {
        var busy = new ApiHandler() {
            @Override
            protected Optional<Scope> scope() {
                return Optional.of(Scope.READ);
            }

            @Override
            protected Response answer(Request request) {
                throw new ContentionException("busy");
            }
        };

        var response = busy.handleRequest(get(Map.of()), requests.context());

        assertThat(response.getStatusCode()).isEqualTo(503);
        assertThat(response.getHeaders()).containsEntry("Retry-After", "1");
        assertThat(body(response).get("code").textValue()).isEqualTo("upstream-unavailable");
        assertThat(requests.logged()).singleElement().asString().contains("ContentionException");
    }

    private JobId created(String org) {
        return created(org, Plan.DEFAULT);
    }

    private JobId created(String org, String displayName) {
        return created(
                org,
                PlanReader.read("{\"displayName\": \"" + displayName + "\"}").plan());
    }

    private JobId created(String org, Plan plan) {
        var id = JobId.next();
        jobs.create(Job.create(id, new OrgId(org), plan, new Execution(id.value(), "arn"), true, "operator", NOW));
        return id;
    }

    private void end(JobId id) {
        for (var step : jobs.find(id).orElseThrow().openSteps()) {
            jobs.update(id, job -> Optional.of(job.cancelStep(step.name(), "Stopped", NOW)));
        }
        jobs.update(id, job -> Optional.of(job.end(JobStatus.FAILED, NOW)));
    }

    private APIGatewayV2HTTPResponse ofAcme(Map<String, String> query) {
        var request = get(Map.of("orgId", "acme"), query, Map.of());
        request.setRawPath("/v1/orgs/acme/provisioning-jobs");
        return new ListOrgJobsHandler(new JobLists(local.table())).handleRequest(request, requests.context());
    }

    private APIGatewayV2HTTPResponse all(Map<String, String> query) {
        return all(query, Map.of());
    }

    private APIGatewayV2HTTPResponse all(Map<String, String> query, Map<String, String> headers) {
        var request = get(Map.of(), query, headers);
        request.setRawPath("/v1/provisioning-jobs");
        return new ListJobsHandler(new JobLists(local.table())).handleRequest(request, requests.context());
    }

    private static List<JobId> ids(APIGatewayV2HTTPResponse response) {
        return body(response).get("jobs").findValuesAsText("id").stream()
                .map(JobId::new)
                .toList();
    }
}
