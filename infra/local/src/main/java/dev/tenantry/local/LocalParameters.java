package dev.tenantry.local;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The template's parameters that a local run sets: which Twilio the functions speak to, and whether it is a simulated
 * one.
 */
final class LocalParameters {

    static final String TWILIO_SECRET_NAME = "TwilioSecretName";

    private static final String TWILIO_BASE_URL = "TwilioBaseUrl";
    private static final String SIMULATED = "Simulated";

    private LocalParameters() {}

    /** The parameters of a run. What the caller gives wins, but for the address of another Twilio. */
    static Map<String, String> of(Map<String, String> given, Optional<URI> otherTwilio, URI simulator) {
        var parameters = new HashMap<String, String>();
        parameters.put(TWILIO_BASE_URL, simulator.toString());
        parameters.put(SIMULATED, "true");
        parameters.putAll(given);
        otherTwilio.ifPresent(other -> {
            parameters.put(TWILIO_BASE_URL, other.toString());
            parameters.put(SIMULATED, "false");
        });
        return parameters;
    }
}
