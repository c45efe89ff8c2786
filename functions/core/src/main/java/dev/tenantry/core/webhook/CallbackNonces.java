package dev.tenantry.core.webhook;

import dev.tenantry.core.json.Json;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.AttachedWrite;
import dev.tenantry.core.storage.OptimisticRetry;
import dev.tenantry.core.storage.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The secret part of each organisation's callback address, 128 random bits. It is created at its first use and can be
 * exchanged: then addresses with the new nonce are given to Twilio, and the previous nonce is accepted as well, until
 * the next exchange.
 */
public final class CallbackNonces {
    /**
     * How long after an exchange no other one is made. A request that is repeated because its answer was lost must not
     * invalidate the nonce that Twilio still uses.
     */
    static final Duration REST = Duration.ofHours(1);

    private static final int BYTES = 16;
    private static final String CURRENT = "nonce";
    private static final String FORMER = "formerNonce";
    private static final String ROTATED_AT = "rotatedAt";

    private final Table table;

    /** The nonces in this table. */
    public CallbackNonces(Table table) {
        this.table = table;
    }

    /**
     * The nonce of the address that Twilio calls. The first call creates it; it stays the same until it is exchanged.
     */
    String current(OrgId orgId) {
        return Optional.ofNullable(read(orgId).get(CURRENT))
                .map(AttributeValue::s)
                .orElseGet(() -> make(orgId));
    }

    /**
     * Whether this is the organisation's nonce or the one before it. The comparison takes constant time, and no nonce
     * is made.
     */
    boolean accepts(OrgId orgId, String nonce) {
        var item = read(orgId);
        return Stream.of(CURRENT, FORMER)
                .flatMap(name -> Optional.ofNullable(item.get(name)).stream())
                .map(own -> isEqual(own.s(), nonce))
                .reduce(false, Boolean::logicalOr);
    }

    /**
     * Exchanges the nonce, unless that was done within the last hour.
     *
     * @param attached written in the same transaction, if the nonce is exchanged
     * @return when it was exchanged; empty, and nothing was written, when the organisation has none
     */
    public Optional<Instant> rotate(OrgId orgId, Instant now, AttachedWrite... attached) {
        var items = new ArrayList<TransactWriteItem>();
        items.add(TransactWriteItem.builder().update(exchange(orgId, now)).build());
        List.of(attached).forEach(write -> items.add(write.item()));
        return new OptimisticRetry().run(() -> {
            try {
                table.client().transactWriteItems(write -> write.transactItems(items));
                List.of(attached).forEach(AttachedWrite::written);
                return Optional.of(Optional.of(Instant.parse(Json.time(now))));
            } catch (TransactionCanceledException cancelled) {
                if (!OptimisticRetry.isLostRace(cancelled)) {
                    throw cancelled;
                }
                return unchanged(cancelled.cancellationReasons().getFirst());
            }
        });
    }

    private Update exchange(OrgId orgId, Instant now) {
        return Update.builder()
                .tableName(table.name())
                .key(key(orgId))
                .updateExpression("SET formerNonce = nonce, nonce = :nonce, rotatedAt = :now")
                .conditionExpression(
                        "attribute_exists(PK) AND (attribute_not_exists(rotatedAt) OR rotatedAt <= :rested)")
                .expressionAttributeValues(Map.of(
                        ":nonce", AttributeValue.fromS(random()),
                        ":now", AttributeValue.fromS(Json.time(now)),
                        ":rested", AttributeValue.fromS(Json.time(now.minus(REST)))))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /** When it was exchanged before, if ever; empty when another transaction was at the same item. */
    private static Optional<Optional<Instant>> unchanged(CancellationReason reason) {
        return reason.code().equals("ConditionalCheckFailed")
                ? Optional.of(Optional.ofNullable(reason.item().get(ROTATED_AT)).map(at -> Instant.parse(at.s())))
                : Optional.empty();
    }

    private Map<String, AttributeValue> read(OrgId orgId) {
        return table.client()
                .getItem(get -> get.tableName(table.name()).key(key(orgId)).consistentRead(true))
                .item();
    }

    /** Of two that make it at once, the second learns the first one's. */
    private String make(OrgId orgId) {
        var nonce = random();
        var item = new HashMap<>(key(orgId));
        item.put(CURRENT, AttributeValue.fromS(nonce));
        try {
            table.client().putItem(put -> put.tableName(table.name())
                    .item(item)
                    .conditionExpression("attribute_not_exists(PK)")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return nonce;
        } catch (ConditionalCheckFailedException made) {
            return made.item().get(CURRENT).s();
        }
    }

    private static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, AttributeValue> key(OrgId orgId) {
        return Table.key("ORG#" + orgId.value(), "WEBHOOK");
    }
}
