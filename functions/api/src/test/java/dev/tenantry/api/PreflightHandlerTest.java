package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.pages.Page;
import dev.tenantry.api.plan.PlanReader;
import dev.tenantry.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreflightHandlerTest {
    private final ApiRequests requests = new ApiRequests();

    @Test
    void findsNothingInAPlanThatReviewersAccept() throws IOException {
        assertThat(check(accepted()))
                .isEqualTo(Json.parse("{\"rejectionExpected\":false,\"businessChecked\":true,\"findings\":[]}"));
    }

    @Test
    void saysWhereWhichRejectionIsToBeExpectedAndWhy() throws IOException {
        var plan = accepted();
        ((ObjectNode) plan.at("/a2p/campaign")).put("hasEmbeddedPhone", true);

        var answer = check(plan);

        assertThat(answer.get("rejectionExpected").booleanValue()).isTrue();
        assertThat(answer.at("/findings/0")).isEqualTo(Json.parse("""
                {
                  "pointer": "/a2p/campaign/hasEmbeddedPhone",
                  "code": 30889,
                  "sentence": "This says that messages have phone numbers, and no sample has one. Reviewers reject that.",
                  "severity": "rejection"
                }
                """));
    }

    /** Data that were given before are not read. */
    @Test
    void saysThatItDoesNotKnowTheBusinessOfAnId() throws IOException {
        var plan = accepted();
        plan.putObject("business").put("id", "biz_" + "0".repeat(32));

        assertThat(check(plan).get("businessChecked").booleanValue()).isFalse();
    }

    @Test
    void checksThePagesWhereTheCallerWantsThat() throws IOException {
        var fetched = new ArrayList<URI>();
        var handler = new PreflightHandler(urls -> {
            fetched.addAll(urls);
            return urls.stream().collect(Collectors.toMap(url -> url, _ -> new Page.Answered(404)));
        });
        var plan = accepted();

        handler.handleRequest(post(Map.of(), Json.write(plan.put("checkPages", false))), requests.context());
        assertThat(fetched).isEmpty();

        var answer = body(
                handler.handleRequest(post(Map.of(), Json.write(plan.put("checkPages", true))), requests.context()));
        assertThat(fetched)
                .extracting(URI::toString)
                .containsExactlyInAnyOrder(
                        "https://owl-dentists.example",
                        "https://owl-dentists.example/privacy",
                        "https://owl-dentists.example/terms",
                        "https://owl-dentists.example/join");
        assertThat(answer.get("rejectionExpected").booleanValue()).isTrue();
        assertThat(answer.at("/findings/0/pointer").textValue()).isEqualTo("/business/website");
    }

    @Test
    void wantsABooleanForTheCheckOfPages() throws IOException {
        assertThat(send(Json.write(accepted().put("checkPages", "yes"))).getStatusCode())
                .isEqualTo(400);
        assertThatThrownBy(() -> PlanReader.read("{\"checkPages\":true}")).isInstanceOf(ProblemException.class);
    }

    @Test
    void checksThePlanWithoutABody() {
        assertThat(body(send(null)).get("findings")).isEmpty();
    }

    @Test
    void refusesWhatIsNoPlan() {
        assertThat(send("{\"numbers\":7}").getStatusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"strict, true, 422", "strict, false, 0", "report, true, 0"})
    void refusesAJobOfAPlanThatWouldBeRejectedWhereTheCallerWantsThat(String word, boolean isRejected, int status)
            throws IOException {
        var plan = accepted().put("preflight", word);
        if (isRejected) {
            ((ObjectNode) plan.at("/a2p/campaign")).put("useCase", "2FA");
        }

        if (status == 0) {
            assertThat(PlanReader.read(Json.write(plan)).strict()).isEqualTo(word.equals("strict"));
            return;
        }
        assertThatThrownBy(() -> PlanReader.read(Json.write(plan)))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(status);
                    assertThat(refused.problem().code()).isEqualTo("preflight-refused");
                    assertThat(refused.problem().errors())
                            .allSatisfy(fault -> assertThat(fault.pointer()).startsWith("/a2p/campaign/"));
                });
    }

    @Test
    void knowsNoOtherWayToCheck() {
        assertThatThrownBy(() -> PlanReader.read("{\"preflight\":\"maybe\"}"))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(
                                refused.problem().errors().getFirst().pointer())
                        .isEqualTo("/preflight"));
    }

    private JsonNode check(JsonNode plan) {
        var answer = send(Json.write(plan));
        assertThat(answer.getStatusCode()).isEqualTo(200);
        return body(answer);
    }

    private APIGatewayV2HTTPResponse send(String plan) {
        return new PreflightHandler().handleRequest(post(Map.of(), plan), requests.context());
    }

    private static ObjectNode accepted() throws IOException {
        try (var stream = PreflightHandlerTest.class.getResourceAsStream("preflight/base.json")) {
            return (ObjectNode) Json.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
