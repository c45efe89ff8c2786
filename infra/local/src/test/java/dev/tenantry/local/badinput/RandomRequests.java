package dev.tenantry.local.badinput;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** Random requests: valid ones of every route, each changed in up to four places. The same seed gives the same ones. */
final class RandomRequests {
    private static final String TYPE = "Content-Type: application/json";

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "X");

    /** What stands in for a part of a path, a header's value, or a parameter's. */
    private static final List<String> ODD_TEXTS = List.of(
            "",
            "-1",
            "0",
            "1e999",
            "9223372036854775808",
            "null",
            "%00",
            "%2e%2e%2f",
            "%c0%af",
            "%ff",
            "%F0%9F%98%80",
            "..;",
            "*",
            "{orgId}",
            "job_00000000000000000000000000",
            "ORG%23acme",
            "a".repeat(2_000),
            "'\"<script>",
            "${jndi:ldap://127.0.0.1/x}");

    /** What stands in for a part of a body. */
    private static final List<String> ODD_JSON = List.of(
            "null",
            "true",
            "-0",
            "1e999",
            "-1e2147483648",
            "0.1e-999",
            "NaN",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "[]",
            "{}",
            "[[[[[[[[]]]]]]]]",
            "{\"\":{}}",
            "\"" + "x".repeat(3_000) + "\"",
            "\"\u202e\u200d\"",
            "\"https://127.0.0.1/\"",
            "{\"$ref\":\"#\"}",
            "\"+15005550006\"",
            "18446744073709551616");

    private static final List<String> HEADERS = List.of(
            "Accept: text/xml",
            "Accept: */*;q=0",
            "Content-Encoding: gzip",
            "Content-Type: text/plain",
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: ;;;",
            "Idempotency-Key: same",
            "Idempotency-Key: \u00e9",
            "If-None-Match: \"v1\"",
            "If-None-Match: *, W/\"",
            "Origin: https://evil.example",
            "Sec-Fetch-Site: cross-site",
            "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.",
            "X-Twilio-Signature: AAAA",
            "X-Forwarded-Host: evil.example",
            "Expect: 100-continue",
            "Range: bytes=0-1",
            "Cookie: " + "c=1; ".repeat(300));

    private final Random random;
    private final List<Request> valid;

    /**
     * A request.
     *
     * @param headers whole lines without their ends
     */
    @SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
    record Request(String method, String target, List<String> headers, byte[] body) {

        @Override
        public String toString() {
            return method + " " + target + " " + headers + " " + new String(body, ISO_8859_1);
        }

        /** The headers as they are sent. */
        String headerLines() {
            return headers.isEmpty() ? "" : String.join("\r\n", headers) + "\r\n";
        }
    }

    /**
     * Requests about one organisation.
     *
     * @param plans the valid bodies of a trigger
     */
    RandomRequests(long seed, String orgId, String jobId, List<String> plans) {
        random = new Random(seed);
        var org = "/v1/orgs/" + orgId;
        var job = "/v1/provisioning-jobs/" + jobId;
        valid = List.of(
                get("/v1/provisioning-jobs?status=COMPLETE&limit=3"),
                get("/v1/provisioning-jobs?query=a&limit=1"),
                get(org + "/provisioning-jobs?limit=2"),
                get(org + "/provisioning-jobs/latest"),
                get(job),
                get(job + "/events?after=3&limit=4"),
                get(org + "/credentials"),
                get(org + "/notices?limit=2"),
                post(org + "/webhook-address/rotate", ""),
                post(job + "/cancel", ""),
                post(job + "/retry", plans.getFirst()),
                post(job + "/rollback", "{\"dryRun\":true,\"numbers\":\"release\"}"),
                post(org + "/provisioning-jobs", plans.getFirst()),
                post(org + "/provisioning-jobs", plans.getLast()),
                post("/v1/estimates?orgId=" + orgId, plans.getFirst()),
                post("/v1/estimates", plans.getLast()),
                new Request(
                        "POST",
                        "/webhooks/twilio/" + orgId + "/0123456789abcdef",
                        List.of("Content-Type: application/x-www-form-urlencoded", "X-Twilio-Signature: bm8="),
                        "AccountSid=AC00000000000000000000000000000000&Body=%F0%9F%98%80".getBytes(UTF_8)));
    }

    private static Request get(String target) {
        return new Request("GET", target, List.of(), new byte[0]);
    }

    private static Request post(String target, String body) {
        return new Request("POST", target, body.isEmpty() ? List.of() : List.of(TYPE), body.getBytes(UTF_8));
    }

    /** The next request. */
    Request next() {
        var request = any(valid);
        for (var changes = random.nextInt(5); changes > 0; changes--) {
            request = changed(request);
        }
        return request;
    }

    private Request changed(Request request) {
        return switch (random.nextInt(10)) {
            case 0 -> new Request(any(METHODS), request.target(), request.headers(), request.body());
            case 1 -> withTarget(request, changedPath(request.target()));
            case 2 ->
                withTarget(request, request.target() + (request.target().contains("?") ? "&" : "?") + parameter());
            case 3 ->
                withTarget(request, request.target().replaceFirst("=\\w*", Matcher.quoteReplacement("=" + oddText())));
            case 4, 5 -> withHeader(request, any(HEADERS));
            default -> new Request(request.method(), request.target(), request.headers(), changedBody(request.body()));
        };
    }

    private static Request withTarget(Request request, String target) {
        return new Request(request.method(), target, request.headers(), request.body());
    }

    /** A request with a header in place of another of its name. */
    private static Request withHeader(Request request, String header) {
        var name = header.substring(0, header.indexOf(':') + 1);
        var others = request.headers().stream().filter(each -> !each.startsWith(name));
        return new Request(
                request.method(),
                request.target(),
                Stream.concat(others, Stream.of(header)).toList(),
                request.body());
    }

    private String changedPath(String target) {
        var parts = target.split("/", -1);
        var index = 1 + random.nextInt(parts.length - 1);
        switch (random.nextInt(3)) {
            case 0 -> parts[index] = oddText();
            case 1 -> parts[index] += oddText();
            default -> parts = Arrays.copyOf(parts, index);
        }
        var changed = String.join("/", parts);
        return changed.isEmpty() ? "/" : changed;
    }

    private String parameter() {
        return any(List.of("limit", "cursor", "after", "status", "query", "orgId", "x", "%")) + "=" + oddText();
    }

    private byte[] changedBody(byte[] body) {
        var text = new String(body, UTF_8);
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(body, random.nextInt(body.length + 1));
            case 1 -> withRandomBytes(body);
            case 2 -> doubled(text).getBytes(UTF_8);
            default -> withOddValue(text).getBytes(UTF_8);
        };
    }

    private byte[] withRandomBytes(byte[] body) {
        var bytes = new byte[1 + random.nextInt(4)];
        random.nextBytes(bytes);
        var at = random.nextInt(body.length + 1);
        var changed = new ByteArrayOutputStream();
        changed.write(body, 0, at);
        changed.writeBytes(bytes);
        changed.write(body, at, body.length - at);
        return changed.toByteArray();
    }

    /** A body in which the members from a random colon to the next comma come twice. */
    private String doubled(String text) {
        var comma = text.indexOf(',', text.isEmpty() ? 0 : random.nextInt(text.length()));
        return comma < 0
                ? text + text
                : text.substring(0, comma) + text.substring(comma / 2, comma) + text.substring(comma);
    }

    /** A body with an odd value after one of its colons, or alone. */
    private String withOddValue(String text) {
        var colon = text.indexOf(':', text.isEmpty() ? 0 : random.nextInt(text.length()));
        if (colon < 0) {
            return any(ODD_JSON);
        }
        var end = colon + 1;
        while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, colon + 1) + any(ODD_JSON) + text.substring(end);
    }

    private String oddText() {
        return any(ODD_TEXTS).replace("\"", "%22").replace("<", "%3C").replace(">", "%3E");
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
