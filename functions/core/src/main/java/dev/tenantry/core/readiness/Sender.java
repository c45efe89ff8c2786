package dev.tenantry.core.readiness;

import dev.tenantry.core.plan.NumberGroup;
import java.util.Optional;

/**
 * Something that an organisation's messages or calls come from.
 *
 * @param name the number in E.164, or the name
 * @param sid Twilio's id of it
 * @param group what kind of number it was bought as; empty for a name
 * @param facts on what its readiness depends
 */
public record Sender(String name, String sid, Optional<NumberGroup> group, SenderFacts facts) {
    /** Whether it may send to a class of destination. */
    public Verdict verdict(Destination destination) {
        return SendRules.verdict(facts, destination);
    }
}
