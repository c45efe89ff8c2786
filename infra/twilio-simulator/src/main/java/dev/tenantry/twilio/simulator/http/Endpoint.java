package dev.tenantry.twilio.simulator.http;

/** Answers one kind of request, inside a transaction. */
@FunctionalInterface
public interface Endpoint {
    /** The answer; what it throws undoes what it did. */
    Answer answer(Call call);
}
