package dev.tenantry.local.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A standard queue: each message is delivered at least once, and again when it was not deleted within the visibility
 * timeout.
 */
final class SqsQueue {

    /** How often a waiting receiver looks whether a hidden message has become visible. */
    private static final long RECHECK_MILLIS = 200;

    private final Duration visibilityTimeout;
    private final Clock clock;
    private final Lock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Map<String, Message> byId = new LinkedHashMap<>();

    /**
     * A message as its last receiver got it.
     *
     * @param receiptHandle null before it is received
     */
    record Message(
            String id,
            String body,
            String md5,
            Instant sentAt,
            Instant visibleAt,
            int receiveCount,
            String receiptHandle) {

        Message received(Instant hiddenUntil) {
            var handle = UUID.randomUUID().toString();
            return new Message(id, body, md5, sentAt, hiddenUntil, receiveCount + 1, handle);
        }
    }

    SqsQueue(Duration visibilityTimeout, Clock clock) {
        this.visibilityTimeout = visibilityTimeout;
        this.clock = clock;
    }

    Duration visibilityTimeout() {
        return visibilityTimeout;
    }

    Message send(String body, Duration delay) {
        var now = clock.instant();
        var message = new Message(UUID.randomUUID().toString(), body, md5(body), now, now.plus(delay), 0, null);
        lock.lock();
        try {
            byId.put(message.id(), message);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        return message;
    }

    /** Takes visible messages, oldest first; if there are none, waits for one. */
    List<Message> receive(int max, Duration visibility, Duration wait) throws InterruptedException {
        var end = System.nanoTime() + wait.toNanos();
        lock.lockInterruptibly();
        try {
            var messages = take(max, visibility);
            while (messages.isEmpty() && System.nanoTime() < end) {
                arrived.await(RECHECK_MILLIS, TimeUnit.MILLISECONDS);
                messages = take(max, visibility);
            }
            return messages;
        } finally {
            lock.unlock();
        }
    }

    private List<Message> take(int max, Duration visibility) {
        var now = clock.instant();
        var taken = new ArrayList<Message>();
        for (var entry : byId.entrySet()) {
            if (taken.size() < max && !entry.getValue().visibleAt().isAfter(now)) {
                entry.setValue(entry.getValue().received(now.plus(visibility)));
                taken.add(entry.getValue());
            }
        }
        return taken;
    }

    /** Deletes the message that was last received with this handle; an older handle does nothing, as in SQS. */
    void delete(String receiptHandle) {
        lock.lock();
        try {
            byId.values().removeIf(message -> receiptHandle.equals(message.receiptHandle()));
        } finally {
            lock.unlock();
        }
    }

    int visibleMessages() {
        return count(true);
    }

    int hiddenMessages() {
        return count(false);
    }

    private int count(boolean visible) {
        lock.lock();
        try {
            var now = clock.instant();
            return (int) byId.values().stream()
                    .filter(message -> message.visibleAt().isAfter(now) != visible)
                    .count();
        } finally {
            lock.unlock();
        }
    }

    private static String md5(String body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
