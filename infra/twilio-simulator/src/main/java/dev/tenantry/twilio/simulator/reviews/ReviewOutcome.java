package dev.tenantry.twilio.simulator.reviews;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How a review ends. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ReviewOutcome.Approve.class, name = "approve"),
    @JsonSubTypes.Type(value = ReviewOutcome.Reject.class, name = "reject"),
    @JsonSubTypes.Type(value = ReviewOutcome.Never.class, name = "never"),
    @JsonSubTypes.Type(value = ReviewOutcome.Suspend.class, name = "suspend")
})
public sealed interface ReviewOutcome {

    /** Well. */
    record Approve() implements ReviewOutcome {}

    /**
     * With a rejection.
     *
     * @param code Twilio's code, such as 30897; null: the usual one of such a review
     * @param reason the sentence; null: the usual one of the code
     */
    record Reject(Integer code, String reason) implements ReviewOutcome {
        /** Twilio's page about the code. */
        public String url() {
            return "https://www.twilio.com/docs/api/errors/" + code;
        }
    }

    /** Not by itself: somebody has to decide it by the control API. */
    record Never() implements ReviewOutcome {}

    /** What was approved is stopped, until it is approved again. Only the control API decides so. */
    record Suspend() implements ReviewOutcome {}
}
