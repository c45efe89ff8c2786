package dev.tenantry.twilio.callback;

import com.twilio.security.RequestValidator;
import dev.tenantry.twilio.account.Secret;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Verification of the signature of a callback, which forged ones lack ("Webhooks Security"). Each carries a signature,
 * made with the auth token of the account that owns what calls back. API keys never sign.
 *
 * <p>What is signed begins with the URL as Twilio was given it: scheme, host, path and query, as they were sent, and
 * without a fragment. So it must come from the settings and not from a Host header.
 */
public final class CallbackSignature {

    /** The header that has the signature. */
    public static final String HEADER = "X-Twilio-Signature";

    private final RequestValidator validator;

    /** Checks callbacks of the account that has this auth token. */
    public CallbackSignature(Secret authToken) {
        this.validator = new RequestValidator(authToken.reveal());
    }

    /**
     * Whether the signature is that of a form: of the URL and all parameters. A form that has two parameters of one
     * name is refused: Twilio sends none, and the second might be taken for the one that was checked.
     *
     * @param parameters the names and values of the body, decoded
     */
    public boolean signsForm(String url, Collection<? extends Map.Entry<String, String>> parameters, String signature) {
        var byName = new HashMap<String, String>();
        for (var parameter : parameters) {
            if (byName.put(parameter.getKey(), parameter.getValue()) != null) {
                return false;
            }
        }
        return validator.validate(url, byName, signature);
    }

    /**
     * Whether the signature is that of a body which is no form, such as JSON: of the URL, whose parameter
     * {@code bodySHA256} is the hash of the body. Without that parameter it is not.
     *
     * @param body as it was sent, in UTF-8
     */
    public boolean signsBody(String url, String body, String signature) {
        try {
            return validator.validate(url, body, signature);
        } catch (URISyntaxException e) {
            return false; // Twilio calls no such URL
        }
    }
}
