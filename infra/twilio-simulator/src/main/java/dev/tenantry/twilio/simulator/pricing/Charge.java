package dev.tenantry.twilio.simulator.pricing;

import dev.tenantry.twilio.simulator.state.Resource;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A fee that was paid once (list prices; Twilio docs: A2P 10DLC fees).
 *
 * @param sid the charge's own id
 * @param resourceSid what for
 * @param type such as brand-registration
 * @param amount US dollars
 */
public record Charge(
        String sid, String accountSid, String resourceSid, String type, BigDecimal amount, Instant dateCreated)
        implements Resource {}
