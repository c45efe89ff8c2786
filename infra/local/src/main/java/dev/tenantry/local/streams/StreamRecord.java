package dev.tenantry.local.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.local.template.evaluation.Stack;
import java.time.Duration;
import java.time.Instant;

/**
 * A record as the function gets it, and when it was read.
 *
 * @param json one of the {@code Records} of Lambda's DynamoDB event
 * @param sequenceNumber its number in the shard
 * @param read when the host read it; the record's own time is only exact to the minute in DynamoDB Local
 */
record StreamRecord(JsonNode json, String sequenceNumber, Instant read) {

    /**
     * Makes a record of one from DynamoDB Local.
     *
     * @param record as {@code GetRecords} gave it
     * @param streamArn the ARN that the function expects
     * @param read when it was read
     */
    static StreamRecord of(JsonNode record, String streamArn, Instant read) {
        // The images are large, and nobody changes them, so that all mappings share them.
        var json = JsonNodeFactory.instance.objectNode();
        json.setAll((ObjectNode) record);
        json.put("awsRegion", Stack.LOCAL_REGION).put("eventSourceARN", streamArn);
        var images = json.path("dynamodb");
        if (isTimeToLive(json, images)) {
            json.put("eventName", "REMOVE");
            json.putObject("userIdentity").put("type", "Service").put("principalId", "dynamodb.amazonaws.com");
        }
        return new StreamRecord(json, images.path("SequenceNumber").asText(), read);
    }

    /** DynamoDB Local 3.3.1 names the deletion of an expired item wrongly, and leaves out who did it. */
    private static boolean isTimeToLive(JsonNode record, JsonNode images) {
        var event = record.path("eventName").asText();
        var known = event.equals("INSERT") || event.equals("MODIFY") || event.equals("REMOVE");
        return !known && !images.has("NewImage");
    }

    Duration age() {
        return Duration.between(read, Instant.now());
    }

    long bytes() {
        return json.at("/dynamodb/SizeBytes").asLong();
    }
}
