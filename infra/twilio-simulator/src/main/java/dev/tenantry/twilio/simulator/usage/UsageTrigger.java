package dev.tenantry.twilio.simulator.usage;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;

/** A callback when usage passes a value (Twilio docs: UsageTrigger resource, whose property names these are). */
record UsageTrigger(
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
    UsageTrigger fired(String value, Instant now) {
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
    String usageRecordUri() {
        return "/2010-04-01/Accounts/" + accountSid + "/Usage/Records.json?Category=" + usageCategory;
    }
}
