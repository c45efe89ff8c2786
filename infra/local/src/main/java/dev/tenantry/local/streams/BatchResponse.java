package dev.tenantry.local.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.local.invocation.InvocationResult.Success;
import java.io.IOException;
import java.util.List;

/**
 * Reads a function's response to a batch (AWS Lambda Developer Guide, "Configuring partial batch response with DynamoDB
 * and Lambda").
 */
final class BatchResponse {

    private static final ObjectMapper JSON = new ObjectMapper();

    private BatchResponse() {}

    /**
     * How many of the batch's records, from its first, are done with.
     *
     * @param result the invocation's result
     * @param batch the records
     * @param reportsItemFailures whether the function's answer names the records that failed
     */
    static int processed(InvocationResult result, List<StreamRecord> batch, boolean reportsItemFailures) {
        if (!(result instanceof Success(var payload))) {
            return 0;
        }
        return reportsItemFailures ? firstFailure(payload, batch) : batch.size();
    }

    private static int firstFailure(byte[] payload, List<StreamRecord> batch) {
        JsonNode failures;
        try {
            failures = JSON.readTree(payload).path("batchItemFailures");
        } catch (IOException e) {
            return 0;
        }
        var first = batch.size();
        for (var failure : failures) {
            first = Math.min(first, position(failure.path("itemIdentifier").asText(), batch));
        }
        return first;
    }

    /** An identifier that is none of the batch's counts as a failure of the whole batch. */
    private static int position(String sequenceNumber, List<StreamRecord> batch) {
        for (var i = 0; i < batch.size(); i++) {
            if (batch.get(i).sequenceNumber().equals(sequenceNumber)) {
                return i;
            }
        }
        return 0;
    }
}
