package dev.tenantry.local;

import dev.tenantry.local.issuer.LocalIssuer;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The template's parameters that a local run sets: which Twilio the functions speak to, whether it is a simulated one,
 * whose profile the operator has there, how soon its reviews are looked at (they take seconds, not days), who issues
 * the tokens that the API accepts, and that as many requests may come as can be answered.
 */
final class LocalParameters {

    static final String TWILIO_SECRET_NAME = "TwilioSecretName";

    private static final String TWILIO_BASE_URL = "TwilioBaseUrl";
    private static final String SIMULATED = "Simulated";
    private static final String PRIMARY_PROFILE_SID = "PrimaryProfileSid";
    private static final String FIRST_LOOK_SECONDS = "FirstLookSeconds";

    static final String TOKEN_AUDIENCE = "TokenAudience";
    static final String TOKEN_ORGANISATIONS_CLAIM = "TokenOrganisationsClaim";
    private static final String TOKEN_ISSUER = "TokenIssuer";

    private static final String CALLER_REQUESTS_PER_MINUTE = "CallerRequestsPerMinute";
    private static final String ORG_REQUESTS_PER_MINUTE = "OrgRequestsPerMinute";
    private static final String UNLIMITED = "0";

    private LocalParameters() {}

    /** The parameters of a run. What the caller gives wins, but for the address of another Twilio. */
    static Map<String, String> of(Map<String, String> given, Optional<URI> otherTwilio, URI simulator, URI http) {
        var parameters = new HashMap<String, String>();
        parameters.put(TWILIO_BASE_URL, simulator.toString());
        parameters.put(SIMULATED, "true");
        parameters.put(PRIMARY_PROFILE_SID, TwilioSimulator.PRIMARY_PROFILE_SID);
        parameters.put(FIRST_LOOK_SECONDS, "5");
        parameters.put(TOKEN_ISSUER, http.resolve(LocalIssuer.PATH).toString());
        parameters.put(CALLER_REQUESTS_PER_MINUTE, UNLIMITED);
        parameters.put(ORG_REQUESTS_PER_MINUTE, UNLIMITED);
        parameters.putAll(given);
        otherTwilio.ifPresent(other -> {
            parameters.put(TWILIO_BASE_URL, other.toString());
            parameters.put(SIMULATED, "false");
        });
        return parameters;
    }
}
