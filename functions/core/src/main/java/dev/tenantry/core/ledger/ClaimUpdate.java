package dev.tenantry.core.ledger;

import dev.tenantry.core.catalog.ResourceKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The write of a claim to the entry of its resource; under which condition depends on the claim. */
final class ClaimUpdate {
    static final String EXPRESSION = "SET #type = :type, leaseUntil = :until, #open = :true ADD claim :one";
    static final Map<String, String> NAMES = Map.of("#type", "type", "#open", "open");

    private ClaimUpdate() {}

    /** The values of the expression, to which those of a condition can be added. */
    static Map<String, AttributeValue> values(ResourceKey key, Instant until) {
        return new HashMap<>(Map.of(
                ":until", Ledger.time(until),
                ":type", AttributeValue.fromS(key.kind().id()),
                ":true", AttributeValue.fromBool(true),
                ":one", AttributeValue.fromN("1")));
    }
}
