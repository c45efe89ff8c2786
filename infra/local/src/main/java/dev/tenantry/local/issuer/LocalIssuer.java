package dev.tenantry.local.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

/**
 * Issues access tokens (RFC 9068) for a local run, in place of the operator's OpenID provider. Its key is a new one in
 * each run, so no token outlives the run.
 */
public final class LocalIssuer {
    /** What {@code iss} is, below the address of the HTTP API. */
    public static final String PATH = "/issuer";

    static final String ALL_SCOPES = "provisioning:read provisioning:write provisioning:admin provisioning:credentials";
    static final String ALL_ORGANISATIONS = "*";
    static final Duration HOUR = Duration.ofHours(1);

    private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.ES256;

    private final URI address;
    private final String audience;
    private final String organisationsClaim;
    private final Clock clock;
    private final ECKey key;

    /**
     * Makes an issuer.
     *
     * @param server the address of the HTTP API
     * @param audience whom the tokens are for
     * @param organisationsClaim the claim that names the organisations for which a bearer may act
     */
    public LocalIssuer(URI server, String audience, String organisationsClaim, Clock clock) {
        this.address = server.resolve(PATH);
        this.audience = audience;
        this.organisationsClaim = organisationsClaim;
        this.clock = clock;
        this.key = newKey();
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("local").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This JDK has no elliptic curve P-256", e);
        }
    }

    /**
     * Issues a token.
     *
     * @param subject whose it is
     * @param scope its scopes, separated by spaces
     * @param organisations the organisations, separated by spaces, or {@code *} for all
     * @param life how long it is valid
     */
    public String issue(String subject, String scope, String organisations, Duration life) {
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(address.toString())
                .subject(subject)
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .jwtID(UUID.randomUUID().toString())
                .claim("scope", scope)
                .claim(organisationsClaim, organisations)
                .build();
        var header = new JWSHeader.Builder(ALGORITHM)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType("at+jwt"))
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("A key that this issuer has made cannot sign", e);
        }
        return token.serialize();
    }

    /** Issues a token for development, which allows everything for an hour. */
    public String devToken() {
        return issue("local", ALL_SCOPES, ALL_ORGANISATIONS, HOUR);
    }

    /** Its configuration ("OpenID Connect Discovery 1.0", section 3), as far as somebody who verifies needs it. */
    Map<String, Object> configuration() {
        return Map.of("issuer", address.toString(), "jwks_uri", address + "/keys");
    }

    /** The public half of its key (RFC 7517). */
    Map<String, Object> keys() {
        return new JWKSet(key).toJSONObject(true);
    }
}
