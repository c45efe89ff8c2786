package dev.tenantry.twilio.usage;

import java.math.BigDecimal;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * A trigger that fires when an account's usage reaches a value ("REST API: UsageTriggers").
 *
 * @param sid {@code UT…}
 * @param friendlyName the name it was created with; Twilio does not keep names unique
 * @param callbackUrl what Twilio calls when it fires
 * @param triggerValue the value it fires at: an amount in the account's currency, when it was created here
 * @param recurring after which period it counts from zero again; empty when it fires only once
 */
public record UsageTrigger(
        String sid, String friendlyName, URI callbackUrl, BigDecimal triggerValue, Optional<Recurrence> recurring) {

    /** Refuses nulls. */
    public UsageTrigger {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(friendlyName, "friendlyName");
        Objects.requireNonNull(callbackUrl, "callbackUrl");
        Objects.requireNonNull(triggerValue, "triggerValue");
        Objects.requireNonNull(recurring, "recurring");
    }
}
