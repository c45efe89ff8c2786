package dev.tenantry.twilio.simulator.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.twilio.simulator.callbacks.Callback;

/**
 * An event, which goes to every webhook sink that subscribes to its type.
 *
 * @param accountSid the account in which it happens
 * @param eventType such as {@code com.twilio.messaging.compliance.brand-registration.brand-registered}
 * @param data the event's own data
 */
public record EventCallback(String accountSid, String eventType, JsonNode data) implements Callback {
    private static final String COMPLIANCE = "com.twilio.messaging.compliance.";

    /**
     * An event of messaging compliance.
     *
     * @param name the type without its prefix, such as {@code brand-registration.brand-registered}
     */
    public static EventCallback compliance(String accountSid, String name, JsonNode data) {
        return new EventCallback(accountSid, COMPLIANCE + name, data);
    }
}
