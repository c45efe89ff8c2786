package dev.tenantry.local.events;

import dev.tenantry.local.invocation.EventInvoker;

/** Sends an event to Lambda, which must know the function: rules and schedules come from the same template. */
final class AsyncDelivery {

    private AsyncDelivery() {}

    static void send(EventInvoker lambda, String function, byte[] event) {
        lambda.invoke(function, event).ifPresent(error -> {
            throw new IllegalStateException(error.type() + ": " + error.message());
        });
    }
}
