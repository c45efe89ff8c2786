package dev.tenantry.webhooks;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.ledger.RotatingSecrets;
import dev.tenantry.core.ledger.RotatingSecrets.Stored;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.secret.SecretKind;
import dev.tenantry.core.secret.TenantCipher;
import dev.tenantry.twilio.account.Secret;
import dev.tenantry.twilio.callback.CallbackSignature;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The auth tokens that a callback may be signed with: the stored one of the organisation's subaccount, for a time the
 * one before it, and the one that Twilio has now. The last is looked up when nothing else fits, at most once per
 * organisation and minute, however many callbacks come.
 */
final class SigningTokens {
    /** Twilio waits 5 seconds for the answer to an event. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final RotatingSecrets secrets;
    private final TenantCipher cipher;
    private final LookUp lookUp;

    /**
     * @param secrets the stored auth tokens
     * @param cipher decrypts them
     * @param lookUp reads the current ones from Twilio
     */
    SigningTokens(RotatingSecrets secrets, TenantCipher cipher, LookUp lookUp) {
        this.secrets = secrets;
        this.cipher = cipher;
        this.lookUp = lookUp;
    }

    /** Reads the auth token that a subaccount has at Twilio now, and stores it if it is another one. */
    @FunctionalInterface
    interface LookUp {
        /** The token; empty when Twilio does not tell it. */
        Optional<Secret> current(OrgId orgId, Stored stored);
    }

    /** The tokens of an organisation; empty when it has no subaccount. */
    Optional<OfTenant> of(OrgId orgId) {
        return find(orgId).map(stored -> new OfTenant(orgId, stored));
    }

    /** The tokens of one organisation's subaccount. */
    final class OfTenant {
        private final OrgId orgId;
        private final Stored stored;

        private OfTenant(OrgId orgId, Stored stored) {
            this.orgId = orgId;
            this.stored = stored;
        }

        String accountSid() {
            return stored.sid();
        }

        /**
         * Whether the subaccount has signed something.
         *
         * @param signed whether it is signed so
         * @throws dev.tenantry.core.failure.ProvisioningFailure when Twilio does not tell the current token
         */
        boolean hasSigned(Predicate<CallbackSignature> signed) {
            return isSignedWith(orgId, stored, signed) || isSignedWithCurrent(signed);
        }

        private boolean isSignedWithCurrent(Predicate<CallbackSignature> signed) {
            var begun = stored.lookUpIsDue()
                    ? secrets.beginLookUp(ResourceKind.ACCOUNT.key(orgId))
                    : Optional.<Instant>empty();
            if (begun.isEmpty()) {
                return afterLookUpOfOthers()
                        .filter(found -> !found.current().equals(stored.current()))
                        .filter(found -> isSignedWith(orgId, found, signed))
                        .isPresent();
            }
            try {
                return lookUp.current(orgId, stored)
                        .filter(token -> signed.test(new CallbackSignature(token)))
                        .isPresent();
            } finally {
                secrets.endLookUp(ResourceKind.ACCOUNT.key(orgId), begun.get());
            }
        }

        /** What is stored once the look-up has ended that another callback has caused, if there is one. */
        private Optional<Stored> afterLookUpOfOthers() {
            var end = System.nanoTime() + LONGEST_WAIT.toNanos();
            var found = find(orgId);
            while (found.filter(Stored::beingLookedUp).isPresent() && System.nanoTime() < end) {
                pause();
                found = find(orgId);
            }
            return found;
        }
    }

    private Optional<Stored> find(OrgId orgId) {
        return secrets.find(ResourceKind.ACCOUNT.key(orgId));
    }

    private boolean isSignedWith(OrgId orgId, Stored stored, Predicate<CallbackSignature> signed) {
        return isSignedWith(orgId, stored.current(), signed)
                || stored.previous()
                        .filter(previous -> isSignedWith(orgId, previous, signed))
                        .isPresent();
    }

    private boolean isSignedWith(OrgId orgId, SdkBytes token, Predicate<CallbackSignature> signed) {
        return signed.test(new CallbackSignature(new Secret(cipher.decrypt(orgId, SecretKind.AUTH_TOKEN, token))));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while an auth token was looked up", stopped);
        }
    }
}
