package dev.tenantry.stepfunctions.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.protocol.ApiResponse;
import dev.tenantry.stepfunctions.store.ExecutionRecord.TaskReference;
import java.util.Optional;

/** The engine's own API, as Task states call it. */
@FunctionalInterface
public interface LocalApi {
    /**
     * Makes a call.
     *
     * @param startedBy the task that an execution is started for
     */
    ApiResponse call(String operation, JsonNode request, Optional<TaskReference> startedBy);
}
