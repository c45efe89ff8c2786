package dev.tenantry.twilio.simulator.verify;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;

/**
 * A Verify service (Twilio docs: Verify Service resource, whose property names these are).
 *
 * @param totpIssuer the name that it was created under, which authenticator apps show
 */
record VerifyService(
        String sid,
        String accountSid,
        String friendlyName,
        int codeLength,
        boolean lookupEnabled,
        boolean psd2Enabled,
        boolean skipSmsToLandlines,
        boolean dtmfInputRequired,
        String ttsName,
        boolean doNotShareWarningEnabled,
        boolean customCodeEnabled,
        String defaultTemplateSid,
        boolean verifyEventSubscriptionEnabled,
        String totpIssuer,
        Instant dateCreated,
        Instant dateUpdated)
        implements Resource {}
