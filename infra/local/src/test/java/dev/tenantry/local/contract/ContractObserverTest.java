package dev.tenantry.local.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.local.traffic.HttpExchange;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the comparison with the documents lets pass, and what it does not. */
class ContractObserverTest {
    private static final String EVENTS = "/v1/provisioning-jobs/job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E/events";
    private static final String PAGE = "{\"events\":[],\"nextAfter\":3}";
    private static final Map<String, String> HEADERS = Map.of(
            "content-type", "application/json",
            "cache-control", "no-store",
            "x-content-type-options", "nosniff",
            "cross-origin-resource-policy", "same-origin",
            "referrer-policy", "no-referrer",
            "content-security-policy", "default-src 'none'; frame-ancestors 'none'",
            "strict-transport-security", "max-age=31536000");

    private final ContractObserver observer = new ContractObserver();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "GET | after=3 | 200 | - | {\"events\":[],\"nextAfter\":3} | -",
                "GET | after=-1 | 200 | - | {\"events\":[],\"nextAfter\":3} | parameter after",
                "GET | after=03 | 200 | - | {\"events\":[],\"nextAfter\":3} | parameter after",
                "GET | x=1 | 200 | - | {\"events\":[],\"nextAfter\":3} | parameter x is not documented",
                "GET | after=1&after=2 | 200 | - | {\"events\":[],\"nextAfter\":3} | parameter after",
                "GET | after=3 | 200 | - | {\"events\":[]} | nextAfter",
                "GET | after=3 | 200 | - | {\"events\":[],\"nextAfter\":3,\"secret\":1} | secret",
                "GET | after=3 | 200 | - | {\"events\":{},\"nextAfter\":3} | array expected",
                "GET | after=3 | 200 | - | nonsense | is not JSON",
                "GET | after=3 | 200 | content-type: text/html | {} | of the type text/html",
                "GET | after=3 | 200 | referrer-policy: origin | {\"events\":[],\"nextAfter\":3} | Referrer-Policy",
                "GET | after=3 | 200 | location: /x | {\"events\":[],\"nextAfter\":3} | header location is not documented",
                "GET | after=3 | 201 | - | {\"events\":[],\"nextAfter\":3} | status is not documented",
                "PUT | after=3 | 200 | - | {} | status is not documented",
                "GET | after=3 | 403 | - | {\"message\":\"Forbidden\"} | -",
                "GET | after=3 | 403 | - | {\"Message\":\"Forbidden\"} | message",
            })
    void comparesAnExchange(String method, String query, int status, String header, String body, String difference) {
        var headers = new HashMap<>(HEADERS);
        if (header != null) {
            var parts = header.split(": ", 2);
            headers.put(parts[0], parts[1]);
        }
        observer.answered(
                status,
                () -> new HttpExchange(
                        method, EVENTS, query, Map.of(), new byte[0], status, headers, body.getBytes(UTF_8)));

        require(difference);
    }

    @Test
    void wantsTheHeadersThatEveryAnswerHas() {
        var headers = new HashMap<>(HEADERS);
        headers.remove("x-content-type-options");
        observer.answered(
                200,
                () -> new HttpExchange("GET", EVENTS, "", Map.of(), new byte[0], 200, headers, PAGE.getBytes(UTF_8)));

        require("X-Content-Type-Options");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "not-found | 404 | -",
                "overtaken | 404 | code",
                "not-found | 400 | another status",
            })
    void comparesAProblem(String code, int inBody, String difference) {
        var headers = new HashMap<>(HEADERS);
        headers.put("content-type", "application/problem+json");
        var body = """
                {"type":"urn:tenantry:problem:%s","title":"t","status":%d,"detail":"d","code":"%s","requestId":"r",
                "retryable":false,"nextAction":"n"}""".formatted(code, inBody, code);
        observer.answered(
                404,
                () -> new HttpExchange("GET", EVENTS, "", Map.of(), new byte[0], 404, headers, body.getBytes(UTF_8)));

        require(difference);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{\"action\":\"ping\"} | {\"type\":\"pong\"} | -",
                "{\"action\":\"ping\"} | {\"type\":\"pong\",\"version\":3} | jobId",
                "{\"action\":\"ping\"} | {\"type\":\"gong\"} | type is not documented",
                "{\"action\":\"ping\"} | nonsense | object expected",
                "{\"action\":\"ping\"} | ERROR | refused that the document allows",
                "{\"action\":\"pong\"} | ERROR | -",
                "{\"action\":\"ping\",\"x\":1} | ERROR | -",
            })
    void comparesMessages(String received, String sent, String difference) {
        var error = """
                {"type":"error","problem":{"type":"urn:tenantry:problem:unknown-field","title":"t","status":400,
                "detail":"d","code":"unknown-field","retryable":false,"nextAction":"n"}}""";
        observer.received("connection", received);
        observer.sent("connection", sent.equals("ERROR") ? error : sent);

        require(difference);
    }

    /** @param difference a part of what the comparison must complain of; null if of nothing */
    private void require(String difference) {
        if (difference == null) {
            assertThatCode(observer::requireConformance).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(observer::requireConformance)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(difference);
        }
    }
}
