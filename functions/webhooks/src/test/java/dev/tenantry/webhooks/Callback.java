package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request to the webhook, made as Twilio makes it, and signed here by what Twilio documents ("Webhooks Security"),
 * without the library that the code under test uses.
 *
 * @param orgId the organisation in the path
 * @param nonce the nonce in the path
 * @param query the query, or empty
 * @param contentType the body's type
 * @param signature the header, or null for none
 * @param body the body
 * @param inBase64 whether API Gateway hands the body over in Base64
 */
record Callback(
        String orgId, String nonce, String query, String contentType, String signature, String body, boolean inBase64) {
    static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
    static final String JSON = "application/json";

    /** A form that Twilio posts to this address. */
    static Callback form(URI address, Map<String, String> fields, String authToken) {
        return to(address, "", FORM, encoded(fields), sign(authToken, address.toString(), fields));
    }

    /** A form that Twilio posts to this address with this query. */
    static Callback form(URI address, String query, Map<String, String> fields, String authToken) {
        return to(address, query, FORM, encoded(fields), sign(authToken, address + "?" + query, fields));
    }

    /** A JSON text that Twilio posts to this address. */
    static Callback json(URI address, String json, String authToken) {
        var query = "bodySHA256=" + sha256(json);
        return to(address, query, JSON, json, sign(authToken, address + "?" + query, Map.of()));
    }

    /** A form that Twilio sends by GET, in the query of this address. */
    static Callback query(URI address, String query, String authToken) {
        return to(address, query, "", "", sign(authToken, address + "?" + query, Map.of()));
    }

    /** The fields of a form, as a body. */
    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** The signature of a URL and of the fields of a form. */
    static String sign(String authToken, String url, Map<String, String> fields) {
        var text = new StringBuilder(url);
        new TreeMap<>(fields).forEach((name, value) -> text.append(name).append(value));
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The hash that stands in the address of a body that is no form. */
    static String sha256(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    boolean isForm() {
        return contentType.equals(FORM);
    }

    Callback toOrg(String other) {
        return new Callback(other, nonce, query, contentType, signature, body, inBase64);
    }

    Callback withNonce(String other) {
        return new Callback(orgId, other, query, contentType, signature, body, inBase64);
    }

    Callback withQuery(String other) {
        return new Callback(orgId, nonce, other, contentType, signature, body, inBase64);
    }

    Callback withContentType(String other) {
        return new Callback(orgId, nonce, query, other, signature, body, inBase64);
    }

    Callback withSignature(String other) {
        return new Callback(orgId, nonce, query, contentType, other, body, inBase64);
    }

    Callback withBody(String other) {
        return new Callback(orgId, nonce, query, contentType, signature, other, inBase64);
    }

    Callback inBase64(boolean encoded) {
        return new Callback(orgId, nonce, query, contentType, signature, body, encoded);
    }

    /** The request as API Gateway hands it to the function, in its payload format 2.0. */
    APIGatewayV2HTTPEvent event() {
        var headers = new HashMap<>(Map.of("content-type", contentType, "host", "elsewhere.example.com"));
        if (signature != null) {
            headers.put("x-twilio-signature", signature);
        }
        return APIGatewayV2HTTPEvent.builder()
                .withPathParameters(Map.of("orgId", orgId, "nonce", nonce))
                .withRawPath("/webhooks/twilio/" + orgId + "/" + nonce)
                .withRawQueryString(query)
                .withHeaders(headers)
                .withBody(inBase64 ? base64(body) : body)
                .withIsBase64Encoded(inBase64)
                .withRequestContext(RequestContext.builder()
                        .withRequestId("request-1")
                        .withHttp(RequestContext.Http.builder()
                                .withMethod(isGet() ? "GET" : "POST")
                                .build())
                        .build())
                .build();
    }

    /** Only what comes by GET has neither a body nor a type. */
    private boolean isGet() {
        return contentType.isEmpty() && body.isEmpty();
    }

    private static Callback to(URI address, String query, String contentType, String body, String signature) {
        var path = address.getPath().split("/", -1);
        return new Callback(path[3], path[4], query, contentType, signature, body, contentType.equals(FORM));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
