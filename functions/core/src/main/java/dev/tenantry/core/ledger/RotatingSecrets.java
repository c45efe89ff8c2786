package dev.tenantry.core.ledger;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The ledger's secrets of resources that somebody exchanges at Twilio now and then, such as a subaccount's auth token:
 * the current one, and for a time the one before it. All attributes are in the resource's entry of the {@link Ledger}.
 */
public final class RotatingSecrets {
    /**
     * How long the previous secret is accepted after an exchange was noticed: as long as Twilio keeps an event that it
     * could not deliver ("Event Streams"), which is the oldest that can arrive with the earlier signature.
     */
    public static final Duration PREVIOUS_LIFETIME = Duration.ofHours(4);

    /** How often the secret is looked up at Twilio at most because of what callers send. */
    public static final Duration LOOK_UP_INTERVAL = Duration.ofMinutes(1);

    /** How long a look-up may take; one that has not ended by then never will. */
    private static final Duration LOOK_UP_TIMEOUT = Duration.ofSeconds(10);

    private final Table table;
    private final InstantSource clock;

    RotatingSecrets(Table table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * A recorded resource with its secrets, all of one moment.
     *
     * @param sid Twilio's id of it
     * @param current the secret that was current when it was stored, encrypted
     * @param previous the one before it, encrypted, while it is still accepted
     * @param lookUpIsDue whether enough time has passed since the last look-up for another one
     * @param beingLookedUp whether a look-up has begun and not ended
     */
    public record Stored(
            String sid, SdkBytes current, Optional<SdkBytes> previous, boolean lookUpIsDue, boolean beingLookedUp) {}

    /** The recorded SID of a resource and its secrets, if there are both. */
    public Optional<Stored> find(ResourceKey key) {
        return stored(table.client()
                .getItem(get -> get.tableName(table.name()).key(Ledger.key(key)).consistentRead(true))
                .item());
    }

    /** The same as the ledger had them at an earlier moment. */
    public Optional<Stored> find(ResourceKey key, LedgerSnapshot ledger) {
        return stored(ledger.item(key));
    }

    private Optional<Stored> stored(Map<String, AttributeValue> item) {
        if (!item.containsKey("sid") || !item.containsKey("secret")) {
            return Optional.empty();
        }
        var now = clock.instant();
        var begun = time(item, "lookedUpAt");
        return Optional.of(new Stored(
                item.get("sid").s(),
                item.get("secret").b(),
                Optional.ofNullable(item.get("previousSecret"))
                        .filter(_ -> time(item, "previousUntil").orElseThrow().isAfter(now))
                        .map(AttributeValue::b),
                begun.isEmpty() || !begun.get().isAfter(now.minus(LOOK_UP_INTERVAL)),
                begun.isPresent()
                        && begun.get().isAfter(now.minus(LOOK_UP_TIMEOUT))
                        && !begun.equals(time(item, "lookUpEnded"))));
    }

    /**
     * Stores the first secret of a recorded resource.
     *
     * @param secret the secret, encrypted
     * @return false, and nothing is stored, when it has one already
     */
    public boolean storeFirst(ResourceKey key, SdkBytes secret) {
        return update(
                key,
                "SET secret = :secret",
                "attribute_exists(sid) AND attribute_not_exists(secret)",
                Map.of(":secret", AttributeValue.fromB(secret)));
    }

    /**
     * Replaces the current secret by the one that Twilio has now; it becomes the previous one. Does nothing when
     * another one has been stored meanwhile.
     *
     * @param before the resource as it was found
     * @param next the secret that Twilio has now, encrypted
     */
    public void replace(ResourceKey key, Stored before, SdkBytes next) {
        update(
                key,
                "SET secret = :next, previousSecret = :before, previousUntil = :until",
                "sid = :sid AND secret = :before",
                Map.of(
                        ":sid", AttributeValue.fromS(before.sid()),
                        ":before", AttributeValue.fromB(before.current()),
                        ":next", AttributeValue.fromB(next),
                        ":until", millis(clock.instant().plus(PREVIOUS_LIFETIME))));
    }

    /**
     * Begins a look-up that a caller causes, unless one began within {@link #LOOK_UP_INTERVAL}.
     *
     * @return when it began; empty when none may be made now
     */
    public Optional<Instant> beginLookUp(ResourceKey key) {
        var now = Instant.ofEpochMilli(clock.millis());
        var begins = update(
                key,
                "SET lookedUpAt = :now",
                "attribute_exists(sid) AND (attribute_not_exists(lookedUpAt) OR lookedUpAt <= :rested)",
                Map.of(":now", millis(now), ":rested", millis(now.minus(LOOK_UP_INTERVAL))));
        return begins ? Optional.of(now) : Optional.empty();
    }

    /** Ends the look-up that began then: who waits for it need not wait any longer. */
    public void endLookUp(ResourceKey key, Instant begun) {
        update(key, "SET lookUpEnded = :begun", "lookedUpAt = :begun", Map.of(":begun", millis(begun)));
    }

    private boolean update(ResourceKey key, String update, String condition, Map<String, AttributeValue> values) {
        try {
            table.client().updateItem(request -> request.tableName(table.name())
                    .key(Ledger.key(key))
                    .updateExpression(update)
                    .conditionExpression(condition)
                    .expressionAttributeValues(new HashMap<>(values)));
            return true;
        } catch (ConditionalCheckFailedException overtaken) {
            return false;
        }
    }

    private static Optional<Instant> time(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(value -> Instant.ofEpochMilli(Long.parseLong(value.n())));
    }

    private static AttributeValue millis(Instant time) {
        return AttributeValue.fromN(Long.toString(time.toEpochMilli()));
    }
}
