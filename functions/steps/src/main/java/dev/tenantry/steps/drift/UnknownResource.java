package dev.tenantry.steps.drift;

import dev.tenantry.core.catalog.ResourceKind;
import java.util.Optional;

/**
 * A resource in the subaccount that the ledger does not know.
 *
 * @param kind what it is
 * @param sid Twilio's id of it
 * @param name its number or its name at Twilio, if it has one
 */
public record UnknownResource(ResourceKind kind, String sid, Optional<String> name) {}
