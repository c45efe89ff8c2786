package dev.tenantry.twilio;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.LedgerSnapshot;
import dev.tenantry.core.ledger.RotatingSecrets;
import dev.tenantry.core.ledger.RotatingSecrets.Stored;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.secret.SecretKind;
import dev.tenantry.core.secret.TenantCipher;
import dev.tenantry.twilio.account.Secret;
import dev.tenantry.twilio.account.TwilioCredentials;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The organisations' subaccounts, each with its own credentials: its SID from the ledger, its auth token from beside
 * it, encrypted. When Twilio refuses an auth token, somebody may have exchanged it: then the current one is read with
 * the operator's credentials and stored in its place.
 */
public final class TenantAccounts {
    private final Ledger ledger;
    private final RotatingSecrets secrets;
    private final TenantCipher cipher;
    private final Twilio twilio;
    private final OperatorAccess operator;

    /**
     * @param ledger what exists at Twilio
     * @param cipher what the secrets beside it are locked with
     * @param twilio the way to Twilio
     * @param operator reads the auth tokens of subaccounts
     */
    public TenantAccounts(Ledger ledger, TenantCipher cipher, Twilio twilio, OperatorAccess operator) {
        this.ledger = ledger;
        this.secrets = ledger.rotatingSecrets();
        this.cipher = cipher;
        this.twilio = twilio;
        this.operator = operator;
    }

    /** Whether the organisation's auth token is kept. */
    public boolean hasAuthToken(OrgId orgId) {
        return ledger.secret(ResourceKind.ACCOUNT.key(orgId)).isPresent();
    }

    /**
     * Keeps the organisation's auth token, as Twilio has just told it. One that was stored before is accepted as the
     * previous one for a time. The subaccount's SID must be recorded.
     */
    public void keepAuthToken(OrgId orgId, Secret authToken) {
        secrets.find(ResourceKind.ACCOUNT.key(orgId))
                .ifPresentOrElse(
                        stored -> replaceIfOther(orgId, stored, authToken),
                        () -> ledger.keepSecret(ResourceKind.ACCOUNT.key(orgId), lock(orgId, authToken)));
    }

    /**
     * Keeps the auth token that Twilio has returned with a new subaccount. Where another run has kept one by now, it is
     * kept as {@link #keepAuthToken} does.
     */
    public void keepFirstAuthToken(OrgId orgId, Secret authToken) {
        if (!secrets.storeFirst(ResourceKind.ACCOUNT.key(orgId), lock(orgId, authToken))) {
            keepAuthToken(orgId, authToken);
        }
    }

    /** The secret of an API key, encrypted so that it can be kept beside the key in the ledger. */
    public SdkBytes lockApiKey(OrgId orgId, Secret secret) {
        return cipher.encrypt(orgId, SecretKind.API_KEY, secret.reveal());
    }

    /**
     * The organisation's subaccount, acted on with its own credentials: with those that are stored, and with the
     * current ones once Twilio refuses these.
     *
     * @throws PermanentFailureException when the organisation has no subaccount, or its auth token is not kept: the
     *     step before this one sees to both
     */
    public TenantAccount open(OrgId orgId) {
        return open(orgId, secrets.find(ResourceKind.ACCOUNT.key(orgId)));
    }

    /** Opens the same from what the ledger had before. */
    public TenantAccount open(OrgId orgId, LedgerSnapshot ledger) {
        return open(orgId, secrets.find(ResourceKind.ACCOUNT.key(orgId), ledger));
    }

    private TenantAccount open(OrgId orgId, Optional<Stored> recorded) {
        var stored = recorded.orElseThrow(() -> missing(orgId));
        var credentials = new TwilioCredentials(stored.sid(), unlock(orgId, stored.current()));
        return twilio.tenant(credentials, refused -> renew(orgId, refused));
    }

    /**
     * Reads the auth token that a subaccount has at Twilio now, and stores it if it is another one.
     *
     * @param stored the subaccount as the ledger has it
     * @return empty when Twilio does not tell it
     * @throws dev.tenantry.core.failure.ProvisioningFailure when it cannot be read
     */
    public Optional<Secret> lookUpAuthToken(OrgId orgId, Stored stored) {
        var token = operator.open().fetchSubaccount(stored.sid()).authToken();
        token.ifPresent(current -> replaceIfOther(orgId, stored, current));
        return token;
    }

    private Optional<TwilioCredentials> renew(OrgId orgId, TwilioCredentials refused) {
        var stored = secrets.find(ResourceKind.ACCOUNT.key(orgId))
                .filter(found -> found.sid().equals(refused.accountSid()));
        var known =
                stored.map(found -> unlock(orgId, found.current())).filter(token -> !token.equals(refused.authToken()));
        return known.or(() -> stored.flatMap(found -> lookUpAuthToken(orgId, found)))
                .map(token -> new TwilioCredentials(refused.accountSid(), token));
    }

    private void replaceIfOther(OrgId orgId, Stored stored, Secret authToken) {
        if (!unlock(orgId, stored.current()).equals(authToken)) {
            secrets.replace(ResourceKind.ACCOUNT.key(orgId), stored, lock(orgId, authToken));
        }
    }

    private SdkBytes lock(OrgId orgId, Secret authToken) {
        return cipher.encrypt(orgId, SecretKind.AUTH_TOKEN, authToken.reveal());
    }

    private Secret unlock(OrgId orgId, SdkBytes locked) {
        return new Secret(cipher.decrypt(orgId, SecretKind.AUTH_TOKEN, locked));
    }

    private static PermanentFailureException missing(OrgId orgId) {
        return new PermanentFailureException(FailureDetails.of(
                "The ledger holds no usable subaccount of " + orgId + ".",
                "Operator: trigger the organisation again; its subaccount is found or created first."));
    }
}
