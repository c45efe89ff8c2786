package dev.tenantry.core.ledger;

import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The ledger in the table. Every write is on one item that nothing else writes, so none waits for another.
 *
 * <p>An entry's {@code open} attribute is set by a claim, and removed only when the claim ended with nothing done, or
 * with a recorded SID. An entry that is open at the next claim therefore has an unknown past, whoever died and
 * wherever.
 */
public final class Ledger {
    private static final String PREFIX = "LEDGER#";

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
    public Claim claim(Marker marker, Duration lease) {
        var now = clock.instant();
        try {
            var before = table.client()
                    .updateItem(update -> update.tableName(table.name())
                            .key(key(marker))
                            .conditionExpression(
                                    "attribute_not_exists(sid) AND (attribute_not_exists(leaseUntil) OR leaseUntil <= :now)")
                            .updateExpression("SET #type = :type, leaseUntil = :until, #open = :true ADD claim :one")
                            .expressionAttributeNames(Map.of("#type", "type", "#open", "open"))
                            .expressionAttributeValues(Map.of(
                                    ":now", time(now),
                                    ":until", time(now.plus(lease)),
                                    ":type", AttributeValue.fromS(marker.type().word()),
                                    ":true", AttributeValue.fromBool(true),
                                    ":one", AttributeValue.fromN("1")))
                            .returnValues(ReturnValue.ALL_OLD)
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                    .attributes();
            return new Claim.Granted(marker, claimNumber(before) + 1, before.containsKey("open"));
        } catch (ConditionalCheckFailedException refused) {
            return refusal(refused.item());
        }
    }

    /**
     * Records that the resource exists, at once after Twilio said so. Recording the same SID again changes nothing.
     *
     * @param detail what people know it by, if it has such a thing
     * @param secret its secret, encrypted by the caller, if Twilio told one with it
     * @throws LedgerConflictException when another SID is recorded: then Twilio has two
     */
    public void record(Marker marker, String sid, Optional<String> detail, Optional<SdkBytes> secret) {
        var values = new HashMap<>(Map.of(
                ":sid", AttributeValue.fromS(sid),
                ":type", AttributeValue.fromS(marker.type().word()),
                ":now", AttributeValue.fromS(Json.time(clock.instant()))));
        detail.ifPresent(text -> values.put(":detail", AttributeValue.fromS(text)));
        secret.ifPresent(bytes -> values.put(":secret", AttributeValue.fromB(bytes)));
        try {
            table.client().updateItem(update -> update.tableName(table.name())
                    .key(key(marker))
                    .conditionExpression("attribute_not_exists(sid) OR sid = :sid")
                    .updateExpression("SET sid = :sid, #type = :type, recordedAt = if_not_exists(recordedAt, :now)"
                            + (detail.isPresent() ? ", detail = :detail" : "")
                            + (secret.isPresent() ? ", secret = :secret" : "") + " REMOVE leaseUntil, #open")
                    .expressionAttributeNames(Map.of("#type", "type", "#open", "open"))
                    .expressionAttributeValues(values));
        } catch (ConditionalCheckFailedException refused) {
            throw new LedgerConflictException(
                    "The ledger has another SID for " + marker.key() + " of " + marker.orgId() + " than " + sid
                            + ": Twilio has two, and one must be removed by hand",
                    refused);
        }
    }

    /**
     * Forgets a resource that Twilio does not have any more, so that the next claim may create it again. Does nothing
     * when another SID is recorded by now, or none.
     */
    public void forget(Marker marker, String sid) {
        try {
            table.client().updateItem(update -> update.tableName(table.name())
                    .key(key(marker))
                    .conditionExpression("sid = :sid")
                    .updateExpression("REMOVE sid, detail, recordedAt, submittedAt, secret")
                    .expressionAttributeValues(Map.of(":sid", AttributeValue.fromS(sid))));
        } catch (ConditionalCheckFailedException overtaken) {
            // Somebody else has forgotten it already, and may have recorded its successor.
            return;
        }
    }

    /**
     * Notes that a resource was handed in to its reviewers. Does nothing when another SID is recorded by now, or none.
     */
    public void submitted(Marker marker, String sid) {
        try {
            table.client().updateItem(update -> update.tableName(table.name())
                    .key(key(marker))
                    .conditionExpression("sid = :sid")
                    .updateExpression("SET submittedAt = :now")
                    .expressionAttributeValues(Map.of(
                            ":sid", AttributeValue.fromS(sid),
                            ":now", AttributeValue.fromS(Json.time(clock.instant())))));
        } catch (ConditionalCheckFailedException overtaken) {
            // What was handed in is gone already; its successor's time is not ours to tell.
            return;
        }
    }

    /** When a resource was last handed in to its reviewers: at its creation, unless a later time was noted. */
    public Optional<Instant> lastSubmitted(Marker marker) {
        var item = item(marker);
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

    /** Every entry of an organisation, in the order of their keys. */
    public List<LedgerEntry> entries(OrgId orgId) {
        return table
                .client()
                .queryPaginator(query -> query.tableName(table.name())
                        .consistentRead(true)
                        .keyConditionExpression("PK = :org AND begins_with(SK, :prefix)")
                        .expressionAttributeValues(Map.of(
                                ":org", AttributeValue.fromS(partition(orgId)),
                                ":prefix", AttributeValue.fromS(PREFIX))))
                .items()
                .stream()
                .map(item -> entry(orgId, item))
                .toList();
    }

    /** The recorded SIDs of an organisation's resources. */
    public Map<Marker, String> sids(OrgId orgId) {
        return entries(orgId).stream()
                .filter(entry -> entry.sid().isPresent())
                .collect(Collectors.toMap(
                        LedgerEntry::marker, entry -> entry.sid().orElseThrow()));
    }

    /** The recorded SID of a resource. */
    public Optional<String> sid(Marker marker) {
        return attribute(marker, "sid").map(AttributeValue::s);
    }

    /** Stores a secret of a resource, encrypted by the caller, beside it. */
    public void keepSecret(Marker marker, SdkBytes encrypted) {
        table.client().updateItem(update -> update.tableName(table.name())
                .key(key(marker))
                .conditionExpression("attribute_exists(sid)")
                .updateExpression("SET secret = :secret")
                .expressionAttributeValues(Map.of(":secret", AttributeValue.fromB(encrypted))));
    }

    /** The encrypted secret of a resource, if one is kept. */
    public Optional<SdkBytes> secret(Marker marker) {
        return attribute(marker, "secret").map(AttributeValue::b);
    }

    /** The recorded SID of a resource and its secret, both of the same moment, if there are both. */
    public Optional<Sealed> withSecret(Marker marker) {
        var item = item(marker);
        return item.containsKey("sid") && item.containsKey("secret")
                ? Optional.of(new Sealed(item.get("sid").s(), item.get("secret").b()))
                : Optional.empty();
    }

    /**
     * A recorded resource with its secret.
     *
     * @param sid Twilio's id of it
     * @param secret the secret, as its keeper encrypted it
     */
    public record Sealed(String sid, SdkBytes secret) {}

    private void release(Claim.Granted claim, String update, Map<String, AttributeValue> values) {
        var all = new HashMap<>(values);
        all.put(":number", AttributeValue.fromN(Long.toString(claim.number())));
        try {
            table.client().updateItem(request -> request.tableName(table.name())
                    .key(key(claim.marker()))
                    .conditionExpression("claim = :number AND attribute_not_exists(sid)")
                    .updateExpression(update)
                    .expressionAttributeNames(Map.of("#open", "open"))
                    .expressionAttributeValues(all));
        } catch (ConditionalCheckFailedException overtaken) {
            // A newer claim, or a recorded SID, is the truth now; there is nothing of ours left to give back.
            return;
        }
    }

    private Optional<AttributeValue> attribute(Marker marker, String name) {
        return Optional.ofNullable(item(marker).get(name));
    }

    private Map<String, AttributeValue> item(Marker marker) {
        return table.client()
                .getItem(get -> get.tableName(table.name()).key(key(marker)).consistentRead(true))
                .item();
    }

    private static Claim refusal(Map<String, AttributeValue> item) {
        return item.containsKey("sid")
                ? new Claim.Recorded(
                        item.get("sid").s(),
                        Instant.parse(item.get("recordedAt").s()))
                : new Claim.Held(Instant.ofEpochMilli(
                        Long.parseLong(item.get("leaseUntil").n())));
    }

    private static long claimNumber(Map<String, AttributeValue> item) {
        return item.containsKey("claim") ? Long.parseLong(item.get("claim").n()) : 0;
    }

    private static LedgerEntry entry(OrgId orgId, Map<String, AttributeValue> item) {
        var key = item.get("SK").s().substring(PREFIX.length());
        return new LedgerEntry(
                new Marker(orgId, ResourceType.ofWord(item.get("type").s()), key),
                Optional.ofNullable(item.get("sid")).map(AttributeValue::s),
                Optional.ofNullable(item.get("detail")).map(AttributeValue::s),
                item.containsKey("open"));
    }

    private static Map<String, AttributeValue> key(Marker marker) {
        return Table.key(partition(marker.orgId()), PREFIX + marker.key());
    }

    private static String partition(OrgId orgId) {
        return "ORG#" + orgId.value();
    }

    private static AttributeValue time(Instant time) {
        return AttributeValue.fromN(Long.toString(time.toEpochMilli()));
    }
}
