package dev.tenantry.core.webhook;

import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.Table;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The addresses that Twilio calls back, one for each organisation: {@code https://…/webhooks/twilio/{orgId}/{nonce}}.
 *
 * <p>Twilio's signature has no time in it, so the nonce in the address is what an outsider cannot make up, and what
 * costs little to refuse.
 */
public final class CallbackAddresses {
    private final CallbackNonces nonces;
    private final Supplier<URI> publicUrl;

    /**
     * @param table where the nonces are kept
     * @param publicUrl tells where the HTTP API answers to the world, without a path; asked at each use
     */
    public CallbackAddresses(Table table, Supplier<URI> publicUrl) {
        this.nonces = new CallbackNonces(table);
        this.publicUrl = publicUrl;
    }

    /** The address that Twilio calls. It stays the same until its nonce is exchanged; the first call creates that. */
    public URI of(OrgId orgId) {
        return address(orgId, nonces.current(orgId));
    }

    /** The address of an organisation with this nonce, if it is one that the organisation has, or had just before. */
    public Optional<URI> find(OrgId orgId, String nonce) {
        return nonces.accepts(orgId, nonce) ? Optional.of(address(orgId, nonce)) : Optional.empty();
    }

    private URI address(OrgId orgId, String nonce) {
        return publicUrl.get().resolve("/webhooks/twilio/" + orgId.value() + "/" + nonce);
    }
}
