package dev.tenantry.api.estimate;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.plan.OrgId;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The resources that an organisation has at Twilio, by its ledger.
 *
 * @param keys the values of their keys
 */
public record ExistingResources(Set<String> keys) {
    /** The resources of an organisation that nobody knows yet. */
    public static final ExistingResources NONE = new ExistingResources(Set.of());

    /** The resources of an organisation as they are now. */
    public static ExistingResources of(OrgId orgId, Ledger ledger) {
        return new ExistingResources(
                ledger.sids(orgId).keySet().stream().map(ResourceKey::value).collect(Collectors.toSet()));
    }

    /** Whether the resource of a key is one of them. */
    public boolean contain(String key) {
        return keys.contains(key);
    }
}
