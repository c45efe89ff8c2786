package dev.tenantry.api.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tenantry.api.ApiRequests;
import dev.tenantry.core.access.AuthorizerContext;
import dev.tenantry.core.access.Caller;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.settings.Settings.Tokens;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenAuthorizerHandlerTest {
    private Issuer issuer;
    private TokenAuthorizerHandler authorizer;

    @BeforeEach
    void start() throws IOException {
        issuer = new Issuer();
        authorizer =
                new TokenAuthorizerHandler(() -> Optional.of(new Tokens(issuer.uri(), Issuer.AUDIENCE, Issuer.CLAIM)));
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    private Map<String, ?> contextOf(String token) {
        var answer = authorizer.handleRequest(
                Map.of("headers", Map.of("authorization", "Bearer " + token)), new ApiRequests().context());
        assertThat(answer).containsEntry("isAuthorized", true);
        var context = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) answer.get("context")).forEach((name, value) -> context.put((String) name, value));
        return context;
    }

    private Caller callerOf(JWTClaimsSet.Builder claims) {
        var context = contextOf(Issuer.signed(claims));
        assertThat(AuthorizerContext.refusal(context)).isEmpty();
        return AuthorizerContext.read(context);
    }

    @Test
    void tellsWhoTheBearerIsAndWhatTheTokenAllows() {
        var expiry = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 300);

        assertThat(callerOf(issuer.claims().expirationTime(Date.from(expiry))))
                .isEqualTo(new Caller(
                        "auth0|7",
                        Set.of(Scope.READ, Scope.WRITE),
                        Optional.of(Set.of(new OrgId("acme"))),
                        Optional.of(expiry)));
    }

    @Test
    void takesWhatIssuersWriteInOtherWays() {
        var cognito = issuer.claims()
                .audience((String) null)
                .claim("client_id", Issuer.AUDIENCE)
                .claim("token_use", "access")
                .claim("scope", "tenantry/provisioning:admin");
        assertThat(callerOf(cognito).scopes()).containsExactly(Scope.ADMIN);
        assertThat(callerOf(issuer.claims().claim("scope", null).claim("scp", List.of("provisioning:credentials")))
                        .scopes())
                .containsExactly(Scope.CREDENTIALS);
        assertThat(callerOf(issuer.claims().audience(List.of("other", Issuer.AUDIENCE)))
                        .scopes())
                .hasSize(2);
        assertThat(callerOf(issuer.claims().claim(Issuer.CLAIM, "acme owl")).organisations())
                .hasValue(Set.of(new OrgId("acme"), new OrgId("owl")));
        assertThat(callerOf(issuer.claims().claim(Issuer.CLAIM, "*")).mayActForAll())
                .isTrue();
        for (var type : List.of("JWT", "at+jwt", "application/at+jwt")) {
            assertThat(AuthorizerContext.read(contextOf(Issuer.ofType(issuer.claims(), type)))
                            .may(Scope.READ))
                    .as(type)
                    .isTrue();
        }
        assertThat(AuthorizerContext.read(contextOf(Issuer.signedWithEllipticCurve(issuer.claims())))
                        .may(Scope.READ))
                .isTrue();
    }

    /** Amazon Cognito's tokens have neither an audience nor always the same client. */
    @Test
    void takesATokenWithoutAnAudienceByTheResourceServerOfItsScopes() {
        var token = issuer.claims()
                .audience((String) null)
                .subject("1example23456789")
                .claim("client_id", "1example23456789")
                .claim("token_use", "access")
                .claim("version", 2);

        assertThat(callerOf(token.claim("scope", Issuer.AUDIENCE + "/provisioning:read other/provisioning:admin"))
                        .scopes())
                .containsExactly(Scope.READ);
        for (var scope : List.of(
                "",
                "openid",
                "provisioning:read",
                "other/provisioning:read",
                Issuer.AUDIENCE + "/other",
                Issuer.AUDIENCE + "x/provisioning:read",
                "x/" + Issuer.AUDIENCE + "/provisioning:read")) {
            assertThat(AuthorizerContext.refusal(contextOf(Issuer.signed(token.claim("scope", scope)))))
                    .as(scope)
                    .hasValueSatisfying(reason -> assertThat(reason).contains("another audience"));
        }
    }

    @Test
    void aTokenForAnotherAudienceStaysSoWhateverItsScopesAreCalled() {
        var token = issuer.claims()
                .audience("https://other.example")
                .claim("scope", Issuer.AUDIENCE + "/provisioning:read");

        assertThat(AuthorizerContext.refusal(contextOf(Issuer.signed(token)))).isPresent();
    }

    /** A star among others is an organisation's id that none can have, not a wish for all. */
    @Test
    void letsATokenActForNoOrganisationUnlessItNamesThem() {
        for (var claim : new Object[] {null, "", List.of(), List.of("*", "acme"), "../x", 7, Map.of("a", "b")}) {
            assertThat(callerOf(issuer.claims().claim(Issuer.CLAIM, claim)).mayActForAll())
                    .as("%s", claim)
                    .isFalse();
            assertThat(callerOf(issuer.claims().claim(Issuer.CLAIM, claim)).mayActFor(new OrgId("owl")))
                    .as("%s", claim)
                    .isFalse();
        }
    }

    static Stream<String> badTokens() {
        return Stream.of(
                "expired",
                "not yet valid",
                "without expiry",
                "without subject",
                "wrong issuer",
                "wrong audience",
                "no audience",
                "alg none",
                "HS256 with the public key",
                "foreign key of the same id",
                "foreign key in its header",
                "unknown key",
                "another type",
                "ID token by its use",
                "ID token by its nonce",
                "changed payload",
                "no token");
    }

    private String badToken(String kind) {
        var claims = issuer.claims();
        var now = Instant.now();
        return switch (kind) {
            case "expired" -> Issuer.signed(claims.expirationTime(Date.from(now.minusSeconds(61))));
            case "not yet valid" -> Issuer.signed(claims.notBeforeTime(Date.from(now.plusSeconds(90))));
            case "without expiry" -> Issuer.signed(claims.expirationTime(null));
            case "without subject" -> Issuer.signed(claims.subject(null));
            case "wrong issuer" -> Issuer.signed(claims.issuer("https://evil.example"));
            case "wrong audience" -> Issuer.signed(claims.audience("https://other.example"));
            case "no audience" -> Issuer.signed(claims.audience((String) null));
            case "alg none" -> Issuer.plain(claims);
            case "HS256 with the public key" -> Issuer.signedWithPublicKey(claims);
            case "foreign key of the same id" -> Issuer.forged(claims);
            case "foreign key in its header" -> Issuer.withOwnKey(claims);
            case "unknown key" -> Issuer.withKey(claims, "unknown");
            case "another type" -> Issuer.ofType(claims, "logout+jwt");
            case "ID token by its use" -> Issuer.signed(claims.claim("token_use", "id"));
            case "ID token by its nonce" -> Issuer.signed(claims.claim("nonce", "n"));
            case "changed payload" -> {
                var parts = Issuer.signed(claims).split("\\.", -1);
                var others = Issuer.signed(issuer.claims().subject("admin")).split("\\.", -1);
                yield parts[0] + "." + others[1] + "." + parts[2];
            }
            default -> "";
        };
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void saysWhyATokenIsRefused(String kind) {
        var token = badToken(kind);

        var context = contextOf(token);

        assertThat(AuthorizerContext.refusal(context)).isPresent();
        assertThat(AuthorizerContext.read(context).scopes()).isEmpty();
        assertThat(AuthorizerContext.read(context).mayActFor(new OrgId("acme"))).isFalse();
        assertThat(context.toString()).doesNotContain("auth0|7", "\"");
    }

    @Test
    void tellsWhereNoTokenIsFromATokenThatIsRefused() {
        assertThat(AuthorizerContext.refusal(contextOf(""))).hasValue(AuthorizerContext.NO_TOKEN);
        for (var headers :
                List.of(Map.of(), Map.of("authorization", "Basic eDp5"), Map.of("authorization", "Bearer"))) {
            assertThat(authorizer.handleRequest(Map.of("headers", headers), new ApiRequests().context()))
                    .containsEntry("context", AuthorizerContext.refusal(AuthorizerContext.NO_TOKEN));
        }
    }

    @Test
    void readsTheKeysOnceAndNotForEachUnknownKey() {
        for (var i = 0; i < 20; i++) {
            callerOf(issuer.claims());
            contextOf(Issuer.withKey(issuer.claims(), "unknown-" + i));
        }

        assertThat(issuer.keyRequests()).isLessThanOrEqualTo(3);
    }

    @Test
    void authorizesNobodyWhileNoIssuerIsSet() {
        authorizer = new TokenAuthorizerHandler(Optional::empty);

        assertThat(authorizer.handleRequest(
                        Map.of("headers", Map.of("authorization", "Bearer " + Issuer.signed(issuer.claims()))),
                        new ApiRequests().context()))
                .isEqualTo(Map.of("isAuthorized", false));
    }

    @Test
    void failsWhileTheIssuerDoesNotAnswer() {
        var token = Issuer.signed(issuer.claims());
        authorizer = new TokenAuthorizerHandler(
                () -> Optional.of(new Tokens(URI.create("http://127.0.0.1:1"), Issuer.AUDIENCE, Issuer.CLAIM)));

        assertThatIllegalStateException()
                .isThrownBy(() -> authorizer.handleRequest(
                        Map.of("headers", Map.of("authorization", "Bearer " + token)), new ApiRequests().context()));
    }
}
