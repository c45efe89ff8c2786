package dev.tenantry.core.ledger;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The ledger in the table. Every write is on one item that nothing else writes, so none waits for another.
 *
 * <p>An entry's {@code open} attribute is set by a claim, and removed only when the claim ended with nothing done, or
 * with a recorded SID. An entry that is still open at the next claim therefore has an unknown outcome, wherever the
 * earlier attempt crashed.
 */
public final class Ledger {
    static final String PREFIX = "LEDGER#";

    private final Table table;
    private final InstantSource clock;

    /** The ledger in this table. */
    public Ledger(Table table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * Claims a resource.
     *
     * @param lease how long the claimer may be at work, and its last request at Twilio may take to show: longer than
     *     the function can live
     */
    public Claim claim(ResourceKey key, Duration lease) {
        var now = clock.instant();
        var values = ClaimUpdate.values(key, now.plus(lease));
        values.put(":now", time(now));
        try {
            var before = table.client()
                    .updateItem(update -> update.tableName(table.name())
                            .key(key(key))
                            .conditionExpression(
                                    "attribute_not_exists(sid) AND (attribute_not_exists(leaseUntil) OR leaseUntil <= :now)")
                            .updateExpression(ClaimUpdate.EXPRESSION)
                            .expressionAttributeNames(ClaimUpdate.NAMES)
                            .expressionAttributeValues(values)
                            .returnValues(ReturnValue.ALL_OLD)
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                    .attributes();
            return new Claim.Granted(key, claimNumber(before) + 1, before.containsKey("open"));
        } catch (ConditionalCheckFailedException refused) {
            return refusal(refused.item());
        }
    }

    /**
     * The first claim of a resource that nobody has ever claimed, as a part of a transaction.
     *
     * @param lease as {@link #claim} takes it
     */
    public FirstClaim firstClaim(ResourceKey key, Duration lease) {
        return FirstClaim.of(table, key, clock.instant().plus(lease));
    }

    /**
     * Records that the resource exists, at once after Twilio said so. Recording the same SID again changes nothing.
     *
     * @param detail what people know it by, if it has such a thing
     * @param secret its secret, encrypted by the caller, if Twilio told one with it
     * @throws LedgerConflictException when another SID is recorded: then Twilio has two
     */
    public void record(ResourceKey key, String sid, Optional<String> detail, Optional<SdkBytes> secret) {
        var values = new HashMap<>(Map.of(
                ":sid", AttributeValue.fromS(sid),
                ":type", AttributeValue.fromS(key.kind().id()),
                ":now", AttributeValue.fromS(Json.time(clock.instant()))));
        detail.ifPresent(text -> values.put(":detail", AttributeValue.fromS(text)));
        secret.ifPresent(bytes -> values.put(":secret", AttributeValue.fromB(bytes)));
        try {
            table.client().updateItem(update -> update.tableName(table.name())
                    .key(key(key))
                    .conditionExpression("attribute_not_exists(sid) OR sid = :sid")
                    .updateExpression("SET sid = :sid, #type = :type, recordedAt = if_not_exists(recordedAt, :now)"
                            + (detail.isPresent() ? ", detail = :detail" : "")
                            + (secret.isPresent() ? ", secret = :secret" : "") + " REMOVE leaseUntil, #open")
                    .expressionAttributeNames(Map.of("#type", "type", "#open", "open"))
                    .expressionAttributeValues(values));
        } catch (ConditionalCheckFailedException refused) {
            throw new LedgerConflictException(
                    "The ledger has another SID for " + key.value() + " of " + key.orgId() + " than " + sid
                            + ": Twilio has two, and one must be removed by hand",
                    refused);
        }
    }

    /**
     * Forgets a resource that Twilio does not have any more, so that the next claim may create it again. Does nothing
     * when another SID is recorded by now, or none.
     */
    public void forget(ResourceKey key, String sid) {
        try {
            table.client().updateItem(update -> update.tableName(table.name())
                    .key(key(key))
                    .conditionExpression("sid = :sid")
                    .updateExpression(
                            "REMOVE sid, detail, recordedAt, submittedAt, secret, previousSecret, previousUntil")
                    .expressionAttributeValues(Map.of(":sid", AttributeValue.fromS(sid))));
        } catch (ConditionalCheckFailedException overtaken) {
            // Somebody else has forgotten it already, and may have recorded its successor.
            return;
        }
    }

    /** Records when a resource was submitted for review. Does nothing when another SID is recorded by now, or none. */
    public void submitted(ResourceKey key, String sid) {
        try {
            table.client().updateItem(update -> update.tableName(table.name())
                    .key(key(key))
                    .conditionExpression("sid = :sid")
                    .updateExpression("SET submittedAt = :now")
                    .expressionAttributeValues(Map.of(
                            ":sid", AttributeValue.fromS(sid),
                            ":now", AttributeValue.fromS(Json.time(clock.instant())))));
        } catch (ConditionalCheckFailedException overtaken) {
            // The submitted resource is no longer recorded, and the time must not be recorded for another one.
            return;
        }
    }

    /** When a resource was last submitted for review: at its creation, unless a later time was recorded. */
    public Optional<Instant> lastSubmitted(ResourceKey key) {
        var item = item(key);
        return Optional.ofNullable(item.getOrDefault("submittedAt", item.get("recordedAt")))
                .map(AttributeValue::s)
                .map(Instant::parse);
    }

    /**
     * Gives a claim back under which nothing was done at Twilio, and before which nothing is open: the next claimer
     * need not look up.
     */
    public void releaseUntouched(Claim.Granted claim) {
        release(claim, "REMOVE leaseUntil, #open", Map.of());
    }

    /**
     * Gives such a claim back, too; the next one is granted only after a pause.
     *
     * @param pause how long Twilio asked to wait
     */
    public void postpone(Claim.Granted claim, Duration pause) {
        release(
                claim,
                "SET leaseUntil = :until REMOVE #open",
                Map.of(":until", time(clock.instant().plus(pause))));
    }

    /**
     * Gives a claim back whose outcome is unknown: the next claimer waits until the act, if it happened, can be seen,
     * and looks up.
     *
     * @param settle how long Twilio may take to show it
     */
    public void releaseUnknown(Claim.Granted claim, Duration settle) {
        release(
                claim,
                "SET leaseUntil = :until, #open = :true",
                Map.of(
                        ":until", time(clock.instant().plus(settle)),
                        ":true", AttributeValue.fromBool(true)));
    }

    /**
     * Records resources at Twilio that have a resource's friendly name and are not it: before it is created, so that a
     * later look-up does not take one of them for it.
     *
     * @param sids their SIDs
     */
    public void recordForeign(ResourceKey key, Collection<String> sids) {
        table.client().updateItem(update -> update.tableName(table.name())
                .key(key(key))
                .updateExpression("SET #type = :type, foreignSids = :sids")
                .expressionAttributeNames(Map.of("#type", "type"))
                .expressionAttributeValues(Map.of(
                        ":type",
                        AttributeValue.fromS(key.kind().id()),
                        ":sids",
                        AttributeValue.fromSs(List.copyOf(sids)))));
    }

    /** What {@link #recordForeign} recorded. */
    public List<String> foreignSids(ResourceKey key) {
        return attribute(key, "foreignSids").map(AttributeValue::ss).orElse(List.of());
    }

    /** Whether Twilio has a resource, or may have it. */
    public boolean mayExist(ResourceKey key) {
        var item = item(key);
        return item.containsKey("sid") || item.containsKey("open");
    }

    /** Everything that the ledger has of an organisation now. */
    public LedgerSnapshot snapshot(OrgId orgId) {
        var entries = table.client()
                .queryPaginator(query -> query.tableName(table.name())
                        .consistentRead(true)
                        .keyConditionExpression("PK = :org AND begins_with(SK, :prefix)")
                        .expressionAttributeValues(Map.of(
                                ":org", AttributeValue.fromS(partition(orgId)),
                                ":prefix", AttributeValue.fromS(PREFIX))))
                .items();
        return new LedgerSnapshot(orgId, entries);
    }

    /** Every entry of an organisation, in the order of their keys. */
    public List<LedgerEntry> entries(OrgId orgId) {
        return snapshot(orgId).entries();
    }

    /** The recorded SIDs of an organisation's resources. */
    public Map<ResourceKey, String> sids(OrgId orgId) {
        return snapshot(orgId).sids();
    }

    /** The recorded SID of a resource. */
    public Optional<String> sid(ResourceKey key) {
        return attribute(key, "sid").map(AttributeValue::s);
    }

    /** Stores a secret of a resource, encrypted by the caller, beside it. */
    public void keepSecret(ResourceKey key, SdkBytes encrypted) {
        table.client().updateItem(update -> update.tableName(table.name())
                .key(key(key))
                .conditionExpression("attribute_exists(sid)")
                .updateExpression("SET secret = :secret")
                .expressionAttributeValues(Map.of(":secret", AttributeValue.fromB(encrypted))));
    }

    /** The secrets that are exchanged at Twilio now and then. */
    public RotatingSecrets rotatingSecrets() {
        return new RotatingSecrets(table, clock);
    }

    /** The encrypted secret of a resource, if one is kept. */
    public Optional<SdkBytes> secret(ResourceKey key) {
        return attribute(key, "secret").map(AttributeValue::b);
    }

    /** The recorded SID of a resource and its secret, both of the same moment, if there are both. */
    public Optional<SidWithSecret> withSecret(ResourceKey key) {
        var item = item(key);
        return item.containsKey("sid") && item.containsKey("secret")
                ? Optional.of(new SidWithSecret(
                        item.get("sid").s(), item.get("secret").b()))
                : Optional.empty();
    }

    /**
     * A recorded resource with its secret.
     *
     * @param sid Twilio's id of it
     * @param secret the secret, encrypted
     */
    public record SidWithSecret(String sid, SdkBytes secret) {}

    private void release(Claim.Granted claim, String update, Map<String, AttributeValue> values) {
        var all = new HashMap<>(values);
        all.put(":number", AttributeValue.fromN(Long.toString(claim.number())));
        try {
            table.client().updateItem(request -> request.tableName(table.name())
                    .key(key(claim.key()))
                    .conditionExpression("claim = :number AND attribute_not_exists(sid)")
                    .updateExpression(update)
                    .expressionAttributeNames(Map.of("#open", "open"))
                    .expressionAttributeValues(all));
        } catch (ConditionalCheckFailedException overtaken) {
            // A newer claim, or a recorded SID, is the truth now; there is nothing of ours left to give back.
            return;
        }
    }

    private Optional<AttributeValue> attribute(ResourceKey key, String name) {
        return Optional.ofNullable(item(key).get(name));
    }

    private Map<String, AttributeValue> item(ResourceKey key) {
        return table.client()
                .getItem(get -> get.tableName(table.name()).key(key(key)).consistentRead(true))
                .item();
    }

    private static Claim refusal(Map<String, AttributeValue> item) {
        return item.containsKey("sid")
                ? new Claim.Recorded(
                        item.get("sid").s(),
                        Instant.parse(item.get("recordedAt").s()),
                        Optional.ofNullable(item.get("detail")).map(AttributeValue::s))
                : new Claim.Held(Instant.ofEpochMilli(
                        Long.parseLong(item.get("leaseUntil").n())));
    }

    private static long claimNumber(Map<String, AttributeValue> item) {
        return item.containsKey("claim") ? Long.parseLong(item.get("claim").n()) : 0;
    }

    static Map<String, AttributeValue> key(ResourceKey key) {
        return Table.key(partition(key.orgId()), PREFIX + key.value());
    }

    private static String partition(OrgId orgId) {
        return "ORG#" + orgId.value();
    }

    static AttributeValue time(Instant time) {
        return AttributeValue.fromN(Long.toString(time.toEpochMilli()));
    }
}
