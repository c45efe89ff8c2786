package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.notice.Notice.Kind;
import dev.tenantry.core.notice.Notice.Severity;
import dev.tenantry.core.notice.NoticeId;
import dev.tenantry.core.notice.NoticeStore;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.LocalTable;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListNoticesHandlerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final ApiRequests requests = new ApiRequests();
    private NoticeStore notices;

    @BeforeEach
    void notices() {
        notices = new NoticeStore(local.table());
    }

    @Test
    void answersNoticesPageByPage() {
        for (var second = 1; second <= 3; second++) {
            add("notice " + second, NOW.plusSeconds(second));
        }

        var first = list(Map.of("limit", "2"));
        var cursor = body(first).get("next").textValue();
        var second = list(Map.of("limit", "2", "cursor", cursor));

        assertThat(first.getStatusCode()).isEqualTo(200);
        assertThat(body(first).get("notices").findValuesAsText("message")).containsExactly("notice 3", "notice 2");
        assertThat(first.getHeaders())
                .containsEntry("Link", "</v1/orgs/acme/notices?cursor=" + cursor + "&limit=2>; rel=\"next\"");
        assertThat(body(second).get("notices").findValuesAsText("message")).containsExactly("notice 1");
        assertThat(body(second).has("next")).isFalse();
        assertThat(second.getHeaders()).doesNotContainKey("Link");
    }

    @Test
    void answersTwentyUnlessToldOtherwise() {
        for (var second = 1; second <= 21; second++) {
            add("notice " + second, NOW.plusSeconds(second));
        }

        assertThat(body(list(Map.of())).get("notices")).hasSize(20);
    }

    @Test
    void answersAnEmptyListOfAnOrganisationWithoutNotices() {
        assertThat(list(Map.of()).getBody()).isEqualTo("{\"notices\":[]}");
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 101",
        "limit, ''",
        "cursor, ''",
        "cursor, nonsense",
        "cursor, job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E"
    })
    void refusesALimitOrCursorThatIsNone(String parameter, String value) {
        var response = list(Map.of(parameter, value));

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(body(response).get("code").textValue()).isEqualTo("invalid-parameter");
        assertThat(body(response).get("detail").textValue()).contains(parameter);
    }

    private void add(String message, Instant at) {
        notices.add(new Notice(
                NoticeId.next(at), new OrgId("acme"), at, Kind.TWILIO_EVENT, Severity.INFO, message, "twilio"));
    }

    private APIGatewayV2HTTPResponse list(Map<String, String> query) {
        var request = get(Map.of("orgId", "acme"), query, Map.of());
        request.setRawPath("/v1/orgs/acme/notices");
        return new ListNoticesHandler(notices).handleRequest(request, requests.context());
    }
}
