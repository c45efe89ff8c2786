package dev.tenantry.local.apigateway;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Recognises requests that are signed ("Signature Version 4 for API requests"). There is no account to check a
 * signature against, so its form is all that is looked at.
 */
public final class Signatures {

    private static final Pattern SIGNED =
            Pattern.compile("AWS4-HMAC-SHA256 +Credential=[^/, ]+/\\d{8}/[^/, ]+/[^/, ]+/aws4_request *, *"
                    + "SignedHeaders=[^, ]+ *, *Signature=[0-9a-f]+");

    private Signatures() {}

    /** Whether the header {@code Authorization} is a signature. */
    public static boolean isSigned(Request request) {
        var authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return authorization != null && SIGNED.matcher(authorization).matches();
    }
}
