package dev.tenantry.core.ledger;

import dev.tenantry.core.catalog.ResourceKey;
import java.util.Optional;

/**
 * A resource that exists, may exist, or existed once.
 *
 * @param key which resource
 * @param sid Twilio's id of it, or empty while no claim has recorded one
 * @param detail what people know it by, e.g. the phone number, if it has such a thing
 * @param open whether a claim has ended, or not yet ended, with an outcome that nobody knows
 */
public record LedgerEntry(ResourceKey key, Optional<String> sid, Optional<String> detail, boolean open) {
    /** Whether Twilio has it, or may have it. Otherwise it is known that Twilio has not. */
    public boolean mayExist() {
        return sid.isPresent() || open;
    }
}
