package dev.tenantry.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.tenantry.local.site.StaticSite;
import dev.tenantry.local.web.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page shows of registrations, whose reviews take days: the API's answers are written down here. */
@Tag("long")
class ReviewsIT {

    private static final String ID = "job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E";
    private static final Date TWO_DAYS_LATER = Date.from(Instant.parse("2026-11-22T12:00:12Z"));
    private static final String REASON = "The A2P brand was rejected. The tax number is not that of the business.";
    private static final String NEXT = "Customer: correct the data that Twilio names.";
    private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    private static final String BRAND = "BN0123456789abcdef0123456789abcdef";

    private static Chromium chromium;
    private static WebServer server;

    /** What the page sent: method, path and body. */
    private final List<String> sent = new CopyOnWriteArrayList<>();

    private ObjectNode job;

    /** What the simulated Twilio answers to a decision. */
    private int simulator = 200;

    private boolean isDecided;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        server = WebServer.start(0, new StaticSite(Page.folder(), Set.of("v1", "live")));
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            server.close();
            chromium.close();
        }
    }

    @BeforeEach
    void waitingJob() {
        job = (ObjectNode) ApiBackend.json(read("waiting-job.json"));
    }

    @Test
    void aWaitingStepTellsWhoDecidesSinceWhenAndHowLongThatUsuallyTakes() {
        try (var visit = visit().open("/jobs/" + ID)) {
            assertThat(visit.step("register-brand")).containsText("WAITING");
            assertThat(visit.step("register-brand"))
                    .containsText("Waiting for the carriers' registry for 2 d, since 20 Nov, ");
            assertThat(visit.step("register-brand")).containsText("It usually takes minutes to days.");
        }
    }

    @Test
    void aJobThatWaitsIsUsableAndNeedsNobodyToLook() {
        try (var visit = visit().open("/jobs/" + ID)) {
            assertThat(visit.page().locator(".state")).containsText("Usable");
            assertThat(visit.page().locator(".reviews")).hasCount(1);
            assertThat(visit.page().locator(".reviews"))
                    .containsText("The tenant is usable; reviews by others are open. "
                            + "You may close this page: the job continues by itself.");
            assertThat(visit.button("Retry")).isHidden();
        }
    }

    @Test
    void stepsStandInTheirGroupsAndAGroupThatIsLeftOutIsOneLine() {
        try (var visit = visit().open("/jobs/" + ID)) {
            assertThat(visit.page().locator("step-group h2"))
                    .hasText(new String[] {"Tenant", "A2P registration", "Toll-free verification"});
            assertThat(visit.page().locator("step-group").nth(1).locator("step-row"))
                    .hasCount(2);
            assertThat(visit.page().locator("step-group").last().locator("step-row"))
                    .hasCount(0);
            assertThat(visit.page().locator("step-group").last())
                    .containsText("The plan has no toll-free verification");
        }
    }

    @Test
    void aSimulatedReviewOfTheOrganisationIsDecidedHere() {
        try (var visit = visit().open("/jobs/" + ID)) {
            visit.page().locator(".reviews summary").click();
            assertThat(visit.page().locator(".reviews li")).hasText("brand " + BRAND + "ApproveReject");

            visit.button("Reject brand " + BRAND).click();

            assertThat(visit.page().locator(".reviews")).containsText("Nothing is being reviewed at this moment.");
            assertThat(visit.page().locator(".reviews summary")).isFocused();
            assertThat(visit.page().locator("[role=status]")).containsText("Rejected the brand.");
            assertThat(sent)
                    .containsOnlyOnce("POST /_simulator/reviews/decisions {\"sid\":\"" + BRAND
                            + "\",\"outcome\":{\"type\":\"reject\"}}");
        }
    }

    @Test
    void aReviewThatEndedMeanwhileIsNoFaultAndASimulatorThatIsGoneIsTold() {
        try (var visit = visit().open("/jobs/" + ID)) {
            visit.page().locator(".reviews summary").click();
            simulator = 404;
            visit.button("Approve brand " + BRAND).click();
            assertThat(visit.page().locator(".reviews summary")).isFocused();
            assertThat(visit.page().locator(".reviews .problem")).hasCount(0);

            simulator = 503;
            visit.button("Approve brand " + BRAND).click();
            assertThat(visit.page().locator(".reviews .problem")).containsText("The server answered HTTP 503");
        }
    }

    @Test
    void aRealReviewIsNotDecidedHere() {
        job.put("simulated", false);
        try (var visit = visit().open("/jobs/" + ID)) {
            assertThat(visit.page().locator(".reviews")).containsText("The tenant is usable");
            assertThat(visit.page().locator(".reviews summary")).hasCount(0);
        }
    }

    @Test
    void aRejectionShowsItsReasonsAndIsRetriedWhileOtherPartsWait() {
        reject();
        try (var visit = visit().open("/jobs/" + ID)) {
            assertThat(visit.step("register-brand").locator("dl")).containsText(REASON);
            assertThat(visit.step("register-brand").locator("dl a")).hasText("Twilio error 30797");
            assertThat(visit.page().locator(".failures")).containsText(NEXT);
            assertThat(visit.page().locator(".reviews").first())
                    .containsText("infra/provisioning retry " + ID + " --plan corrected.json");

            visit.button("Retry").click();

            visit.page().waitForCondition(() -> sent.contains("POST /v1/provisioning-jobs/" + ID + "/retry "));
        }
    }

    @Test
    void registrationsAreGivenAsJsonOrAFileAndTheirFaultsAreToldAtTheirField() {
        try (var visit = visit().open("/")) {
            visit.page().getByText("Registrations").first().click();
            var field = visit.page().getByLabel("Registrations (JSON)");
            field.fill("{\"numbers\": []}");
            visit.trigger("acme");
            assertThat(field).hasAttribute("aria-invalid", "true");
            assertThat(field).isFocused();
            assertThat(sent).noneMatch(request -> request.startsWith("POST /v1/orgs/"));

            visit.page()
                    .getByLabel("The same from a file")
                    .setInputFiles(new FilePayload(
                            "a2p.json", "application/json", "{\"a2p\":{}}".getBytes(StandardCharsets.UTF_8)));
            assertThat(field).hasValue("{\"a2p\":{}}");
            visit.trigger("acme");

            assertThat(visit.page().getByText("/a2p/brand This must be a JSON object."))
                    .isVisible();
            assertThat(field).isFocused();
            var plan = sent.stream()
                    .filter(request -> request.startsWith("POST /v1/orgs/acme/provisioning-jobs "))
                    .map(request -> ApiBackend.json(request.split(" ", 3)[2]))
                    .findFirst()
                    .orElseThrow();
            assertThat(plan.get("a2p")).isEqualTo(ApiBackend.json("{}"));
            assertThat(plan.at("/numbers/0/count").intValue()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "360, LIGHT", "360, DARK"})
    void isAccessible(int width, ColorScheme scheme) {
        var suffix = width + "-" + scheme.name().toLowerCase(Locale.ROOT);
        try (var visit = visit(width, scheme).open("/jobs/" + ID)) {
            visit.page().locator(".reviews summary").click();
            look(visit, "waiting-" + suffix);
            reject();
            assertThat(visit.page().locator(".failures")).isVisible();
            assertThat(visit.page().locator(".reviews")).hasCount(2);
            look(visit, "rejected-" + suffix);
            visit.open("/").page().locator("summary").all().forEach(Locator::click);
            assertThat(visit.page().getByLabel("Registrations (JSON)")).isVisible();
            look(visit, "registrations-" + suffix);
        }
    }

    private static void look(BrowserSession visit, String name) {
        visit.screenshot(name);
        assertThat(visit.accessibilityFaults()).as(name).isEmpty();
        assertThat(visit.fitsInWidth()).as("%s fits in its width", name).isTrue();
    }

    private BrowserSession visit() {
        return visit(BrowserSession.WIDE, ColorScheme.LIGHT);
    }

    /** The page two days after the brand was submitted, in front of an API that answers what is written down here. */
    private BrowserSession visit(int width, ColorScheme scheme) {
        var visit = new BrowserSession(chromium.browser(), server.uri(), width, scheme);
        visit.page().clock().setFixedTime(TWO_DAYS_LATER);
        visit.page().route("**/v1/**", this::answer);
        visit.page().route("**/_simulator/**", this::answerAsSimulator);
        return visit;
    }

    /** What the reviewers decide against one part, another one waits on. */
    private void reject() {
        var brand = (ObjectNode) job.at("/steps/2");
        brand.remove("waitingFor");
        brand.put("status", "FAILED").put("message", REASON).put("endedAt", "2026-11-22T11:00:00.000Z");
        brand.putObject("error")
                .put("code", "needs-human")
                .put("message", REASON)
                .put("nextAction", NEXT)
                .put("retryable", true)
                .putObject("upstream")
                .put("provider", "twilio")
                .put("code", 30797)
                .put("moreInfo", "https://www.twilio.com/docs/api/errors/30797");
        job.put("version", 41);
    }

    private void answer(Route route) {
        var request = route.request();
        var path = URI.create(request.url()).getPath();
        var body = request.postData() == null ? "" : request.postData();
        if (path.equals("/v1/live-tickets")) {
            answer(route, 503, "{\"message\": \"There is no live channel here\"}");
            return;
        }
        sent.add(request.method() + " " + path + " " + body);
        if (body.contains("\"a2p\"")) {
            answer(route, 400, """
                    {"title": "The plan is not valid", "status": 400,
                     "errors": [{"pointer": "/a2p/brand", "detail": "This must be a JSON object."}]}""");
        } else if (path.endsWith("/notices")) {
            answer(route, 200, "{\"notices\": []}");
        } else if (path.equals("/v1/estimates")) {
            answer(
                    route,
                    200,
                    "{\"simulated\": true, \"currency\": \"USD\", \"once\": \"0\", \"monthly\": \"2\", \"lines\": []}");
        } else if (request.method().equals("GET") && path.equals("/v1/provisioning-jobs")) {
            answer(route, 200, "{\"jobs\": []}");
        } else {
            answer(route, 200, job.toString());
        }
    }

    /** Reviews another organisation, and this one until that is decided. */
    private void answerAsSimulator(Route route) {
        var request = route.request();
        if (request.method().equals("POST")) {
            sent.add("POST " + URI.create(request.url()).getPath() + " " + request.postData());
            isDecided = simulator == 200;
            answer(route, simulator, "{}");
        } else {
            var other = "{\"sid\": \"BN1\", \"accountSid\": \"AC1\", \"kind\": \"brand\"}";
            var own = other.replace("BN1", BRAND).replace("AC1", ACCOUNT);
            answer(route, 200, "{\"open\": [" + (isDecided ? "" : own + ", ") + other + "]}");
        }
    }

    private static void answer(Route route, int status, String json) {
        route.fulfill(new FulfillOptions()
                .setStatus(status)
                .setContentType("application/json")
                .setBody(json));
    }

    private static String read(String name) {
        try (var in = ReviewsIT.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
