package dev.tenantry.twilio.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a resource answers.
 *
 * @param status the HTTP status
 * @param body the representation; null: none
 */
record Answer(int status, ObjectNode body) {
    static Answer ok(ObjectNode body) {
        return new Answer(200, body);
    }

    static Answer created(ObjectNode body) {
        return new Answer(201, body);
    }

    static Answer noContent() {
        return new Answer(204, null);
    }
}
