package dev.tenantry.api.authorizer;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;

/**
 * The keys with which an issuer signs, read where its OpenID configuration says ("OpenID Connect Discovery 1.0",
 * section 4). They are kept; a key that is not among them is looked up, at most once in a while.
 */
final class SigningKeys {
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int MAX_BYTES = 256 * 1024;

    /** A token that names a key which nobody knows causes at most two look-ups in this time. */
    private static final long LOOK_UP_INTERVAL_MILLIS = 30_000;

    private SigningKeys() {}

    /**
     * The keys of an issuer.
     *
     * @throws IOException when the issuer does not answer, or not with its configuration
     */
    static JWKSource<SecurityContext> of(URI issuer) throws IOException {
        var retriever = new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES);
        return JWKSourceBuilder.create(address(issuer, retriever), retriever)
                .retrying(true)
                .rateLimited(LOOK_UP_INTERVAL_MILLIS)
                .build();
    }

    private static URL address(URI issuer, ResourceRetriever retriever) throws IOException {
        var configuration = URI.create(issuer.toString().replaceFirst("/$", "") + "/.well-known/openid-configuration");
        try {
            var json = JSONObjectUtils.parse(
                    retriever.retrieveResource(configuration.toURL()).getContent());
            return JSONObjectUtils.getURI(json, "jwks_uri").toURL();
        } catch (ParseException | MalformedURLException | NullPointerException malformed) {
            throw new IOException("The OpenID configuration of " + issuer + " names no keys", malformed);
        }
    }
}
