package dev.tenantry.tenant;

import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.core.secret.SecretBox;
import dev.tenantry.twilio.Secret;
import dev.tenantry.twilio.TenantAccount;
import dev.tenantry.twilio.Twilio;
import dev.tenantry.twilio.TwilioCredentials;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.PermanentFailureException;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The organisations' subaccounts, each with its own credentials: its SID from the ledger, its auth token from beside
 * it, encrypted.
 */
public final class Tenants {
    private final Ledger ledger;
    private final SecretBox box;
    private final Twilio twilio;

    /**
     * @param ledger what exists at Twilio
     * @param box what the secrets beside it are locked with
     * @param twilio the way to Twilio
     */
    public Tenants(Ledger ledger, SecretBox box, Twilio twilio) {
        this.ledger = ledger;
        this.box = box;
        this.twilio = twilio;
    }

    /** Whether the organisation's auth token is kept. */
    public boolean hasAuthToken(OrgId orgId) {
        return ledger.secret(Marker.subaccount(orgId)).isPresent();
    }

    /** Keeps the organisation's auth token. Its subaccount's SID must be recorded. */
    public void keepAuthToken(OrgId orgId, Secret authToken) {
        ledger.keepSecret(Marker.subaccount(orgId), lock(orgId, authToken));
    }

    /** A secret of the organisation's, encrypted so that it can be kept beside its resource in the ledger. */
    public SdkBytes lock(OrgId orgId, Secret secret) {
        return box.lock(orgId, secret.reveal());
    }

    /**
     * The organisation's subaccount, acted on with its own credentials.
     *
     * @throws PermanentFailureException when the organisation has no subaccount, or its auth token is not kept: the
     *     step before this one sees to both
     */
    public TenantAccount open(OrgId orgId) {
        var subaccount = ledger.withSecret(Marker.subaccount(orgId)).orElseThrow(() -> missing(orgId));
        var authToken = new Secret(box.unlock(orgId, subaccount.secret()));
        return twilio.tenant(new TwilioCredentials(subaccount.sid(), authToken));
    }

    private static PermanentFailureException missing(OrgId orgId) {
        return new PermanentFailureException(FailureDetails.of(
                "The ledger holds no usable subaccount of " + orgId + ".",
                "Operator: trigger the organisation again; its subaccount is found or created first."));
    }
}
