package dev.tenantry.twilio.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Response of a resource.
 *
 * @param status the HTTP status
 * @param body the representation; null: none
 */
public record Answer(int status, ObjectNode body) {
    /** 200. */
    public static Answer ok(ObjectNode body) {
        return new Answer(200, body);
    }

    /** 201. */
    public static Answer created(ObjectNode body) {
        return new Answer(201, body);
    }

    /** 204. */
    public static Answer noContent() {
        return new Answer(204, null);
    }
}
