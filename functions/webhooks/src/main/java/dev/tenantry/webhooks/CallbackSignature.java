package dev.tenantry.webhooks;

import com.twilio.security.RequestValidator;
import dev.tenantry.twilio.Secret;
import java.net.URISyntaxException;

/**
 * Twilio's signature of its callbacks (Twilio docs, "Webhooks Security"): made with the auth token of the account that
 * owns what calls back, over the address and the fields of a form, or over an address that carries the hash of another
 * body.
 */
final class CallbackSignature {
    private final RequestValidator validator;

    CallbackSignature(Secret authToken) {
        this.validator = new RequestValidator(authToken.reveal());
    }

    /**
     * Whether this is Twilio's signature of a request.
     *
     * @param address all of the address, with its query
     */
    boolean isValid(String signature, String address, Body body) {
        try {
            return switch (body) {
                case Form form -> validator.validate(address, form.fields(), signature);
                case Body.Other other -> validator.validate(address, other.text(), signature);
            };
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }
}
