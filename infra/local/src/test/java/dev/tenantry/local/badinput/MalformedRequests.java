package dev.tenantry.local.badinput;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Requests that are not HTTP/1.1 (RFC 9112), that are ambiguous, or whose targets try to leave their path. */
final class MalformedRequests {
    private static final String TRIGGER = "POST /v1/orgs/bad/provisioning-jobs HTTP/1.1\r\n";
    private static final String LIST = "GET /v1/provisioning-jobs HTTP/1.1\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String END = "Connection: close\r\n\r\n";
    private static final String CHUNKED = JSON + "Transfer-Encoding: chunked\r\n" + END;

    private final Map<String, Malformed> all = new LinkedHashMap<>();
    private final String host;

    /**
     * A request and the statuses that a server may answer it with.
     *
     * @param text a character for each byte
     * @param statuses 0 for none: the server closes the connection
     */
    record Malformed(String text, Set<Integer> statuses) {}

    private MalformedRequests(int port, String token) {
        host = "Host: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + token + "\r\n";
    }

    /** @param token what shows that the requests would be carried out if they were HTTP */
    static Map<String, Malformed> all(int port, String token) {
        var requests = new MalformedRequests(port, token);
        requests.requestLines();
        requests.headers();
        requests.lengths();
        requests.chunks();
        requests.paths();
        return requests.all;
    }

    private void add(String name, String text, Integer... statuses) {
        if (all.put(name, new Malformed(text, new TreeSet<>(Set.of(statuses)))) != null) {
            throw new IllegalArgumentException("Two requests are named " + name);
        }
    }

