package dev.tenantry.twilio.simulator.callbacks;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;

/** Something that Twilio is to send now. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Callback.UsageTriggerFires.class, name = "usage-trigger"),
    @JsonSubTypes.Type(value = Callback.BundleStatusChanges.class, name = "bundle-status"),
    @JsonSubTypes.Type(value = Callback.EventHappens.class, name = "event")
})
public sealed interface Callback {

    /**
     * A usage trigger fires.
     *
     * @param sid the trigger
     * @param currentValue what the usage has become
     */
    record UsageTriggerFires(String sid, String currentValue) implements Callback {}

    /**
     * The status of a customer profile or trust product has changed; its StatusCallback is told.
     *
     * @param sid the bundle
     */
    record BundleStatusChanges(String sid) implements Callback {}

    /**
     * An event happens, and goes to every webhook sink that subscribes to it.
     *
     * @param accountSid the account in which it happens
     * @param eventType such as {@code com.twilio.messaging.compliance.brand-registration.brand-registered}
     * @param data the event's own data
     */
    record EventHappens(String accountSid, String eventType, JsonNode data) implements Callback {}
}
