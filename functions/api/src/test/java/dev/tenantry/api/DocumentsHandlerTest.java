package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsHandlerTest {
    private final ApiRequests requests = new ApiRequests();
    private final DocumentsHandler handler = new DocumentsHandler();

    @ParameterizedTest
    @CsvSource({"/openapi.json, openapi, 3.1.0", "/asyncapi.json, asyncapi, 3.0.0"})
    void answersADocumentThatAnybodyMayKeepForAWhile(String path, String member, String version) {
        var response = get(path, Map.of());

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(body(response).get(member).textValue()).isEqualTo(version);
        assertThat(response.getHeaders())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Cache-Control", "public, max-age=300")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Referrer-Policy", "no-referrer");
    }

    @Test
    void answers304ToACallerWhoHasTheDocument() {
        var tag = get("/openapi.json", Map.of()).getHeaders().get("ETag");

        var same = get("/openapi.json", Map.of("if-none-match", tag));
        var other = get("/asyncapi.json", Map.of("if-none-match", tag));

        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        assertThat(same.getStatusCode()).isEqualTo(304);
        assertThat(same.getBody()).isEmpty();
        assertThat(other.getStatusCode()).isEqualTo(200);
    }

    private APIGatewayV2HTTPResponse get(String path, Map<String, String> headers) {
        var event = ApiRequests.get(Map.of(), Map.of(), headers);
        ApiRequests.route(event, "GET", path);
        return handler.handleRequest(event, requests.context());
    }
}
