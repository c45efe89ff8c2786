package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every operation refuses before it looks at what it is asked for. */
class RequestFormTest {
    private final ApiRequests requests = new ApiRequests();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json",
                "Application/JSON",
                "application/json;charset=utf-8",
                "application/json; charset=\"UTF-8\"",
                "application/json; profile=x",
                "application/json;",
            })
    void readsJsonInUtf8(String type) {
        assertThat(post(Map.of("content-type", type)).getStatusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "text/plain",
                "text/json",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/jsonp",
                "application/problem+json",
                "application/json,text/plain",
                "application/json; charset=utf-16",
                "application/json; charset=iso-8859-1",
                "application/json; charset",
                "application/json; charset=",
                "application/json; x=y; CHARSET=latin1",
            })
    void refusesBodiesThatAreNotSaidToBeJsonInUtf8(String type) {
        assertUnsupported(post(Map.of("content-type", type)));
    }

    @Test
    void refusesABodyOfNoTypeAndACompressedOne() {
        assertUnsupported(post(Map.of()));
        assertUnsupported(post(Map.of("content-type", "application/json", "content-encoding", "gzip")));
    }

    private static void assertUnsupported(APIGatewayV2HTTPResponse response) {
        assertThat(response.getStatusCode()).isEqualTo(415);
        assertThat(response.getHeaders()).containsEntry("Accept-Post", "application/json");
        assertThat(body(response).get("code").textValue()).isEqualTo("unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/json",
                "APPLICATION/JSON",
                "application/*",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "text/xml, application/json;q=0.1",
                "application/json;q=0.001",
                "*/*;q=0, application/json",
                "application/json;charset=utf-8",
            })
    void answersThoseWhoTakeJson(String accept) {
        assertThat(answer(ApiRequests.get(Map.of(), Map.of(), Map.of("accept", accept)))
                        .getStatusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/xml",
                "text/*",
                "application/xml",
                "application/json;q=0",
                "application/json; q=0.000, */*",
                "*/*;q=0.0",
                "application/*;q=0, */*",
                "nonsense",
            })
    void refusesThoseWhoDoNot(String accept) {
        var response = answer(ApiRequests.get(Map.of(), Map.of(), Map.of("accept", accept)));

        assertThat(response.getStatusCode()).isEqualTo(406);
        assertThat(response.getHeaders()).containsEntry("Content-Type", "application/problem+json");
        assertThat(body(response).get("code").textValue()).isEqualTo("not-acceptable");
    }

    /** The hexadecimal bytes of what is not UTF-8: no character, too long a form, half a surrogate pair, cut off. */
    @ParameterizedTest
    @ValueSource(strings = {"22fffe22", "22c0af22", "22eda08022", "22e282", "efbfbd"})
    void refusesBodiesThatAreNotUtf8(String hex) {
        var bytes = HexFormat.of().parseHex(hex);
        var encoded = ApiRequests.post(Map.of(), Base64.getEncoder().encodeToString(bytes));
        encoded.setIsBase64Encoded(true);
        var replaced = ApiRequests.post(Map.of(), new String(bytes, StandardCharsets.UTF_8));

        for (var request : new APIGatewayV2HTTPEvent[] {encoded, replaced}) {
            var response = answer(request);

            assertThat(response.getStatusCode()).isEqualTo(400);
            assertThat(body(response).get("code").textValue()).isEqualTo("malformed-json");
        }
    }

    @Test
    void refusesABodyThatIsNotTheBase64ThatItIsSaidToBe() {
        var request = ApiRequests.post(Map.of(), "*");
        request.setIsBase64Encoded(true);

        assertThat(answer(request).getStatusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Size", "size ", "page", "", "status"})
    void refusesParametersThatItDoesNotKnow(String name) {
        var response = answer(ApiRequests.get(Map.of(), Map.of(name, "1", "size", "1"), Map.of()));

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(body(response).get("code").textValue()).isEqualTo("invalid-parameter");
        assertThat(body(response).get("nextAction").textValue()).contains("size");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "11",
                "-1",
                "+5",
                " 5",
                "05",
                "5.0",
                "1e1",
                "0x5",
                "٥",
                "5,6",
                "9999999999999999999",
                "99999999999999999999999999",
                "NaN"
            })
    void readsWholeNumbersOfTheQueryStrictly(String size) {
        assertThat(answer(ApiRequests.get(Map.of(), Map.of("size", size), Map.of()))
                        .getStatusCode())
                .isEqualTo(400);
    }

    @Test
    void answersAreNothingElseThanWhatTheySay() {
        for (var response : new APIGatewayV2HTTPResponse[] {
            answer(ApiRequests.get(Map.of(), Map.of("size", "10"), Map.of())),
            answer(ApiRequests.get(Map.of(), Map.of("size", "11"), Map.of()))
        }) {
            assertThat(response.getHeaders())
                    .containsEntry("X-Content-Type-Options", "nosniff")
                    .containsEntry("Cross-Origin-Resource-Policy", "same-origin");
        }
    }

    private APIGatewayV2HTTPResponse post(Map<String, String> headers) {
        var request = ApiRequests.get(Map.of(), Map.of(), headers);
        request.setBody("{}");
        return answer(request);
    }

    private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent request) {
        return new Echo().handleRequest(request, requests.context());
    }

    /** Reads all that a request has. */
    private static final class Echo extends ApiHandler {
        @Override
        protected Optional<Scope> scope() {
            return Optional.of(Scope.READ);
        }

        @Override
        protected Set<String> queryParameters() {
            return Set.of("size");
        }

        @Override
        protected Response answer(Request request) {
            request.number("size", 1, 10, 5);
            request.body().ifPresent(dev.tenantry.api.http.JsonBody::parse);
            return Response.of(200, Json.object(), Map.of());
        }
    }
}
