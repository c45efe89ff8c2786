package dev.tenantry.twilio.simulator.faults;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The ways in which a request can fail. Their names in JSON stand at {@link JsonSubTypes}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fault.Refuse.class, name = "refuse"),
    @JsonSubTypes.Type(value = Fault.DroppedBefore.class, name = "dropped-before"),
    @JsonSubTypes.Type(value = Fault.DoneButDropped.class, name = "done-but-dropped"),
    @JsonSubTypes.Type(value = Fault.DoneButTimedOut.class, name = "done-but-timed-out"),
    @JsonSubTypes.Type(value = Fault.DoneButError.class, name = "done-but-500"),
    @JsonSubTypes.Type(value = Fault.Slow.class, name = "slow"),
    @JsonSubTypes.Type(value = Fault.Held.class, name = "held"),
    @JsonSubTypes.Type(value = Fault.HtmlBody.class, name = "html-body"),
    @JsonSubTypes.Type(value = Fault.MalformedBody.class, name = "malformed-body"),
    @JsonSubTypes.Type(value = Fault.EmptyInventory.class, name = "empty-inventory"),
    @JsonSubTypes.Type(value = Fault.StaleList.class, name = "stale-list"),
    @JsonSubTypes.Type(value = Fault.LaggingList.class, name = "lagging-list")
})
public sealed interface Fault {

    /**
     * Not processed, with an error body.
     *
     * @param code Twilio's code, such as 20429; 0: none, as with some of Twilio's 422
     * @param status the HTTP status, such as 429
     * @param message the sentence; null: Twilio's where it is known, else one that names the code
     * @param retryAfterSeconds the Retry-After header; null: none
     */
    record Refuse(int code, int status, String message, Integer retryAfterSeconds) implements Fault {}

    /** Not processed; the connection is closed without an answer. */
    record DroppedBefore() implements Fault {}

    /** Processed; the connection is closed without an answer. */
    record DoneButDropped() implements Fault {}

    /**
     * Processed; the answer comes so much later.
     *
     * @param delayMillis real milliseconds, whatever the speed
     */
    record DoneButTimedOut(long delayMillis) implements Fault {}

    /**
     * Processed, and answered by a server error.
     *
     * @param status the HTTP status; null: 500
     */
    record DoneButError(Integer status) implements Fault {}

    /**
     * Processed and answered as usual, only so much later.
     *
     * @param delayMillis real milliseconds before the work, whatever the speed
     */
    record Slow(long delayMillis) implements Fault {}

    /** Processed and answered as usual, only not before its rule is taken back. */
    record Held() implements Fault {}

    /**
     * Not processed; the answer is a gateway's HTML page.
     *
     * @param status the HTTP status; null: 502
     */
    record HtmlBody(Integer status) implements Fault {}

    /** Processed, with the usual status, and half of the body. */
    record MalformedBody() implements Fault {}

    /** For searching and buying by area code: there are no numbers. Name the area code by the rule's parameters. */
    record EmptyInventory() implements Fault {}

    /** For lists: the newest item is not on it yet. */
    record StaleList() implements Fault {}

    /**
     * For lists: what was made lately is not on it yet.
     *
     * @param lagMillis how lately; real milliseconds, whatever the speed. Dates are to the second, so it may be up to a
     *     second less
     */
    record LaggingList(long lagMillis) implements Fault {}
}
