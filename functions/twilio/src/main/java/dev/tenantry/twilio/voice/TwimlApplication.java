package dev.tenantry.twilio.voice;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * A TwiML application: URLs for calls, under one SID that numbers and client software can name ("Application
 * resource").
 *
 * @param sid {@code AP…}
 * @param friendlyName the name it was created with; Twilio does not keep names unique
 * @param voiceUrl what Twilio calls for instructions when a call comes in
 * @param statusCallback what Twilio calls when a call has ended
 */
public record TwimlApplication(String sid, String friendlyName, Optional<URI> voiceUrl, Optional<URI> statusCallback) {

    /** Refuses nulls. */
    public TwimlApplication {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(friendlyName, "friendlyName");
        Objects.requireNonNull(voiceUrl, "voiceUrl");
        Objects.requireNonNull(statusCallback, "statusCallback");
    }
}
