package dev.tenantry.steps.engine;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.ledger.Claim;
import dev.tenantry.core.ledger.Ledger;
import java.util.Optional;

/**
 * The claim that a run has got in the transaction that set its step RUNNING. Such a claim needs no look at the job
 * afterwards: the transaction was only done because nobody had stopped the job, so who stops it later sees the claim.
 */
public final class EarlyClaim {
    private Optional<Claim.Granted> unused;

    private EarlyClaim(Optional<Claim.Granted> unused) {
        this.unused = unused;
    }

    /** No claim. */
    static EarlyClaim none() {
        return new EarlyClaim(Optional.empty());
    }

    /** A claim that nothing was done under yet. */
    static EarlyClaim of(Claim.Granted claim) {
        return new EarlyClaim(Optional.of(claim));
    }

    /** Uses the claim, if it is on this resource and not used yet. */
    synchronized Optional<Claim.Granted> take(ResourceKey key) {
        var taken = unused.filter(claim -> claim.key().equals(key));
        if (taken.isPresent()) {
            unused = Optional.empty();
        }
        return taken;
    }

    /** Gives the claim back, unless it was used. */
    synchronized void giveBack(Ledger ledger) {
        unused.ifPresent(ledger::releaseUntouched);
        unused = Optional.empty();
    }
}
