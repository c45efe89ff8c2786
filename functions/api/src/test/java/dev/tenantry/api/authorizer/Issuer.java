package dev.tenantry.api.authorizer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** An OpenID provider of a test's own. */
final class Issuer implements AutoCloseable {
    static final String AUDIENCE = "https://provisioning.example";
    static final String CLAIM = "organisations";

    private static final RSAKey RSA = rsa("rsa");
    private static final RSAKey FOREIGN_RSA = rsa("rsa");
    private static final ECKey EC = ec();

    private final HttpServer server;
    private final AtomicInteger keyRequests = new AtomicInteger();

    Issuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/.well-known/openid-configuration", () -> "{\"jwks_uri\":\"" + uri() + "/keys\"}");
        answer("/keys", () -> {
            keyRequests.incrementAndGet();
            return new JWKSet(List.of(RSA.toPublicJWK(), EC.toPublicJWK())).toString();
        });
        server.start();
    }

    private void answer(String path, Supplier<String> json) {
        server.createContext(path, exchange -> {
            var bytes = json.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How often somebody read its keys. */
    int keyRequests() {
        return keyRequests.get();
    }

    /** The claims of a good token of an organisation. */
    JWTClaimsSet.Builder claims() {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(uri().toString())
                .audience(AUDIENCE)
                .subject("auth0|7")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)))
                .claim("scope", "openid provisioning:read provisioning:write")
                .claim(CLAIM, List.of("acme"));
    }

    static String signed(JWTClaimsSet.Builder claims) {
        return signed(claims, JWSAlgorithm.RS256, "rsa", signer(RSA));
    }

    /** Signed, and of a type. */
    static String ofType(JWTClaimsSet.Builder claims, String type) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").type(new JOSEObjectType(type));
        return signed(claims, header.build(), signer(RSA));
    }

    static String signedWithEllipticCurve(JWTClaimsSet.Builder claims) {
        try {
            return signed(claims, JWSAlgorithm.ES256, "ec", new ECDSASigner(EC));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** Signed by somebody else, who says that it is the issuer's key. */
    static String forged(JWTClaimsSet.Builder claims) {
        return signed(claims, JWSAlgorithm.RS256, "rsa", signer(FOREIGN_RSA));
    }

    /** Signed by somebody else, with the key, and an address of keys, in the token's header. */
    static String withOwnKey(JWTClaimsSet.Builder claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa")
                .jwk(FOREIGN_RSA.toPublicJWK())
                .jwkURL(URI.create("https://evil.example/keys"))
                .x509CertURL(URI.create("https://evil.example/certificate"));
        return signed(claims, header.build(), signer(FOREIGN_RSA));
    }

    /** Signed with a key that the issuer does not have. */
    static String withKey(JWTClaimsSet.Builder claims, String keyId) {
        return signed(claims, JWSAlgorithm.RS256, keyId, signer(FOREIGN_RSA));
    }

    /** Signed with the issuer's public key, as if it were a secret that both share. */
    static String signedWithPublicKey(JWTClaimsSet.Builder claims) {
        try {
            return signed(
                    claims,
                    JWSAlgorithm.HS256,
                    "rsa",
                    new MACSigner(RSA.toRSAPublicKey().getEncoded()));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** Not signed. */
    static String plain(JWTClaimsSet.Builder claims) {
        return new PlainJWT(claims.build()).serialize();
    }

    private static String signed(JWTClaimsSet.Builder claims, JWSAlgorithm algorithm, String keyId, JWSSigner signer) {
        return signed(claims, new JWSHeader.Builder(algorithm).keyID(keyId).build(), signer);
    }

    private static String signed(JWTClaimsSet.Builder claims, JWSHeader header, JWSSigner signer) {
        try {
            var token = new SignedJWT(header, claims.build());
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static JWSSigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static ECKey ec() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
