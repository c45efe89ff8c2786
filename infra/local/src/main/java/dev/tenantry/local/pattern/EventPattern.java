package dev.tenantry.local.pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.event.ruler.Machine;

/**
 * An event pattern: an object that names fields, and for each a list of values or comparisons of which one must fit. It
 * is matched by the library that EventBridge itself uses, so only its meaning counts, and not our reading of it.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">Comparison
 *     operators for use in event patterns in Amazon EventBridge</a>
 */
public final class EventPattern {
    private static final String NAME = "pattern";

    private final Machine machine = Machine.builder().build();

    private EventPattern() {}

    /**
     * Reads a pattern.
     *
     * @param pattern a JSON object
     * @return the pattern
     * @throws IllegalArgumentException saying what of it is wrong or not supported
     */
    public static EventPattern of(JsonNode pattern) {
        var read = new EventPattern();
        try {
            read.machine.addRule(NAME, pattern.toString());
        } catch (JsonProcessingException refused) {
            throw new IllegalArgumentException(refused.getOriginalMessage(), refused);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return read;
    }

    /**
     * Whether an event fits.
     *
     * @param event a JSON object
     * @return true if every field that the pattern names fits
     */
    public boolean matches(JsonNode event) {
        return !machine.rulesForJSONEvent(event).isEmpty();
    }
}
