package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.twilio.CallbackSignature;
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
     * @throws RefusedException when no callback looks like this
     */
    static CallbackRequest of(APIGatewayV2HTTPEvent event) throws RefusedException {
        var path = Optional.ofNullable(event.getPathParameters()).orElse(Map.of());
        var headers = Optional.ofNullable(event.getHeaders()).orElse(Map.of());
        var orgId = path.getOrDefault("orgId", "");
        if (!OrgId.isValid(orgId)) {
            throw RefusedException.forbidden("its path names no organisation");
        }
        var signature = Optional.ofNullable(headers.get(SIGNATURE))
                .orElseThrow(() -> RefusedException.forbidden("it is not signed"));
        return new CallbackRequest(
                new OrgId(orgId),
                path.getOrDefault("nonce", ""),
                Optional.ofNullable(event.getRawQueryString()).orElse(""),
                signature,
                body(headers.getOrDefault("content-type", ""), text(bytes(event))));
    }

    private static Body body(String contentType, String text) throws RefusedException {
        return contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/x-www-form-urlencoded")
                ? Form.parse(text).orElseThrow(() -> RefusedException.forbidden("its body is no form"))
                : new Body.Other(text);
    }

    private static byte[] bytes(APIGatewayV2HTTPEvent event) throws RefusedException {
        var body = Optional.ofNullable(event.getBody()).orElse("");
        try {
            var bytes = event.getIsBase64Encoded()
                    ? Base64.getDecoder().decode(body)
                    : body.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > LARGEST_BODY) {
                throw RefusedException.tooLarge(bytes.length, LARGEST_BODY);
            }
            return bytes;
        } catch (IllegalArgumentException notBase64) {
            throw RefusedException.forbidden("its body is not Base64");
        }
    }

    private static String text(byte[] bytes) throws RefusedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw RefusedException.forbidden("its body is not UTF-8");
        }
    }
}
