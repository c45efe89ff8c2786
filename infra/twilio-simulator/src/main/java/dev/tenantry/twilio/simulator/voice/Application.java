package dev.tenantry.twilio.simulator.voice;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;

/** A TwiML application (Twilio docs: Application resource, whose property names these are). */
record Application(
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
