package dev.tenantry.api.authorizer;

import static java.util.stream.Collectors.toSet;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import dev.tenantry.core.access.Caller;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.settings.Settings.Tokens;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Verifies access tokens: JSON Web Tokens (RFC 7519) that the issuer has signed for this API, used as RFC 9068 and the
 * best practices of RFC 8725 say.
 */
final class TokenVerifier {
    /**
     * Signatures that only the issuer can make: not those by a shared secret, and not "none" (RFC 8725, section 3.1).
     */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /** The types that an access token may say it has; many issuers say none (RFC 9068, section 2.1). */
    private static final Set<JOSEObjectType> TYPES = new HashSet<>(Arrays.asList(
            new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), JOSEObjectType.JWT, null));

    /** How far the issuer's clock may be from ours. */
    private static final int CLOCK_SKEW_SECONDS = 60;

    /** Claims that only ID tokens have ("OpenID Connect Core 1.0", section 2). An ID token is for the client's eyes. */
    private static final Set<String> OF_ID_TOKENS = Set.of("nonce", "at_hash", "c_hash");

    /** Names all organisations in the claim of the organisations. */
    private static final String ALL = "*";

    private final Tokens tokens;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    TokenVerifier(Tokens tokens, JWKSource<SecurityContext> keys) {
        this.tokens = tokens;
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPES));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        var claims = new DefaultJWTClaimsVerifier<SecurityContext>(
                new JWTClaimsSet.Builder().issuer(tokens.issuer().toString()).build(), Set.of("exp", "sub"));
        claims.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
    }

    /**
     * Looks at a token.
     *
     * @throws KeySourceException when the issuer's keys cannot be read
     */
    Verification verify(String token) throws KeySourceException {
        try {
            return verify(processor.process(SignedJWT.parse(token), null));
        } catch (ExpiredJWTException expired) {
            return new Verification.Refused("The token has expired.");
        } catch (BadJWTException claims) {
            return new Verification.Refused("The token is not one of the issuer " + tokens.issuer()
                    + ", or is not valid yet, or lacks its subject or its expiry.");
        } catch (RateLimitReachedException unknownKey) {
            return new Verification.Refused(
                    "The token is signed with a key that is not known. If it is a new one, try again in a minute.");
        } catch (KeySourceException unreachable) {
            throw unreachable;
        } catch (ParseException | BadJOSEException | JOSEException forged) {
            return new Verification.Refused("The token is not signed by the issuer " + tokens.issuer() + ".");
        }
    }

    private Verification verify(JWTClaimsSet claims) throws ParseException {
        if (!namesThisApi(claims) && scopesOfThisApi(claims).isEmpty()) {
            return new Verification.Refused("The token is for another audience than " + tokens.audience() + ".");
        }
        if (isIdToken(claims)) {
            return new Verification.Refused("The token is an ID token; send the access token.");
        }
        return new Verification.Accepted(new Caller(
                claims.getSubject(),
                scopes(claims),
                organisations(claims),
                Optional.of(claims.getExpirationTime().toInstant())));
    }

    /** A token without an audience, as Amazon Cognito's are, may name its client instead. */
    private boolean namesThisApi(JWTClaimsSet claims) throws ParseException {
        return claims.getAudience().isEmpty()
                ? tokens.audience().equals(claims.getStringClaim("client_id"))
                : claims.getAudience().contains(tokens.audience());
    }

    private static boolean isIdToken(JWTClaimsSet claims) {
        return "id".equals(claims.getClaim("token_use"))
                || claims.getClaims().keySet().stream().anyMatch(OF_ID_TOKENS::contains);
    }

    /**
     * What the token allows. Where its scopes are all that shows what it is for, those of other resource servers do not
     * count, whatever they are called.
     */
    private Set<Scope> scopes(JWTClaimsSet claims) throws ParseException {
        return namesThisApi(claims)
                ? scopes(scopeWords(claims).map(word -> word.substring(word.lastIndexOf('/') + 1)))
                : scopesOfThisApi(claims);
    }

    /**
     * The scopes of a token without an audience that begin with the identifier of this API: Amazon Cognito writes those
     * of a resource server so ("Scopes, M2M, and resource servers" of its developer guide).
     */
    private Set<Scope> scopesOfThisApi(JWTClaimsSet claims) {
        var prefix = tokens.audience() + "/";
        return claims.getAudience().isEmpty()
                ? scopes(scopeWords(claims)
                        .filter(word -> word.startsWith(prefix))
                        .map(word -> word.substring(prefix.length())))
                : Set.of();
    }

    private static Set<Scope> scopes(Stream<String> words) {
        return words.flatMap(word -> Scope.ofWord(word).stream()).collect(toSet());
    }

    /** From {@code scope} (RFC 9068), or {@code scp}, which some issuers use. */
    private static Stream<String> scopeWords(JWTClaimsSet claims) {
        return Stream.concat(words(claims, "scope"), words(claims, "scp"));
    }

    /** A token without the claim is for no organisation. */
    private Optional<Set<OrgId>> organisations(JWTClaimsSet claims) {
        var named = words(claims, tokens.organisationsClaim()).toList();
        return named.equals(List.of(ALL))
                ? Optional.empty()
                : Optional.of(
                        named.stream().filter(OrgId::isValid).map(OrgId::new).collect(toSet()));
    }

    /** The words of a claim that is a text or a list of texts. */
    private static Stream<String> words(JWTClaimsSet claims, String name) {
        return switch (claims.getClaim(name)) {
            case String text -> Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty());
            case Collection<?> list ->
                list.stream().filter(String.class::isInstance).map(String.class::cast);
            case null, default -> Stream.empty();
        };
    }
}
