package dev.tenantry.twilio.simulator.domain;

import java.time.Instant;

/** A Verify service (Twilio docs: Verify Service resource, whose property names these are). */
public record VerifyService(
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
        Instant dateCreated,
        Instant dateUpdated)
        implements Resource {}
