package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.execution.FakeStepFunctions;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Job.Change;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.job.SubaccountChoice.Adopt;
import dev.tenantry.core.job.SubaccountChoice.Create;
import dev.tenantry.core.secret.BusinessProfileStore;
import dev.tenantry.core.secret.FakeKms;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Retries that say what becomes of a subaccount that the ledger does not know. */
class RetrySubaccountTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final String SID = "AC0123456789abcdef0123456789abcdef";
    private static final StepError UNDECIDED =
            new StepError("needs-human", "There is one already.", "Decide.", true, Optional.empty());

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final FakeStepFunctions stepFunctions = new FakeStepFunctions();
    private final Executions executions = new Executions(
            stepFunctions, Map.of(StepGroup.TENANT, "arn:aws:states:us-east-1:123456789012:stateMachine:Provisioning"));
    private final ApiRequests requests = new ApiRequests();
    private JobStore jobs;
    private JobId id;

    @BeforeEach
    void aJobThatAsks() {
        jobs = new JobStore(local.table());
        var trigger = new TriggerHandler(
                        jobs,
                        businesses(),
                        executions,
                        () -> true,
                        Oversights.in(local.table()),
                        InstantSource.fixed(NOW))
                .handleRequest(post(Map.of("orgId", "acme"), "{\"numbers\":[{\"count\":3}]}"), requests.context());
        id = new JobId(body(trigger).get("id").textValue());
        change(job -> job.startStep(StepName.CREATE_SUBACCOUNT, NOW));
        change(job -> job.failStep(StepName.CREATE_SUBACCOUNT, UNDECIDED, NOW));
        job().openSteps().forEach(step -> change(job -> job.cancelStep(step.name(), "Stopped", NOW)));
        change(job -> job.end(JobStatus.FAILED, NOW));
        stepFunctions.close(job().lastExecution().arn(), ExecutionStatus.FAILED, "Some.Error", null);
    }

    @Test
    void adoptsOneAndLeavesThePlan() {
        var answer = retry("{\"subaccount\": {\"adopt\": \"" + SID + "\"}}");

        assertThat(answer.getStatusCode()).isEqualTo(202);
        assertThat(body(answer).at("/subaccount/adopt").textValue()).isEqualTo(SID);
        assertThat(job().subaccount()).hasValue(new Adopt(SID));
        assertThat(job().plan().numberCount()).isEqualTo(3);
        assertThat(job().status()).isEqualTo(JobStatus.PENDING);
    }

    @Test
    void createsOneWithAnotherPlan() {
        var answer = retry("{\"numbers\":[{\"count\":1}],\"subaccount\": {\"create\": true}}");

        assertThat(answer.getStatusCode()).isEqualTo(202);
        assertThat(body(answer).at("/subaccount/create").booleanValue()).isTrue();
        assertThat(job().subaccount()).hasValue(new Create());
        assertThat(job().plan().numberCount()).isEqualTo(1);
    }

    @Test
    void isTakenUpOnceThoughItIsSentTwiceAndNotWithAnotherDecision() {
        var adopt = "{\"subaccount\": {\"adopt\": \"" + SID + "\"}}";
        assertThat(retry(adopt).getStatusCode()).isEqualTo(202);
        var taken = job();

        assertThat(retry(adopt).getStatusCode()).isEqualTo(202);
        assertThat(retry("{\"subaccount\": {\"create\": true}}").getStatusCode())
                .isEqualTo(409);

        assertThat(job()).isEqualTo(taken);
    }

    @Test
    void aLaterRetryWithoutADecisionKeepsTheEarlierOne() {
        retry("{\"subaccount\": {\"create\": true}}");
        change(job -> job.startStep(StepName.CREATE_SUBACCOUNT, NOW));
        change(job -> job.failStep(StepName.CREATE_SUBACCOUNT, UNDECIDED, NOW));
        job().openSteps().forEach(step -> change(job -> job.cancelStep(step.name(), "Stopped", NOW)));
        change(job -> job.end(JobStatus.FAILED, NOW));

        assertThat(retry(null).getStatusCode()).isEqualTo(202);

        assertThat(job().subaccount()).hasValue(new Create());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    null                                              | /subaccount
                    []                                                | /subaccount
                    "AC0123456789abcdef0123456789abcdef"              | /subaccount
                    {}                                                | /subaccount
                    {"keep": true}                                    | /subaccount
                    {"create": true, "adopt": "AC0123"}               | /subaccount
                    {"create": false}                                 | /subaccount/create
                    {"create": "true"}                                | /subaccount/create
                    {"create": null}                                  | /subaccount/create
                    {"adopt": ""}                                     | /subaccount/adopt
                    {"adopt": null}                                   | /subaccount/adopt
                    {"adopt": 1}                                      | /subaccount/adopt
                    {"adopt": "SK0123456789abcdef0123456789abcdef"}   | /subaccount/adopt
                    {"adopt": "AC0123456789abcdef0123456789abcdef "}  | /subaccount/adopt
                    """)
    void refusesAnotherDecision(String decision, String at) {
        var before = job();

        var answer = retry("{\"subaccount\": " + decision + "}");

        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(body(answer).at("/errors/0/pointer").asText()).endsWith(at);
        assertThat(job()).isEqualTo(before);
    }

    @Test
    void tellsTheFaultsOfThePlanToo() {
        var answer = retry("{\"numbers\": 1, \"subaccount\": {\"create\": false}}");

        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(body(answer).get("errors").valueStream().map(JsonNode::toString))
                .anyMatch(fault -> fault.contains("/subaccount/create"))
                .anyMatch(fault -> fault.contains("/numbers"));
    }

    @Test
    void refusesADecisionAboutASubaccountThatIsThere() {
        assertThat(retry(null).getStatusCode()).isEqualTo(202);
        change(job -> job.startStep(StepName.CREATE_SUBACCOUNT, NOW));
        change(job -> job.completeStep(StepName.CREATE_SUBACCOUNT, "Done", List.of(), NOW));
        change(job -> job.startStep(StepName.CREATE_API_KEY, NOW));
        change(job -> job.failStep(StepName.CREATE_API_KEY, UNDECIDED, NOW));
        job().openSteps().forEach(step -> change(job -> job.cancelStep(step.name(), "Stopped", NOW)));
        change(job -> job.end(JobStatus.FAILED, NOW));

        var answer = retry("{\"subaccount\": {\"create\": true}}");

        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(body(answer).at("/errors/0/detail").textValue()).contains("has its subaccount already");
    }

    @Test
    void aTriggerKnowsNoSuchField() {
        var answer = new TriggerHandler(
                        jobs,
                        businesses(),
                        executions,
                        () -> true,
                        Oversights.in(local.table()),
                        InstantSource.fixed(NOW))
                .handleRequest(
                        post(Map.of("orgId", "globex"), "{\"subaccount\": {\"create\": true}}"), requests.context());

        assertThat(answer.getStatusCode()).isEqualTo(400);
    }

    private Job change(Function<Job, Change> change) {
        return jobs.update(id, job -> Optional.of(change.apply(job)));
    }

    private Job job() {
        return jobs.find(id).orElseThrow();
    }

    private APIGatewayV2HTTPResponse retry(String body) {
        return new RetryHandler(jobs, businesses(), executions, Oversights.in(local.table()), InstantSource.fixed(NOW))
                .handleRequest(post(Map.of("jobId", id.value()), body), requests.context());
    }

    private BusinessProfileStore businesses() {
        return new BusinessProfileStore(local.table(), new FakeKms().cipher());
    }
}