    private void requestLines() {
        add("nothing", "", 0);
        add("an empty line", "\r\n\r\n", 0, 400);
        add("a word", "HELLO\r\n\r\n", 400);
        add("no target", "GET\r\n" + host + END, 400);
        add("no version", "GET /v1/provisioning-jobs\r\n" + host + END, 400, 505);
        add("version 0.9", "GET /v1/provisioning-jobs HTTP/0.9\r\n" + host + END, 400, 505);
        add("version 2.0", "GET /v1/provisioning-jobs HTTP/2.0\r\n" + host + END, 400, 426, 505);
        add("version 3", "GET /v1/provisioning-jobs HTTP/3\r\n" + host + END, 400, 505);
        add("version 1.2", "GET /v1/provisioning-jobs HTTP/1.2\r\n" + host + END, 400, 505);
        // Against RFC 9112, Jetty takes it; it can be read in one way only.
        add("a version in lower case", "GET /v1/provisioning-jobs http/1.1\r\n" + host + END, 200, 400, 505);
        add("a version that is none", "GET /v1/provisioning-jobs HTTX/1.1\r\n" + host + END, 400, 505);
        add("two blanks", "GET  /v1/estimates HTTP/1.1\r\n" + host + END, 400, 405);
        add("a tab", "GET\t/v1/provisioning-jobs\tHTTP/1.1\r\n" + host + END, 400);
        add("a blank in the target", "GET /v1/provisioning jobs HTTP/1.1\r\n" + host + END, 400, 505);
        add("a NUL in the method", "GE\0T /v1/provisioning-jobs HTTP/1.1\r\n" + host + END, 400);
        add("a NUL in the target", "GET /v1/provisioning\0jobs HTTP/1.1\r\n" + host + END, 400);
        add("a method with a colon", "GE:T /v1/provisioning-jobs HTTP/1.1\r\n" + host + END, 400, 405);
        add("a method in brackets", "(GET) /v1/provisioning-jobs HTTP/1.1\r\n" + host + END, 400);
        add("a method of 10,000", "G".repeat(10_000) + " / HTTP/1.1\r\n" + host + END, 400, 414, 431);
        add("a target of 100,000", "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\n" + host + END, 414, 431);
        add(
                "a query of 100,000",
                "GET /v1/estimates?a=" + "b".repeat(100_000) + " HTTP/1.1\r\n" + host + END,
                414,
                431);
        add("only an asterisk", "GET * HTTP/1.1\r\n" + host + END, 400, 404);
        add("an authority", "GET evil.example:80 HTTP/1.1\r\n" + host + END, 400, 404);
        add("CONNECT", "CONNECT evil.example:443 HTTP/1.1\r\n" + host + END, 400, 404, 405, 501);
        add(
                "a foreign absolute target",
                "GET http://evil.example/v1/orgs/acme/credentials HTTP/1.1\r\n" + host + END,
                400,
                403);
        add("HTTP/2's preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 0, 400, 426, 505);
        add("a TLS greeting", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003", 0, 400);
        add("random bytes", "\u0080\u00ff\u0000\u0001\u00fe\r\n\r\n", 400);
    }

    private void headers() {
        add("no Host", LIST + END, 400);
        add("two Hosts", LIST + host + "Host: evil.example\r\n" + END, 400, 403);
        add("an empty Host", LIST + "Host:\r\n" + END, 400, 403);
        add("a foreign Host", LIST + "Host: evil.example\r\n" + END, 400, 403);
        add("a Host with a path", LIST + "Host: 127.0.0.1/x\r\n" + END, 400, 403);
        add("a Host with credentials", LIST + "Host: a@127.0.0.1\r\n" + END, 400, 403);
        add("a Host with a port that is none", LIST + "Host: 127.0.0.1:99999\r\n" + END, 400, 403);
        add("a Host with a blank", LIST + "Host: 127.0.0.1 evil\r\n" + END, 400, 403);
        add("a name with a blank", LIST + host + "X Y: 1\r\n" + END, 400);
        add("a blank before the colon", LIST + host + "X : 1\r\n" + END, 400);
        add("no colon", LIST + host + "nonsense\r\n" + END, 400);
        add("no name", LIST + host + ": 1\r\n" + END, 400);
        add("a folded line", LIST + host + "X: 1\r\n 2\r\n" + END, 400);
        add("a folded first line", LIST + " X: 1\r\n" + host + END, 400);
        add("a NUL in a value", LIST + host + "X: a\0b\r\n" + END, 400);
        add("a NUL in a name", LIST + host + "X\0: a\r\n" + END, 400);
        add("a CR in a value", LIST + host + "X: a\rb\r\n" + END, 400);
        add("a header of 100,000", LIST + host + "X: " + "a".repeat(100_000) + "\r\n" + END, 431);
        add("10,000 headers", LIST + host + "X: 1\r\n".repeat(10_000) + END, 431);
        add("headers without an end", LIST + host + "X: 1\r\n", 0, 400);
    }

    private void lengths() {
        add("two lengths", TRIGGER + host + JSON + "Content-Length: 2\r\nContent-Length: 3\r\n" + END + "{}x", 400);
        add("two lengths in one line", TRIGGER + host + JSON + "Content-Length: 2, 3\r\n" + END + "{}x", 400);
        add("a negative length", TRIGGER + host + JSON + "Content-Length: -1\r\n" + END, 400);
        add("a length with a sign", TRIGGER + host + JSON + "Content-Length: +1\r\n" + END + "{", 400);
        add("a length that is no number", TRIGGER + host + JSON + "Content-Length: two\r\n" + END + "{", 400);
        add("a length in hexadecimal", TRIGGER + host + JSON + "Content-Length: 0x1\r\n" + END + "{", 400);
        add(
                "a length beyond a long",
                TRIGGER + host + JSON + "Content-Length: 99999999999999999999\r\n" + END,
                400,
                413);
        add("an empty length", TRIGGER + host + JSON + "Content-Length:\r\n" + END + "{", 400);
        add("less than the length", TRIGGER + host + JSON + "Content-Length: 100\r\n" + END + "{", 400);
        add(
                "a length and chunks",
                TRIGGER + host + JSON + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n" + END
                        + "1\r\n{\r\n0\r\n\r\n",
                400);
        add(
                "chunks and a length",
                TRIGGER + host + JSON + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n" + END
                        + "1\r\n{\r\n0\r\n\r\n",
                400);
        add("chunks twice", TRIGGER + host + JSON + "Transfer-Encoding: chunked, chunked\r\n" + END + "0\r\n\r\n", 400);
        add(
                "chunks not last",
                TRIGGER + host + JSON + "Transfer-Encoding: chunked, gzip\r\n" + END + "0\r\n\r\n",
                400,
                501);
        add("another coding", TRIGGER + host + JSON + "Transfer-Encoding: gzip\r\n" + END + "x", 400, 501);
        add(
                "a coding that is none",
                TRIGGER + host + JSON + "Transfer-Encoding: xchunked\r\n" + END + "0\r\n\r\n",
                400,
                501);
    }

    private void chunks() {
        add("a size that is no number", TRIGGER + host + CHUNKED + "ZZZ\r\n{}\r\n0\r\n\r\n", 400);
        add("a negative size", TRIGGER + host + CHUNKED + "-1\r\n{}\r\n0\r\n\r\n", 400);
        add("a size beyond a long", TRIGGER + host + CHUNKED + "FFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n", 400, 413);
        add("a size beyond an int", TRIGGER + host + CHUNKED + "FFFFFFFF\r\n{}\r\n0\r\n\r\n", 400, 413);
        add("more than the size", TRIGGER + host + CHUNKED + "1\r\n{}{}\r\n0\r\n\r\n", 400);
        add("no last chunk", TRIGGER + host + CHUNKED + "1\r\n{\r\n", 400);
        add("half a chunk", TRIGGER + host + CHUNKED + "8\r\n{", 400);
        add("an empty size", TRIGGER + host + CHUNKED + "\r\n{}\r\n0\r\n\r\n", 400);
    }

    private void paths() {
        var targets = Map.of(
                "half an escape",
                "/v1/provisioning-jobs/%",
                "an escape that is none",
                "/v1/provisioning-jobs/%zz",
                "an escaped NUL",
                "/v1/orgs/a%00b/notices",
                "dots",
                "/v1/../../etc/passwd",
                "escaped dots",
                "/v1/%2e%2e/%2e%2e/etc/passwd",
                "a parameter",
                "/v1/..;/etc/passwd",
                "an escaped slash",
                "/v1/orgs/a%2F..%2Fb/notices",
                "a backslash",
                "/v1/orgs/..\\..\\b/notices",
                "an escaped escape",
                "/v1/orgs/%252e%252e/notices",
                "bytes that are not UTF-8",
                "/v1/orgs/%ff%fe/notices");
        targets.forEach(
                (name, target) -> add(name + " in a path", "GET " + target + " HTTP/1.1\r\n" + host + END, 400, 404));
    }
}
