package dev.tenantry.local.apigateway;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes ids in the form of API Gateway's extended request ids, connection ids and message ids:
 * {@code TXzPWdnOjoECGjA=}.
 */
public final class RequestIds {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 11;

    private RequestIds() {}

    /** A fresh id of 16 characters, the last of them {@code =}; URL-safe but for that. */
    public static String next() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
