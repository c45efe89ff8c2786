package dev.tenantry.webhooks;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.core.secret.SecretBox;
import dev.tenantry.core.storage.Table;
import dev.tenantry.core.webhook.CallbackAddresses;
import dev.tenantry.twilio.CallbackSignature;
import dev.tenantry.twilio.Secret;
import java.time.InstantSource;
import java.util.stream.Collectors;

/**
 * Lets in what Twilio sent, and nothing else.
 *
 * <p>The cheap checks come first: who does not know the nonce costs one read. What Twilio signed begins with the
 * address that it was given; API Gateway hands the path over decoded, and a Host header says what its sender likes. The
 * query is taken as it came.
 */
final class Gate {
    private final CallbackAddresses addresses;
    private final Ledger ledger;
    private final SecretBox box;

    Gate(CallbackAddresses addresses, Ledger ledger, SecretBox box) {
        this.addresses = addresses;
        this.ledger = ledger;
        this.box = box;
    }

    static Gate of(Environment environment, Table table) {
        return new Gate(
                CallbackAddresses.of(environment, table),
                new Ledger(table, InstantSource.system()),
                SecretBox.of(environment));
    }

    /** @throws RefusedException unless Twilio sent this, on behalf of this organisation's account */
    void check(CallbackRequest request) throws RefusedException {
        var address = addresses
                .find(request.orgId(), request.nonce())
                .orElseThrow(() -> RefusedException.forbidden("there is no such address"));
        var signed = request.query().isEmpty() ? address.toString() : address + "?" + request.query();
        if (!isSigned(request, signed)) {
            throw RefusedException.forbidden("its signature is not Twilio's");
        }
        if (!isOfAccount(request.orgId(), request.body())) {
            throw RefusedException.forbidden("it is about another account");
        }
    }

    private boolean isSigned(CallbackRequest request, String url) throws RefusedException {
        var signature = new CallbackSignature(authToken(request.orgId()));
        return switch (request.body()) {
            case Form form -> signature.signsForm(url, form.fields().entrySet(), request.signature());
            case Body.Other other -> signature.signsBody(url, other.text(), request.signature());
        };
    }

    private Secret authToken(OrgId orgId) throws RefusedException {
        var locked = ledger.secret(Marker.subaccount(orgId))
                .orElseThrow(() -> RefusedException.forbidden("the organisation has no subaccount"));
        return new Secret(box.unlock(orgId, locked));
    }

    /** A form names its account; of an array of events each one that names an account names this one. */
    private boolean isOfAccount(OrgId orgId, Body body) {
        var own = ledger.sid(Marker.subaccount(orgId)).stream().collect(Collectors.toUnmodifiableSet());
        var named = body.accountSids();
        return own.containsAll(named) && !(body instanceof Form && named.isEmpty());
    }
}
