package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.Plan;
import dev.tenantry.core.storage.ContentionException;
import dev.tenantry.core.storage.JobLists;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        var rest = all(Map.of("limit", "2", "cursor", second.value()));

        assertThat(ids(page)).containsExactly(third, second);
        assertThat(body(page).get("next").textValue()).isEqualTo(second.value());
        assertThat(page.getHeaders())
                .containsEntry("Link", "</v1/provisioning-jobs?cursor=" + second + "&limit=2>; rel=\"next\"");
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
        assertThat(page.getHeaders())
                .containsEntry(
                        "Link", "</v1/provisioning-jobs?cursor=" + other + "&limit=1&status=FAILED>; rel=\"next\"");
        assertThat(ids(all(Map.of("status", "FAILED", "limit", "1", "cursor", other.value()))))
                .containsExactly(failed);
        assertThat(all(Map.of("status", "COMPLETE")).getBody()).isEqualTo("{\"jobs\":[]}");
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
            Response answer(Request request) {
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
        var id = JobId.next();
        jobs.create(
                Job.create(id, new OrgId(org), Plan.DEFAULT, new Execution(id.value(), "arn"), true, "operator", NOW));
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
        var request = get(Map.of(), query, Map.of());
        request.setRawPath("/v1/provisioning-jobs");
        return new ListJobsHandler(new JobLists(local.table())).handleRequest(request, requests.context());
    }

    private static List<JobId> ids(APIGatewayV2HTTPResponse response) {
        return body(response).get("jobs").findValuesAsText("id").stream()
                .map(JobId::new)
                .toList();
    }
}
