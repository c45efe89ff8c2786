package dev.tenantry.twilio.simulator.http;

/** Answers one kind of request, inside a transaction. */
@FunctionalInterface
interface Endpoint {
    Answer answer(Call call);
}
