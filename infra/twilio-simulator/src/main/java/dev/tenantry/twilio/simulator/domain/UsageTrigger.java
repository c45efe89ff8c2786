package dev.tenantry.twilio.simulator.domain;

import java.time.Instant;

/** A callback when usage passes a value (Twilio docs: UsageTrigger resource, whose property names these are). */
public record UsageTrigger(
        String sid,
        String accountSid,
        String apiVersion,
        String friendlyName,
        String usageCategory,
        String triggerBy,
        String triggerValue,
        String currentValue,
        String recurring,
        String callbackUrl,
        String callbackMethod,
        Instant dateFired,
        Instant dateCreated,
        Instant dateUpdated)
        implements Resource {
    /** The same trigger, just fired at this value. */
    public UsageTrigger fired(String value, Instant now) {
        return new UsageTrigger(
                sid,
                accountSid,
                apiVersion,
                friendlyName,
                usageCategory,
                triggerBy,
                triggerValue,
                value,
                recurring,
                callbackUrl,
                callbackMethod,
                now,
                dateCreated,
                now);
    }

    /** Where the usage that it watches can be read, relative to {@code https://api.twilio.com}. */
    public String usageRecordUri() {
        return "/2010-04-01/Accounts/" + accountSid + "/Usage/Records.json?Category=" + usageCategory;
    }
}
