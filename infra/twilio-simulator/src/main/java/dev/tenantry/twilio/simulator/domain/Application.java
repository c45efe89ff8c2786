package dev.tenantry.twilio.simulator.domain;

import java.time.Instant;

/** A TwiML application (Twilio docs: Application resource, whose property names these are). */
public record Application(
        String sid,
        String accountSid,
        String apiVersion,
        String friendlyName,
        String voiceUrl,
        String voiceMethod,
        String voiceFallbackUrl,
        String voiceFallbackMethod,
        boolean voiceCallerIdLookup,
        String smsUrl,
        String smsMethod,
        String smsFallbackUrl,
        String smsFallbackMethod,
        String smsStatusCallback,
        String messageStatusCallback,
        String statusCallback,
        String statusCallbackMethod,
        boolean publicApplicationConnectEnabled,
        Instant dateCreated,
        Instant dateUpdated)
        implements Resource {}
