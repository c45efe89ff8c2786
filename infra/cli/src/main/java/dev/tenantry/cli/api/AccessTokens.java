package dev.tenantry.cli.api;

import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be seen of an access token without its issuer. */
public final class AccessTokens {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private AccessTokens() {}

    /** Whether a text may be a token (RFC 6750, section 2.1). */
    public static boolean isToken(String text) {
        return FORM.matcher(text).matches();
    }

    /** When a token expires, if it is a JSON Web Token that says so (RFC 7519). */
    public static Optional<Instant> expiry(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            var claim = Json.MAPPER
                    .readTree(Base64.getUrlDecoder().decode(parts[1]))
                    .path("exp");
            return claim.canConvertToLong() ? Optional.of(Instant.ofEpochSecond(claim.longValue())) : Optional.empty();
        } catch (IOException | RuntimeException opaque) {
            return Optional.empty();
        }
    }
}
