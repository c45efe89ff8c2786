package dev.tenantry.core.ledger;

import java.util.Optional;

/**
 * A resource that exists, or may exist.
 *
 * @param marker which resource
 * @param sid Twilio's id of it, or empty while no claim has recorded one
 * @param detail what people know it by, e.g. the phone number, if it has such a thing
 */
public record LedgerEntry(Marker marker, Optional<String> sid, Optional<String> detail) {}
