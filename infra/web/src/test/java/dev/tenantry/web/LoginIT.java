package dev.tenantry.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How the page logs in, in a browser, on the whole system. */
class LoginIT {

    private static final String BAD = "e30.e30.YmFk";

    @AutoClose
    private static LocalSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start();
    }

    /** What the page sends to the API, as the values of the header Authorization. */
    private static List<String> authorizations(BrowserSession visit) {
        var sent = new CopyOnWriteArrayList<String>();
        visit.page().onRequest(request -> {
            if (request.url().contains("/v1/")) {
                sent.add(request.headers().getOrDefault("authorization", "none"));
            }
        });
        return sent;
    }

    @Test
    void thePageLogsInByItself() {
        var id = system.backend().trigger("known", "{}");
        system.backend().ended(id);
        try (var visit = system.visit()) {
            var sent = authorizations(visit);

            visit.open("/");

            assertThat(visit.jobLinks().filter(named("known"))).hasCount(1);
            assertThat(sent).isNotEmpty().allMatch(value -> value.startsWith("Bearer ey"));
            assertThat(sent).doesNotContain("none");
            assertThat(visit.evaluate("() => [sessionStorage.length, localStorage.length, document.cookie]")
                            .toString())
                    .isEqualTo("[0,0,\"\"]");
        }
    }

    @Test
    void aTokenThatIsRefusedIsReplacedOnceAndNobodyNotices() {
        try (var visit = system.visit()) {
            var sent = authorizations(visit);
            var given = new CopyOnWriteArrayList<String>();
            visit.page().route("**/config.json", route -> {
                given.add(route.request().url());
                if (given.size() == 1) {
                    route.fulfill(new FulfillOptions()
                            .setContentType("application/json")
                            .setBody("{\"devToken\": \"" + BAD + "\"}"));
                } else {
                    route.resume();
                }
            });

            visit.open("/").trigger("replaced");

            assertThat(visit.jobStatus()).hasText("COMPLETE");
            assertThat(given).hasSize(2);
            assertThat(sent).contains("Bearer " + BAD);
            assertThat(sent.getLast()).startsWith("Bearer ey").isNotEqualTo("Bearer " + BAD);
            assertThat(visit.page().locator("login-dialog")).hasCount(0);
        }
    }

    /** A deployed page is given no token. */
    @Test
    void whereNoTokenIsGivenOneIsPastedAndKeptForTheTab() {
        var token = system.token();
        try (var visit = system.visit(BrowserSession.NARROW, ColorScheme.DARK)) {
            visit.page().route("**/config.json", route -> route.fulfill(new FulfillOptions().setStatus(404)));
            visit.open("/");
            var field = visit.page().getByLabel("Access token");
            assertThat(field).isFocused();
            assertThat(visit.accessibilityFaults()).isEmpty();
            assertThat(visit.fitsInWidth()).isTrue();
            visit.screenshot("login");

            field.fill("no token");
            visit.page().keyboard().press("Enter");
            assertThat(visit.page().getByText("This is no access token.")).isVisible();
            assertThat(field).isFocused();

            field.fill(BAD);
            visit.button("Log in").click();
            assertThat(visit.page().getByText("The token is not accepted, or has expired."))
                    .isVisible();
            assertThat(visit.accessibilityFaults()).isEmpty();

            field.fill(token);
            visit.button("Log in").click();
            assertThat(visit.page().locator("login-dialog")).hasCount(0);
            assertThat(visit.freshness()).hasText("Live");
            assertThat(visit.evaluate("() => [sessionStorage.accessToken, localStorage.length, document.cookie]")
                            .toString())
                    .isEqualTo("[\"" + token + "\",0,\"\"]");

            visit.page().reload();
            assertThat(visit.freshness()).hasText("Live");
            assertThat(visit.page().locator("login-dialog")).hasCount(0);
        }
    }

    @Test
    void whoGivesNoTokenIsShownWhatIsMissing() {
        try (var visit = system.visit()) {
            visit.page().route("**/config.json", route -> route.fulfill(new FulfillOptions().setStatus(404)));
            visit.open("/");

            visit.button("Not now").click();

            assertThat(visit.page().locator("job-list")).containsText("The request has no access token.");
        }
    }

    private static FilterOptions named(String org) {
        return new FilterOptions().setHasText(org);
    }
}
