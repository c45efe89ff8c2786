package dev.tenantry.core.plan;

import java.net.URI;
import java.util.Optional;

/**
 * Voice settings: the URLs that answer the calls to an organisation's numbers.
 *
 * @param url what Twilio asks what to do with a call; it answers in TwiML
 * @param statusUrl what Twilio tells how calls end, or empty: nobody
 */
public record Voice(URI url, Optional<URI> statusUrl) {}
