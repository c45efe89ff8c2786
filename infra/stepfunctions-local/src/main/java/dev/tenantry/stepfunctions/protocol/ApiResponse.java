package dev.tenantry.stepfunctions.protocol;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Response to one API call.
 *
 * @param status the HTTP status: 200, or 400 and above for an error
 * @param body the response, or AWS JSON 1.0's error object with {@code __type} and {@code message}
 */
public record ApiResponse(int status, JsonNode body) {
    /** Whether the call succeeded. */
    public boolean ok() {
        return status == 200;
    }
}
