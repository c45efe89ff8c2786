package dev.tenantry.cli.api;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the signature of a request must be, worked out from the steps of "Create a signed AWS API request" in the AWS
 * General Reference, by no code of AWS's.
 *
 * @param secretKey the secret access key
 * @param date e.g. {@code 20150830T123600Z}
 * @param region e.g. {@code us-east-1}
 * @param service e.g. {@code execute-api}
 */
record SigV4Oracle(String secretKey, String date, String region, String service) {

    /**
     * The signature.
     *
     * @param headers the signed headers, names in lower case
     * @param payload the hash of the body in hex, or {@code UNSIGNED-PAYLOAD}
     */
    String signature(String method, URI uri, Map<String, String> headers, String payload) {
        var sorted = new TreeMap<>(headers);
        var canonical = String.join(
                "\n",
                method,
                uri.getRawPath().isEmpty() ? "/" : uri.getRawPath(),
                canonicalQuery(uri),
                sorted.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                        .collect(Collectors.joining()),
                String.join(";", sorted.keySet()),
                payload);
        var day = date.substring(0, 8);
        var scope = day + "/" + region + "/" + service + "/aws4_request";
        var toSign = "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + sha256(canonical);
        var key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (var part : List.of(day, region, service, "aws4_request")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The parameters of a query, decoded. */
    static Map<String, String> query(URI uri) {
        var parameters = new TreeMap<String, String>();
        if (uri.getRawQuery() != null) {
            for (var parameter : uri.getRawQuery().split("&", -1)) {
                var equals = parameter.indexOf('=');
                parameters.put(decode(parameter.substring(0, equals)), decode(parameter.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String canonicalQuery(URI uri) {
        var parts = new ArrayList<String>();
        query(uri).forEach((name, value) -> {
            if (!name.equals("X-Amz-Signature")) {
                parts.add(encode(name) + "=" + encode(value));
            }
        });
        return String.join("&", parts);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
