package dev.tenantry.core.ledger;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.plan.OrgId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Everything that the ledger had of an organisation at one moment, read by one request. What an earlier step has
 * recorded stays as it is while a later one runs, so the later one need not read it again.
 */
public final class LedgerSnapshot {
    private final OrgId orgId;
    private final Map<String, Map<String, AttributeValue>> items = new LinkedHashMap<>();

    /** @param entries the items of the organisation's entries, in the order of their keys */
    LedgerSnapshot(OrgId orgId, Iterable<Map<String, AttributeValue>> entries) {
        this.orgId = orgId;
        entries.forEach(item -> items.put(item.get("SK").s(), item));
    }

    /** Every entry, in the order of their keys. */
    public List<LedgerEntry> entries() {
        return items.values().stream().map(this::entry).toList();
    }

    /** The recorded SIDs of the organisation's resources. */
    public Map<ResourceKey, String> sids() {
        return entries().stream()
                .filter(entry -> entry.sid().isPresent())
                .collect(Collectors.toMap(LedgerEntry::key, entry -> entry.sid().orElseThrow()));
    }

    /** The recorded SID of a resource. */
    public Optional<String> sid(ResourceKey key) {
        return Optional.ofNullable(item(key).get("sid")).map(AttributeValue::s);
    }

    /** When the recorded SID of a resource was recorded, which is soon after its creation or adoption. */
    public Optional<Instant> recordedAt(ResourceKey key) {
        return Optional.ofNullable(item(key).get("recordedAt"))
                .map(AttributeValue::s)
                .map(Instant::parse);
    }

    /** Whether the ledger had nothing of a resource: nobody has ever claimed it. */
    public boolean isUntouched(ResourceKey key) {
        return item(key).isEmpty();
    }

    /** The attributes of a resource's entry; none if there was no entry. */
    Map<String, AttributeValue> item(ResourceKey key) {
        return items.getOrDefault(Ledger.key(key).get("SK").s(), Map.of());
    }

    private LedgerEntry entry(Map<String, AttributeValue> item) {
        var key = item.get("SK").s().substring(Ledger.PREFIX.length());
        return new LedgerEntry(
                new ResourceKey(orgId, ResourceKind.ofId(item.get("type").s()), key),
                Optional.ofNullable(item.get("sid")).map(AttributeValue::s),
                Optional.ofNullable(item.get("detail")).map(AttributeValue::s),
                item.containsKey("open"));
    }
}
