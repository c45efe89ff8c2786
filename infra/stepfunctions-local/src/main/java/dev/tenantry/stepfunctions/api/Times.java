package dev.tenantry.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.json.Json;
import java.math.BigDecimal;

/** Timestamps as AWS JSON 1.0 writes them: seconds since the epoch, with milliseconds as a fraction. */
final class Times {
    private Times() {}

    static JsonNode node(long millis) {
        return Json.NODES.numberNode(BigDecimal.valueOf(millis, 3));
    }
}
