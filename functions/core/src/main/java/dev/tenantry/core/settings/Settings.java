package dev.tenantry.core.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.json.Json;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the stack, as {@code template.yaml} writes them into one parameter of Systems Manager.
 *
 * @param publicUrl where the HTTP API answers to the world, without a path
 * @param liveUrl where the WebSocket API answers; empty while a deployment that adds it is under way
 * @param twilioBaseUrl where calls go instead of to Twilio
 * @param twilioSecretName the secret with the operator's Twilio credentials
 * @param simulated whether that Twilio is a simulated one, where nothing is bought
 * @param primaryProfileSid the operator's own customer profile ({@code BU…}), which vouches for those of customers
 * @param tokens whose tokens are accepted; empty: nobody's
 * @param firstCheck how long after its submission a review is checked for the first time if no callback comes
 * @param limits how much callers of the HTTP API may do, and how long it is remembered
 */
public record Settings(
        URI publicUrl,
        Optional<URI> liveUrl,
        Optional<URI> twilioBaseUrl,
        String twilioSecretName,
        boolean simulated,
        Optional<String> primaryProfileSid,
        Optional<Tokens> tokens,
        Duration firstCheck,
        Limits limits) {

    /**
     * The tokens that are accepted (RFC 9068).
     *
     * @param issuer who issues them, an address under which its OpenID configuration is found
     * @param audience whom they are for
     * @param organisationsClaim the claim that names the organisations for which the bearer may act
     */
    public record Tokens(URI issuer, String audience, String organisationsClaim) {}

    /**
     * What limits the callers of the HTTP API, and how long what they did is remembered.
     *
     * @param auditRetention how long an audit record is kept
     * @param requestsPerCaller how many changes and expensive reads a caller may ask for in a minute; empty: any number
     * @param requestsPerOrg how many all callers may ask for about one organisation in a minute; empty: any number
     * @param numbersPerJob how many numbers a job may buy; empty: as many as its plan may ask for
     * @param numbersPerDay how many numbers all jobs of an organisation may buy in a day, UTC; empty: as many as they
     *     ask for
     */
    public record Limits(
            Duration auditRetention,
            Optional<Integer> requestsPerCaller,
            Optional<Integer> requestsPerOrg,
            Optional<Integer> numbersPerJob,
            Optional<Integer> numbersPerDay) {
        /** No limits, and the retention that the template has. */
        public static final Limits NONE = new Limits(
                Duration.ofDays(400), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        private static Limits of(JsonNode json) {
            return new Limits(
                    Duration.ofDays(Long.parseLong(require(json, "auditRetentionDays"))),
                    limit(json, "callerRequestsPerMinute"),
                    limit(json, "orgRequestsPerMinute"),
                    limit(json, "maxNumbersPerJob"),
                    limit(json, "maxNumbersPerDay"));
        }

        /** A parameter that is a number cannot be empty: 0 stands for no limit. */
        private static Optional<Integer> limit(JsonNode json, String name) {
            return Optional.of(Integer.parseInt(require(json, name))).filter(limit -> limit > 0);
        }
    }

    /**
     * Reads the parameter's value.
     *
     * @param value a JSON object of texts, of which an empty one means that there is none
     * @throws IllegalStateException when it has not the form that the template gives it
     */
    static Settings of(String value) {
        var json = parse(value);
        return new Settings(
                URI.create(require(json, "publicUrl")),
                find(json, "liveUrl").map(URI::create),
                find(json, "twilioBaseUrl").map(URI::create),
                require(json, "twilioSecretName"),
                Boolean.parseBoolean(require(json, "simulated")),
                find(json, "primaryProfileSid"),
                find(json, "tokenIssuer")
                        .map(issuer -> new Tokens(
                                URI.create(issuer),
                                require(json, "tokenAudience"),
                                require(json, "tokenOrganisationsClaim"))),
                Duration.ofSeconds(Long.parseLong(require(json, "firstLookSeconds"))),
                Limits.of(json));
    }

    private static JsonNode parse(String value) {
        try {
            return Json.parse(value);
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException("The settings of the stack are not JSON", malformed);
        }
    }

    private static String require(JsonNode json, String name) {
        return find(json, name)
                .orElseThrow(() -> new IllegalStateException("The settings of the stack lack " + name
                        + "; add it to the value of the resource Settings in template.yaml"));
    }

    private static Optional<String> find(JsonNode json, String name) {
        return Json.text(json, name).filter(text -> !text.isEmpty());
    }
}
