package dev.tenantry.webhooks;

import dev.tenantry.core.Environment;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.secret.TenantCipher;
import dev.tenantry.core.settings.StackSettings;
import dev.tenantry.core.storage.Table;
import dev.tenantry.core.webhook.CallbackAddresses;
import dev.tenantry.twilio.OperatorAccess;
import dev.tenantry.twilio.TenantAccounts;
import dev.tenantry.twilio.Twilio;
import dev.tenantry.twilio.TwilioSettings;
import dev.tenantry.twilio.callback.CallbackSignature;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/**
 * Authentication of Twilio's callbacks by the nonce in their address and by their signature.
 *
 * <p>The cheap checks come first: a request without the right nonce costs one read. The signed text begins with the
 * address that Twilio was given. It is rebuilt from the public base URL, since API Gateway decodes the path and the
 * sender controls the Host header; the query is used as received. See
 * {@code docs/adr/0006-callback-addresses-and-inbox.md}.
 *
 * <p>A sender that knows the nonce and names the right account may have signed with an auth token that has been
 * replaced at Twilio: {@link SigningTokens} knows the previous one, and reads the current one from Twilio at a limited
 * rate.
 */
final class CallbackAuthenticator {
    /** Twilio waits 5 seconds for the answer to an event, of which the function's start takes some. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CallbackAddresses addresses;
    private final SigningTokens tokens;

    CallbackAuthenticator(CallbackAddresses addresses, SigningTokens tokens) {
        this.addresses = addresses;
        this.tokens = tokens;
    }

    static CallbackAuthenticator of(Environment environment, Table table) {
        var settings = StackSettings.of(environment);
        var twilio = Twilio.of(environment, TwilioSettings.of(settings).withTimeouts(PATIENCE, PATIENCE));
        var ledger = new Ledger(table, InstantSource.system());
        var cipher = TenantCipher.of(environment);
        var tenants = new TenantAccounts(ledger, cipher, twilio, OperatorAccess.of(environment, settings, twilio));
        var tokens = new SigningTokens(ledger.rotatingSecrets(), cipher, tenants::lookUpAuthToken);
        return new CallbackAuthenticator(
                new CallbackAddresses(table, () -> settings.get().publicUrl()), tokens);
    }

    /**
     * Checks where a request comes from.
     *
     * @throws CallbackRejectedException unless Twilio sent this, on behalf of this organisation's account
     * @throws dev.tenantry.core.failure.ProvisioningFailure when that cannot be told, because Twilio does not tell the
     *     account's auth token
     */
    void authenticate(CallbackRequest request) throws CallbackRejectedException {
        var address = addresses
                .find(request.orgId(), request.nonce())
                .orElseThrow(() -> CallbackRejectedException.forbidden("there is no such address"));
        var tenant = tokens.of(request.orgId())
                .orElseThrow(() -> CallbackRejectedException.forbidden("the organisation has no subaccount"));
        if (!isOfAccount(tenant.accountSid(), request.body())) {
            throw CallbackRejectedException.forbidden("it is about another account");
        }
        var signed = request.query().isEmpty() ? address.toString() : address + "?" + request.query();
        if (!tenant.hasSigned(signature -> isSigned(request, signed, signature))) {
            throw CallbackRejectedException.forbidden("its signature is not Twilio's");
        }
    }

    private static boolean isSigned(CallbackRequest request, String url, CallbackSignature signature) {
        return switch (request.body()) {
            case Form form -> signature.signsForm(url, form.signedFields(), request.signature());
            case Body.Raw raw -> signature.signsBody(url, raw.text(), request.signature());
        };
    }

    /** A form names its account; of an array of events each one that names an account names this one. */
    private static boolean isOfAccount(String accountSid, Body body) {
        var named = body.accountSids();
        return Set.of(accountSid).containsAll(named) && !(body instanceof Form && named.isEmpty());
    }
}
