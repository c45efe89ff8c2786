package dev.tenantry.api;

import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.Marker;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What an organisation has at Twilio, by its ledger.
 *
 * @param owner the organisation, or empty for one that nobody knows yet, and that has nothing
 * @param recorded what is there
 */
record Belongings(Optional<OrgId> owner, Set<Marker> recorded) {
    /** Of an organisation that nobody knows yet. */
    static final Belongings NONE = new Belongings(Optional.empty(), Set.of());

    /** Of an organisation as it is now. */
    static Belongings of(OrgId orgId, Ledger ledger) {
        return new Belongings(Optional.of(orgId), ledger.sids(orgId).keySet());
    }

    /** Whether the thing of this marker is there. */
    boolean include(Function<OrgId, Marker> marker) {
        return owner.map(marker).filter(recorded::contains).isPresent();
    }
}
