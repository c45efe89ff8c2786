package dev.tenantry.steps.resource;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.secret.BusinessProfileStore;
import dev.tenantry.twilio.OperatorAccount;
import dev.tenantry.twilio.TenantAccount;
import dev.tenantry.twilio.account.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;

/**
 * One organisation's tenant, and everything that resource definitions need to act on it.
 *
 * @param orgId the organisation
 * @param openAccount opens the tenant's account at Twilio, with its own credentials
 * @param operatorAccount opens the operator's account at Twilio, in the functions that have its credentials
 * @param ledger what exists at Twilio
 * @param known the SIDs that need not be read again
 * @param businesses who the organisations' businesses are
 * @param encrypt encrypts the secret of an API key of the organisation, so that it can be stored in the ledger
 * @param callbackUrl the URL at which Twilio calls back
 * @param primaryProfileSid tells the operator's own customer profile ({@code BU…}), which vouches for those of
 *     customers
 */
public record TenantContext(
        OrgId orgId,
        Supplier<TenantAccount> openAccount,
        Supplier<OperatorAccount> operatorAccount,
        Ledger ledger,
        Function<ResourceKey, Optional<String>> known,
        BusinessProfileStore businesses,
        Function<Secret, SdkBytes> encrypt,
        Supplier<URI> callbackUrl,
        Supplier<Optional<String>> primaryProfileSid) {

    /** The same, for a caller that has these SIDs already. */
    public TenantContext knowing(Function<ResourceKey, Optional<String>> sids) {
        return new TenantContext(
                orgId, openAccount, operatorAccount, ledger, sids, businesses, encrypt, callbackUrl, primaryProfileSid);
    }

    /** The tenant's account at Twilio. */
    public TenantAccount account() {
        return openAccount.get();
    }

    /** The recorded SID of the organisation's only resource of a kind, if it has one. */
    public Optional<String> sid(ResourceKind kind) {
        return sid(kind.key(orgId));
    }

    /** The recorded SID of a resource, if the organisation has it. */
    public Optional<String> sid(ResourceKey key) {
        return known.apply(key).or(() -> ledger.sid(key));
    }

    /**
     * The recorded SID of the organisation's only resource of a kind, which an earlier step has made.
     *
     * @throws PermanentFailureException when the ledger has none
     */
    public String requireSid(ResourceKind kind) {
        return requireSid(kind.key(orgId));
    }

    /**
     * The recorded SID of a resource, which an earlier step has made.
     *
     * @throws PermanentFailureException when the ledger has none
     */
    public String requireSid(ResourceKey key) {
        return sid(key).orElseThrow(() -> missing(key));
    }

    /** The failure of a step that needs a resource which the ledger does not have. */
    public static PermanentFailureException missing(ResourceKey key) {
        return new PermanentFailureException(FailureDetails.of(
                "The ledger has no " + key.value() + " of " + key.orgId() + ".",
                "Operator: trigger the organisation again; what is missing is found or created first."));
    }
}
