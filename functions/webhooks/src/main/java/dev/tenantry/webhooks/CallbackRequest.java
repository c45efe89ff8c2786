package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.twilio.callback.CallbackSignature;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request that says it is a callback of Twilio's.
 *
 * @param orgId the organisation of the path
 * @param nonce the nonce of the path
 * @param query the query as it was sent, or empty
 * @param signature the header {@code X-Twilio-Signature}
 * @param body what it says
 */
record CallbackRequest(OrgId orgId, String nonce, String query, String signature, Body body) {
    private static final int LARGEST_BODY = 64 * 1024;
    private static final String SIGNATURE = CallbackSignature.HEADER.toLowerCase(Locale.ROOT);

    /**
     * Reads API Gateway's payload format 2.0: names of headers are in lower case, and a form comes in Base64.
     *
     * @throws CallbackRejectedException when no callback looks like this
     */
    static CallbackRequest of(APIGatewayV2HTTPEvent event) throws CallbackRejectedException {
        var path = Optional.ofNullable(event.getPathParameters()).orElse(Map.of());
        var headers = Optional.ofNullable(event.getHeaders()).orElse(Map.of());
        var orgId = path.getOrDefault("orgId", "");
        if (!OrgId.isValid(orgId)) {
            throw CallbackRejectedException.forbidden("its path names no organisation");
        }
        var signature = Optional.ofNullable(headers.get(SIGNATURE))
                .orElseThrow(() -> CallbackRejectedException.forbidden("it is not signed"));
        return new CallbackRequest(
                new OrgId(orgId),
                path.getOrDefault("nonce", ""),
                Optional.ofNullable(event.getRawQueryString()).orElse(""),
                signature,
                isGet(event) ? query(event) : body(headers.getOrDefault("content-type", ""), text(bytes(event))));
    }

    private static boolean isGet(APIGatewayV2HTTPEvent event) {
        return Optional.ofNullable(event.getRequestContext().getHttp())
                .filter(http -> http.getMethod().equals("GET"))
                .isPresent();
    }

    /** Twilio calls some addresses back by GET, with everything in the query. */
    private static Body query(APIGatewayV2HTTPEvent event) throws CallbackRejectedException {
        var query = Optional.ofNullable(event.getRawQueryString()).orElse("");
        if (query.length() > LARGEST_BODY) {
            throw CallbackRejectedException.tooLarge(query.length(), LARGEST_BODY);
        }
        return Form.parseQuery(query).orElseThrow(() -> CallbackRejectedException.forbidden("its query is no form"));
    }

    private static Body body(String contentType, String text) throws CallbackRejectedException {
        return contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/x-www-form-urlencoded")
                ? Form.parse(text).orElseThrow(() -> CallbackRejectedException.forbidden("its body is no form"))
                : new Body.Raw(text);
    }

    private static byte[] bytes(APIGatewayV2HTTPEvent event) throws CallbackRejectedException {
        var body = Optional.ofNullable(event.getBody()).orElse("");
        try {
            var bytes = event.getIsBase64Encoded()
                    ? Base64.getDecoder().decode(body)
                    : body.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > LARGEST_BODY) {
                throw CallbackRejectedException.tooLarge(bytes.length, LARGEST_BODY);
            }
            return bytes;
        } catch (IllegalArgumentException notBase64) {
            throw CallbackRejectedException.forbidden("its body is not Base64");
        }
    }

    private static String text(byte[] bytes) throws CallbackRejectedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw CallbackRejectedException.forbidden("its body is not UTF-8");
        }
    }
}
