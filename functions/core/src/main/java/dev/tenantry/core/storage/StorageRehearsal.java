package dev.tenantry.core.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.JobJson;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Rehearsal of what functions do in the table before a snapshot of them is taken: a job is stored, read and written as
 * JSON, something else is changed and searched. It plays the table as well: that has the job that was stored.
 */
final class StorageRehearsal {
    private static final JobId JOB = new JobId("job_00000000000000000000000000");
    private static final OrgId ORG = new OrgId("rehearsal");

    private Optional<JsonNode> stored = Optional.empty();

    /** Makes the calls. */
    void run(DynamoDbClient client) {
        var table = new Table(client, "rehearsal");
        var jobs = new JobStore(table);
        jobs.create(job());
        jobs.find(JOB).map(JobJson::write).ifPresent(Json::write);
        client.updateItem(update -> update.tableName(table.name())
                .key(JobKeys.org(ORG))
                .updateExpression("SET a = :a")
                .conditionExpression("a = :a")
                .expressionAttributeNames(Map.of("#a", "a"))
                .expressionAttributeValues(Map.of(":a", AttributeValue.fromN("1")))
                .returnValues(ReturnValue.ALL_OLD));
        jobs.events(JOB, 0, 1);
    }

    /** Answers a request. */
    synchronized String answer(String request) {
        var json = parse(request);
        for (var write : json.path("TransactItems")) {
            if (write.path("Put").path("Item").has("lastEvent")) {
                stored = Optional.of(write.path("Put").path("Item"));
            }
        }
        return json.path("Key").path("SK").path("S").asText().equals("HEAD")
                ? stored.map(item -> "{\"Item\":" + item + "}").orElse("{}")
                : "{}";
    }

    private static Job job() {
        var execution = new Execution(JOB.value(), "arn:aws:states:any:any:execution:any:any", 0);
        return Job.create(JOB, ORG, Plan.DEFAULT, execution, false, "rehearsal", Instant.EPOCH);
    }

    private static JsonNode parse(String request) {
        try {
            return Json.parse(request);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A request to DynamoDB is not JSON", impossible);
        }
    }
}
