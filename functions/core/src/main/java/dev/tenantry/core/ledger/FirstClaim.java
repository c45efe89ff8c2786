package dev.tenantry.core.ledger;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.storage.Table;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The claim of a resource that nobody has ever claimed, as a part of a transaction. The transaction is cancelled when
 * the ledger has an entry of the resource by then; then it is claimed by {@link Ledger#claim}.
 *
 * @param claim the claim, granted once the write is done
 * @param write the part of the transaction
 */
public record FirstClaim(Claim.Granted claim, Update write) {
    static FirstClaim of(Table table, ResourceKey key, Instant until) {
        var write = Update.builder()
                .tableName(table.name())
                .key(Ledger.key(key))
                .conditionExpression("attribute_not_exists(PK)")
                .updateExpression(ClaimUpdate.EXPRESSION)
                .expressionAttributeNames(ClaimUpdate.NAMES)
                .expressionAttributeValues(ClaimUpdate.values(key, until))
                .build();
        return new FirstClaim(new Claim.Granted(key, 1, false), write);
    }
}
