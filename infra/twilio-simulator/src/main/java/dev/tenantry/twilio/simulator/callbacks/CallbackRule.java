package dev.tenantry.twilio.simulator.callbacks;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tenantry.twilio.simulator.rules.Frequency;
import dev.tenantry.twilio.simulator.rules.Glob;
import dev.tenantry.twilio.simulator.rules.Rule;

/**
 * Rule that drops, delays or changes callbacks.
 *
 * @param type a pattern of the event's type, such as {@code com.twilio.messaging.compliance.campaign-registration.*},
 *     or {@code bundle-status}; null: any
 * @param accountSid whose; null: anybody's
 * @param skip how many that it meets come as they should first
 * @param times how many do not; null: one, or with a rate all
 * @param rate the share that does not, 0 to 1, drawn from the seed; null: every one
 * @param action what happens instead
 */
public record CallbackRule(String type, String accountSid, int skip, Integer times, Double rate, Action action)
        implements Rule<OutgoingMessage> {
    /** Checks the ranges. */
    public CallbackRule {
        if (action == null) {
            throw new IllegalArgumentException("a rule needs an action");
        }
        new Frequency(skip, times, rate);
    }

    @Override
    public boolean meets(OutgoingMessage message) {
        return Glob.of(type).matches(message.type()) && (accountSid == null || accountSid.equals(message.accountSid()));
    }

    @Override
    public Frequency frequency() {
        return new Frequency(skip, times, rate);
    }

    /** What happens to a callback. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Action.Drop.class, name = "drop"),
        @JsonSubTypes.Type(value = Action.Duplicate.class, name = "duplicate"),
        @JsonSubTypes.Type(value = Action.Delay.class, name = "delay"),
        @JsonSubTypes.Type(value = Action.Early.class, name = "early")
    })
    public sealed interface Action {

        /** It is never sent. */
        record Drop() implements Action {}

        /** It is sent twice, with the same id. */
        record Duplicate() implements Action {}

        /**
         * It is sent so much later.
         *
         * @param delayMillis real milliseconds, whatever the speed
         */
        record Delay(long delayMillis) implements Action {}

        /** It is sent, and answered, before the answer to the request that caused it. */
        record Early() implements Action {}
    }
}
