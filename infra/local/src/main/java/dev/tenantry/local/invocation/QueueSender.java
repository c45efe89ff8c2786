package dev.tenantry.local.invocation;

/** Puts messages into queues of the template. */
@FunctionalInterface
public interface QueueSender {

    /**
     * Sends a message.
     *
     * @param queueArn the queue
     * @param body the message's body
     */
    void send(String queueArn, String body);
}
