package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.JobId;
import dev.tenantry.steps.engine.StepInput;
import dev.tenantry.steps.engine.StepOutput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How many requests to DynamoDB each step of a job makes when nothing goes wrong and no other step is at work. They are
 * the smaller part of what a job costs, and the greater part of what it does.
 */
class JobRequestsTest {
    @RegisterExtension
    final StepTestFixture fixture = StepTestFixture.inMemory();

    @Test
    void eachStepMakesFewRequests() {
        var id = fixture.newJob(StepTestFixture.ACME, StepTestFixture.EVERYTHING);
        var requests = new LinkedHashMap<String, Integer>();
        for (var step : StepGroup.TENANT.steps()) {
            requests.put(step.id(), requests(fixture.handler(step), id).size());
        }
        requests.put("complete", requests(fixture.complete(), id).size());

        assertThat(requests)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("create-subaccount", 8),
                        Map.entry("create-api-key", 5),
                        Map.entry("buy-numbers", 11),
                        Map.entry("create-messaging-service", 5),
                        Map.entry("add-alpha-sender", 5),
                        Map.entry("create-twiml-application", 5),
                        Map.entry("create-sip-trunk", 8),
                        Map.entry("attach-numbers", 4),
                        Map.entry("set-emergency-address", 5),
                        Map.entry("set-spend-alarm", 7),
                        Map.entry("subscribe-to-events", 9),
                        Map.entry("create-verify-service", 5),
                        Map.entry("check-setup", 5),
                        Map.entry("complete", 2)));
    }

    /** The job; the ledger; the start with the claim; the SID; the end. */
    @Test
    void aStepWithOneResourceMakesFiveRequests() {
        var id = fixture.newJobWithSubaccount(StepTestFixture.EVERYTHING);

        assertThat(requests(fixture.handler(StepName.CREATE_API_KEY), id))
                .containsExactly("GetItem", "Query", "TransactWriteItems", "UpdateItem", "TransactWriteItems");
    }

    private List<String> requests(RequestHandler<StepInput, StepOutput> step, JobId id) {
        fixture.outbound().reset();
        fixture.run(step, id);
        return fixture.outbound().calls().stream()
                .filter(call -> call.startsWith("DynamoDB "))
                .map(call -> call.substring("DynamoDB ".length()))
                .toList();
    }
}
