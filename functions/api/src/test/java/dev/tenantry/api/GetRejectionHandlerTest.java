package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tenantry.core.errorcode.ErrorCode;
import dev.tenantry.core.errorcode.ErrorCodes;
import dev.tenantry.core.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GetRejectionHandlerTest {
    private final ApiRequests requests = new ApiRequests();

    @Test
    void saysWhatACodeMeansAndWhoDoesWhatWhere() throws Exception {
        assertThat(body(ask("30963"))).isEqualTo(Json.parse("""
                {
                  "code": "30963",
                  "area": "campaign-review",
                  "meaning": "a link goes through a shortener that everybody uses",
                  "whoActs": "customer",
                  "whatToDo": "Customer: use links of the business's own domain in all texts. In the plan: /a2p/campaign/samples.",
                  "pointers": ["/a2p/campaign/samples"],
                  "resubmittable": "new-registration",
                  "newRegistration": "campaign",
                  "fee": "yes",
                  "moreInfo": "https://www.twilio.com/docs/api/errors/30963"
                }
                """));
    }

    @Test
    void knowsEveryCode() {
        assertThat(ErrorCodes.all()).extracting(ErrorCode::code).allSatisfy(code -> {
            var answer = ask(code);
            assertThat(answer.getStatusCode()).isEqualTo(200);
            assertThat(body(answer).get("whatToDo").textValue()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"30999", "0", "abc", "030896"})
    void namesTwiliosListWhereItKnowsNoSuchCode(String code) {
        var answer = ask(code);

        assertThat(answer.getStatusCode()).isEqualTo(404);
        assertThat(body(answer).get("nextAction").textValue()).contains("https://www.twilio.com/docs/api/errors");
    }

    private APIGatewayV2HTTPResponse ask(String code) {
        return new GetRejectionHandler().handleRequest(get(Map.of("code", code)), requests.context());
    }
}
