package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.steps.drift.ComparedResource;
import dev.tenantry.steps.drift.ComparedResource.Result;
import dev.tenantry.steps.drift.DriftReport;
import dev.tenantry.steps.drift.DriftReport.Unlisted;
import dev.tenantry.steps.drift.UnknownResource;
import dev.tenantry.steps.resource.Difference;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GetDriftHandlerTest {
    private static final OrgId ACME = new OrgId("acme");
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00.000Z");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final ApiRequests requests = new ApiRequests();

    @Test
    void anOrganisationWithoutAJobIsNotThereAndTwilioIsNotAsked() {
        var answer = handler(_ -> {
                    throw new AssertionError("Twilio was asked");
                })
                .handleRequest(get(Map.of("orgId", "acme")), requests.context());

        assertThat(answer.getStatusCode()).isEqualTo(404);
    }

    @Test
    void aComparisonIsShownWithFieldsAndReasons() throws Exception {
        var id = trigger();
        var scanned = new ArrayList<JobId>();

        var answer = handler(jobs -> {
                    jobs.forEach(job -> scanned.add(job.id()));
                    return report();
                })
                .handleRequest(get(Map.of("orgId", "acme")), requests.context());

        assertThat(scanned).containsExactly(id);
        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getHeaders()).containsEntry("Cache-Control", "no-store");
        var body = body(answer);
        assertThat(body.get("at").textValue()).isEqualTo("2026-12-01T10:00:00.000Z");
        assertThat(body.at("/lastJob/id").textValue()).isEqualTo(id.value());
        assertThat(body.get("findings").intValue()).isEqualTo(3);
        assertThat(body.get("resources")).isEqualTo(Json.parse("""
                [{"type": "account", "key": "account", "sid": "AC1", "status": "in-sync"},
                 {"type": "api-key", "key": "api-key", "sid": "SK1", "status": "missing"},
                 {"type": "messaging-service", "key": "messaging-service", "sid": "MG1", "status": "drifted",
                  "differences": [{"field": "statusCallback", "actual": "https://else.example"},
                                  {"field": "destination"}]},
                 {"type": "trunk", "key": "trunk", "sid": "TK1", "status": "unchecked", "reason": "Twilio is busy."}]
                """));
        assertThat(body.get("unknown")).isEqualTo(Json.parse("""
                [{"type": "phone-number", "sid": "PN1", "name": "+14155550100"}]
                """));
        assertThat(body.get("unlisted")).isEqualTo(Json.parse("""
                [{"type": "trunk", "reason": "Twilio is busy."}]
                """));
    }

    private static DriftReport report() {
        return new DriftReport(
                List.of(
                        compared(ResourceKind.ACCOUNT, "AC1", new Result.InSync()),
                        compared(ResourceKind.API_KEY, "SK1", new Result.Missing()),
                        compared(
                                ResourceKind.MESSAGING_SERVICE,
                                "MG1",
                                new Result.Drifted(List.of(
                                        new Difference(
                                                "statusCallback",
                                                Optional.empty(),
                                                Optional.of("https://else.example")),
                                        new Difference("destination", Optional.empty(), Optional.empty())))),
                        compared(ResourceKind.TRUNK, "TK1", new Result.Unchecked("Twilio is busy."))),
                List.of(new UnknownResource(ResourceKind.PHONE_NUMBER, "PN1", Optional.of("+14155550100"))),
                List.of(new Unlisted("trunk", "Twilio is busy.")));
    }

    private static ComparedResource compared(ResourceKind kind, String sid, Result result) {
        return new ComparedResource(kind.key(ACME), Optional.of(sid), Optional.empty(), result);
    }

    private GetDriftHandler handler(Function<List<Job>, DriftReport> scan) {
        return new GetDriftHandler(local.table(), scan, Oversights.in(local.table()), InstantSource.fixed(NOW));
    }

    private JobId trigger() {
        var id = JobId.next();
        new JobStore(local.table())
                .create(Job.create(id, ACME, Plan.DEFAULT, new Execution(id.value(), "arn"), true, "somebody", NOW));
        return id;
    }
}
