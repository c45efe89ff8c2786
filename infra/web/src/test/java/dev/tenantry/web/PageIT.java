package dev.tenantry.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.Route.ResumeOptions;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page does, in a browser, on the whole system. */
class PageIT {
    private static final Pattern LIVE = Pattern.compile(".*/live\\?ticket=.*");

    /** The page may just have begun its longest wait before it connects again, which is half a minute. */
    private static final HasTextOptions BACKED_OFF = new HasTextOptions().setTimeout(60_000);

    @AutoClose
    private static LocalSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start();
    }

    @Test
    void theFormTriggersAJobWhoseStepsMoveWithoutAReload() {
        try (var visit = system.visit()) {
            visit.open("/").evaluate("""
                    () => {
                      window.seen = [];
                      const note = () => document.querySelectorAll("step-row").forEach(({ id, dataset }) => {
                        const now = `${id} ${dataset.status}`;
                        window.seen.includes(now) || window.seen.push(now);
                      });
                      new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true });
                      return null;
                    }
                    """);

            visit.trigger("moving");

            var id = visit.jobId();
            assertThat(visit.freshness()).hasText("Live");
            awaitEnd(visit, "COMPLETE");
            var job = system.backend().job(id);
            var seen = visit.strings("() => window.seen");
            for (var step : job.get("steps")) {
                if (step.get("status").textValue().equals("COMPLETE")) {
                    var row = "step-" + step.get("name").textValue();
                    assertThat(seen).containsSubsequence(row + " PENDING", row + " RUNNING", row + " COMPLETE");
                }
            }
            assertThat(ShownJob.on(visit)).isEqualTo(ShownJob.of(job));
        }
    }

    @Test
    void whileTheSocketIsDownThePagePollsAndThenItIsLiveAgain() {
        var subaccount = system.backend().holdSubaccount("cut-off");
        var number = system.backend()
                .hold("/2010-04-01/Accounts/*/IncomingPhoneNumbers.json", "phone-number-US-toll-free-1");
        var id = system.backend().trigger("cut-off", "{\"numbers\":[{\"type\":\"toll-free\"}]}");
        var refused = new AtomicBoolean();
        var sockets = new ArrayList<WebSocketRoute>();
        try (var visit = system.visit()) {
            visit.page().routeWebSocket(LIVE, socket -> {
                if (refused.get()) {
                    socket.close();
                } else {
                    socket.connectToServer();
                    sockets.add(socket);
                }
            });
            visit.open("/jobs/" + id);
            assertThat(visit.freshness()).hasText("Live");

            refused.set(true);
            sockets.forEach(WebSocketRoute::close);
            assertThat(visit.freshness()).hasText("Polling every 3 s", new HasTextOptions().setTimeout(5_000));
            subaccount.release();
            assertThat(visit.step("create-subaccount")).containsText("COMPLETE");
            assertThat(visit.freshness()).hasText("Polling every 3 s");

            refused.set(false);
            assertThat(visit.freshness()).hasText("Live", BACKED_OFF);
            number.release();
            awaitEnd(visit, "COMPLETE");
            assertThat(ShownJob.on(visit))
                    .isEqualTo(ShownJob.of(system.backend().job(id)));
        }
    }

    @Tag("long")
    @Test
    void aServerThatIsGoneIsToldSinceWhenAndIsLiveAgainWhenItIsBack(@TempDir Path data) throws Exception {
        var first = LocalSystem.cloud(0, Optional.of(data));
        var base = first.apiUrl();
        try (var visit = system.visit(base)) {
            try (first) {
                visit.open("/");
                assertThat(visit.freshness()).hasText("Live");
            }
            assertThat(visit.freshness()).containsText("Offline since");

            try (var _ = LocalSystem.cloud(base.getPort(), Optional.of(data))) {
                assertThat(visit.freshness()).hasText("Live");
            }
            visit.forgive("ERR_CONNECTION_REFUSED");
        }
    }

    @Test
    void aFailedStepShowsItsCauseAndTheNextAction() {
        var id = system.backend().trigger("nowhere", "{\"numbers\":[{\"areaCode\":\"212\"}]}");
        var job = system.backend().ended(id);
        try (var visit = system.visit()) {
            visit.open("/jobs/" + id);

            awaitEnd(visit, "FAILED");
            var error = failedStep(job).get("error");
            var row = visit.step(failedStep(job).get("name").textValue());
            assertThat(row.locator("dl"))
                    .containsText("Cause" + error.get("message").textValue() + "Next"
                            + error.get("nextAction").textValue());
            assertThat(visit.page().locator(".failures"))
                    .containsText(error.get("nextAction").textValue());
            assertThat(ShownJob.on(visit)).isEqualTo(ShownJob.of(job));
        }
    }

    @Test
    void whatTheApiRefusesIsToldAtItsField() {
        var pointer = "/numbers/0/areaCode";
        var refusal = system.backend().refusal("faulty", "{\"numbers\":[{\"areaCode\":\"123\"}]}");
        assertThat(refusal.at("/errors/0/pointer").textValue()).isEqualTo(pointer);
        try (var visit = system.visit()) {
            visit.open("/");
            visit.page().getByLabel("Area code").fill("123");

            visit.trigger("faulty");

            assertThat(visit.page().getByLabel("Area code")).isFocused();
            assertThat(visit.page().getByLabel("Area code")).hasAttribute("aria-invalid", "true");
            assertThat(visit.page().getByLabel("Area code"))
                    .hasAccessibleDescription(refusal.at("/errors/0/detail").textValue());
            // The estimate finds the same fault, and does not take back what was told.
            assertThat(visit.page().locator(".cost")).containsText("no fault");
            assertThat(visit.page().getByLabel("Area code")).hasAttribute("aria-invalid", "true");
        }
    }

    @Tag("long")
    @Test
    void anOrganisationIsAskedForInTheFormItself() {
        try (var visit = system.visit()) {
            visit.open("/").trigger("not an id");

            var org = visit.page().getByLabel("Organisation").first();
            assertThat(org).isFocused();
            assertThat(org).hasAttribute("aria-invalid", "true");
        }
    }

    @Tag("long")
    @Test
    void aJobThatStandsInTheWayIsLinked() {
        var subaccount = system.backend().holdSubaccount("busy");
        var id = system.backend().trigger("busy", "{}");
        try (var visit = system.visit()) {
            visit.open("/").trigger("busy");

            visit.link("Follow that job").click();

            assertThat(visit.jobId()).isEqualTo(id);
            assertThat(visit.page().locator("h1")).hasText("busy");
            subaccount.release();
        }
    }

    @Test
    void everythingWorksByTheKeyboardAlone() {
        try (var visit = system.visit()) {
            visit.open("/");
            var keyboard = visit.page().keyboard();
            visit.focusByTab(visit.page().getByLabel("Organisation").first());
            keyboard.type("keys");
            keyboard.press("Enter");
            visit.jobId();
            assertThat(visit.jobStatus()).isVisible();

            visit.focusByTab(visit.tab("Steps"));
            keyboard.press("ArrowRight");

            assertThat(visit.tab("Events")).isFocused();
            assertThat(visit.page().locator("event-log tbody tr").first()).containsText("Job");
        }
    }

    @Tag("long")
    @Test
    void theEndOfStepsIsSaidToThoseWhoDoNotSeeIt() {
        try (var visit = system.visit()) {
            visit.open("/").trigger("heard");

            assertThat(visit.page().locator("[role=status]")).containsText("Create Twilio subaccount complete");
        }
    }

    @Test
    void aJobIsCancelledAfterAQuestionAndTakenUpAgain() {
        var subaccount = system.backend().holdSubaccount("paused");
        var id = system.backend().trigger("paused", "{}");
        try (var visit = system.visit()) {
            visit.open("/jobs/" + id);
            assertThat(visit.step("create-subaccount")).containsText("RUNNING");
            visit.page().onceDialog(Dialog::dismiss);
            visit.button("Cancel").click();
            assertThat(visit.jobStatus()).hasText("RUNNING");

            visit.page().onceDialog(Dialog::accept);
            visit.button("Cancel").click();
            assertThat(visit.jobStatus()).hasText("CANCELLING");
            subaccount.release();
            awaitEnd(visit, "CANCELLED");
            assertThat(ShownJob.on(visit))
                    .isEqualTo(ShownJob.of(system.backend().job(id)));

            visit.button("Retry").click();
            awaitEnd(visit, "COMPLETE");
            assertThat(visit.button("Retry")).isHidden();
            assertThat(ShownJob.on(visit))
                    .isEqualTo(ShownJob.of(system.backend().job(id)));
        }
    }

    @Test
    void aTenantIsRolledBackAfterItWasShownWhatThatWouldDo() {
        var id = system.backend().trigger("undone", "{}");
        system.backend().ended(id);
        try (var visit = system.visit()) {
            visit.open("/jobs/" + id);
            var dialog = visit.page().getByRole(AriaRole.DIALOG);
            visit.button("Roll back").click();
            assertThat(dialog.locator("li").filter(new FilterOptions().setHasText("Move to the main account: +1")))
                    .hasCount(1);
            visit.page().getByLabel("Release them").check();
            assertThat(dialog).containsText("Release, for good");
            visit.button("Keep everything").click();
            assertThat(dialog).hasCount(0);
            assertThat(visit.jobStatus()).hasText("COMPLETE");

            visit.button("Roll back").click();
            assertThat(dialog).containsText("Move to the main account: +1");
            visit.page().getByLabel("To confirm, type undone").fill("undone");
            button(dialog, "Roll back").click();

            awaitEnd(visit, "ROLLED BACK");
            assertThat(visit.button("Roll back")).isHidden();
            var job = system.backend().job(id);
            assertThat(job.at("/rollback/numbers").textValue()).isEqualTo("move-to-pool");
            assertThat(ShownJob.on(visit)).isEqualTo(ShownJob.of(job));
        }
    }

    @Test
    void enterInTheRollbackDialogDoesNothing() {
        var id = system.backend().trigger("kept", "{}");
        system.backend().ended(id);
        try (var visit = system.visit()) {
            var rollbacks = new CopyOnWriteArrayList<String>();
            visit.page().onRequest(request -> {
                if (request.url().endsWith("/rollback")) {
                    rollbacks.add(request.postData());
                }
            });
            visit.open("/jobs/" + id);
            var keyboard = visit.page().keyboard();
            var dialog = visit.page().getByRole(AriaRole.DIALOG);
            visit.focusByTab(visit.button("Roll back"));

            keyboard.press("Enter");
            keyboard.press("Enter");
            assertThat(dialog).containsText("Move to the main account: +1");
            keyboard.press("Enter");
            visit.focusByTab(visit.page().getByLabel("Move them"));
            keyboard.press("Enter");
            visit.focusByTab(visit.page().getByLabel("To confirm"));
            keyboard.type("kep");
            keyboard.press("Enter");

            assertThat(visit.page().getByLabel("To confirm")).hasAccessibleDescription("Type kept first.");
            assertThat(dialog).isVisible();
            assertThat(visit.jobStatus()).hasText("COMPLETE");
            assertThat(rollbacks).isNotEmpty().allMatch(body -> body.contains("\"dryRun\":true"));
            assertThat(system.backend().job(id).get("status").textValue()).isEqualTo("COMPLETE");
            keyboard.press("Escape");
            assertThat(visit.button("Roll back")).isFocused();
        }
    }

    @Tag("long")
    @Test
    void aRollbackIsNotAskedForBeforeItsPreviewCanBeRead() {
        var id = system.backend().trigger("unread", "{}");
        system.backend().ended(id);
        try (var visit = system.visit()) {
            var previews = new CopyOnWriteArrayList<Route>();
            visit.page().route("**/rollback", previews::add);
            visit.open("/jobs/" + id);
            var dialog = visit.page().getByRole(AriaRole.DIALOG);
            visit.button("Roll back").click();

            visit.page().getByLabel("To confirm").fill("unread");
            visit.page().keyboard().press("Enter");
            visit.page().waitForCondition(() -> previews.size() == 2);
            assertThat(previews).allMatch(route -> route.request().postData().contains("\"dryRun\":true"));
            // An older answer tells nothing of the present choice, not even that it failed.
            previews.getLast().resume();
            assertThat(dialog).containsText("Move to the main account: +1");
            previews.getFirst().abort();
            assertThat(button(dialog, "Roll back")).not().hasAttribute("aria-disabled", "true");
            assertThat(dialog.locator(".problem")).hasCount(0);
            visit.forgive("net::ERR_FAILED");
        }
    }

    @Tag("long")
    @Test
    void theDurationsOfARetryAreThoseOfTheRetry() {
        var id = system.backend().trigger("timed", "{\"numbers\":[{\"areaCode\":\"212\"}]}");
        var createdAt = system.backend().ended(id).get("createdAt").textValue();
        try (var visit = system.visit()) {
            visit.open("/jobs/" + id);
            awaitEnd(visit, "FAILED");
            visit.button("Retry").click();
            visit.page().waitForCondition(() -> !createdAt.equals(startedAt(id)));
            var job = system.backend().ended(id);

            awaitEnd(visit, "FAILED");
            var took = Duration.between(
                    Instant.parse(job.get("startedAt").textValue()),
                    Instant.parse(job.get("endedAt").textValue()));
            assertThat(visit.page().locator(".state .took"))
                    .hasText(String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0));
        }
    }

    @Tag("long")
    @Test
    void aSpendAlarmShowsAsItIsRaisedAlsoAfterTheEndOfTheJob() {
        var id = system.backend().trigger("alarmed", "{}");
        try (var visit = system.visit()) {
            visit.open("/jobs/" + id);
            awaitEnd(visit, "COMPLETE");
            assertThat(visit.page().locator("notice-bar")).isHidden();

            system.backend().raiseAlarm(id, "101.20");

            assertThat(visit.page().locator("notice-bar")).containsText("This month's spend has reached 101.20 USD");
            visit.page().reload();
            assertThat(visit.page().locator("notice-bar li")).hasCount(1);
        }
    }

    @Tag("long")
    @Test
    void aSimulatedReviewIsDecidedOnThePage() throws IOException {
        var plan = (ObjectNode) ApiBackend.json(Files.readString(Path.of("../../docs/examples/registrations.json")));
        plan.remove("a2p");
        plan.withObject("/business").put("name", "Owls, simulate:toll-free=never");
        var id = system.backend().trigger("decided", plan.toString());
        try (var visit = system.visit()) {
            visit.open("/jobs/" + id);
            assertThat(visit.jobStatus()).hasText("WAITING");
            assertThat(visit.step("verify-toll-free-numbers")).containsText("WAITING");

            visit.page().locator(".reviews summary").click();
            visit.page()
                    .getByText("Approve", new Page.GetByTextOptions().setExact(true))
                    .click();

            awaitEnd(visit, "COMPLETE");
            assertThat(ShownJob.on(visit))
                    .isEqualTo(ShownJob.of(system.backend().job(id)));
        }
    }

    @Tag("long")
    @Test
    void theCostOfThePlanIsShownBeforeTheButtonIsPressed() {
        try (var visit = system.visit()) {
            visit.open("/");
            var cost = visit.page().locator(".cost");
            assertThat(cost).containsText("$2.30 a month");
            assertThat(cost).containsText("Simulated: nothing is bought");

            visit.page()
                    .getByLabel("Count", new GetByLabelOptions().setExact(true))
                    .fill("4");

            assertThat(cost).containsText("$4.60 a month");
            assertThat(cost).containsText("4 US local numbers");
        }
    }

    @Test
    void whatThePlanSaysIsWhatTheFormSays() {
        try (var visit = system.visit()) {
            visit.open("/");
            visit.page().locator("summary").all().forEach(Locator::click);
            visit.page().getByLabel("Area code").fill("415");
            visit.page().getByLabel("Anywhere when sold out").check();
            visit.page().getByLabel("A Verify service").check();
            visit.page().getByLabel("Voice URL").fill("https://voice.example.com/in");
            visit.page().getByLabel("Tell me when").uncheck();

            visit.trigger("planned");

            assertThat(system.backend().job(visit.jobId()).get("plan")).isEqualTo(ApiBackend.json("""
                            {"numbers": [{"country": "US", "type": "local", "areaCode": "415", "count": 2, "widen": true}],
                             "messaging": {}, "voice": {"url": "https://voice.example.com/in"}, "verify": true,
                             "sipTrunk": null, "emergencyAddress": null, "spendAlarm": null,
                             "business": null, "a2p": null, "tollFreeVerification": null}"""));
        }
    }

    @Test
    void theListMovesLiveAndShowsOlderJobsAndFilters() {
        var older = system.backend().trigger("history", "{}");
        system.backend().ended(older);
        var newer = system.backend().trigger("history", "{}");
        system.backend().ended(newer);
        try (var visit = system.visit()) {
            // Pages of one job, so that two jobs are more than a page.
            visit.page()
                    .route(
                            url -> url.contains("limit=20"),
                            route -> route.resume(new ResumeOptions()
                                    .setUrl(route.request().url().replace("limit=20", "limit=1"))));
            visit.open("/?org=history");
            assertThat(visit.jobLinks()).hasCount(1);
            assertThat(visit.jobLinks()).hasAttribute("href", "/jobs/" + newer);
            visit.button("Show older jobs").click();
            assertThat(visit.jobLinks()).hasCount(2);
            assertThat(visit.jobLinks().last()).hasAttribute("href", "/jobs/" + older);

            visit.open("/?status=COMPLETE");
            assertThat(visit.jobLinks()).hasCount(1);
            var subaccount = system.backend().holdSubaccount("listed");
            var id = system.backend().trigger("listed", "{}");
            visit.open("/");
            var row = visit.page().locator("job-row[data-key=" + id + "]");
            assertThat(row.locator("status-badge")).hasText("RUNNING");
            assertThat(visit.freshness()).hasText("Live");
            subaccount.release();
            assertThat(row.locator("status-badge")).hasText("COMPLETE");
        }
    }

    @Test
    void aJobThatBeginsElsewhereIsListedAtOnce() {
        try (var visit = system.visit()) {
            visit.open("/");
            assertThat(visit.freshness()).hasText("Live");

            var id = system.backend().trigger("news", "{}");

            // Much sooner than the page reads the list by itself.
            assertThat(visit.page().locator("job-row[data-key=" + id + "]"))
                    .isVisible(new IsVisibleOptions().setTimeout(5_000));
        }
    }

    @Tag("long")
    @Test
    void jobsAreFoundByTheBeginningOfAnIdOrNameInAnyCase() {
        var byId = system.backend().trigger("Sought-1", "{}");
        var byName = system.backend().trigger("found-2", "{\"displayName\":\"sOUGHT Ltd\"}");
        system.backend().ended(byId);
        system.backend().ended(byName);
        try (var visit = system.visit()) {
            visit.open("/");
            var search = visit.page().getByLabel("Organisation or name begins with");

            search.pressSequentially("SOUGHT");

            assertThat(visit.jobLinks()).hasText(new String[] {"found-2", "Sought-1"});
            assertThat(visit.page().locator("job-row").first()).containsText("sOUGHT Ltd");
            visit.page().locator("job-list select").selectOption("FAILED");
            assertThat(visit.page().locator("job-list .note")).hasText("No job matches.");
            visit.page().reload();
            assertThat(search).hasValue("SOUGHT");
        }
    }

    @Tag("long")
    @Test
    void ofTwoSearchesTheLastIsShownWhicheverAnswerComesLast() {
        var id = system.backend().trigger("second-search", "{}");
        try (var visit = system.visit()) {
            var firsts = new CopyOnWriteArrayList<Route>();
            visit.page().route("**/v1/provisioning-jobs?*query=first*", firsts::add);
            visit.open("/?org=first");
            visit.page().waitForCondition(() -> firsts.size() == 1);

            visit.page().getByLabel("Organisation or name begins with").fill("second-search");
            assertThat(visit.jobLinks()).hasAttribute("href", "/jobs/" + id);
            firsts.getFirst().fulfill(new FulfillOptions().setStatus(400).setBody("{\"title\":\"Wrong\"}"));

            visit.page().evaluate("() => new Promise(requestAnimationFrame)");
            assertThat(visit.page().locator("job-list .problem")).hasCount(0);
            assertThat(visit.jobLinks()).hasCount(1);
        }
    }

    @Tag("long")
    @Test
    void theFocusStaysOnThePageWhenItsButtonGoes() {
        var subaccount = system.backend().holdSubaccount("focus");
        var id = system.backend().trigger("focus", "{}");
        try (var visit = system.visit()) {
            visit.open("/jobs/" + id);
            visit.focusByTab(visit.button("Cancel"));
            subaccount.release();
            awaitEnd(visit, "COMPLETE");

            assertThat(visit.page().locator("h1")).isFocused();
            visit.page().getByText("All jobs").click();
            assertThat(visit.freshness()).hasText("Live");
            visit.page().goBack();
            assertThat(visit.page().locator("h1")).hasText("focus");
            assertThat(visit.page().locator("main")).isFocused();
        }
    }

    @Test
    void idsAndCommandsAreCopied() {
        var id = system.backend().trigger("copied", "{}");
        try (var visit = system.visit()) {
            visit.open("/jobs/" + id);

            visit.button("Copy id").click();
            assertThat(visit.clipboard()).isEqualTo(id);
            visit.button("Copy as curl").click();
            assertThat(visit.clipboard())
                    .isEqualTo("curl -s '" + visit.base() + "/v1/provisioning-jobs/" + id
                            + "' -H \"Authorization: Bearer $(infra/provisioning token --endpoint " + visit.base()
                            + ")\"");
        }
    }

    @Test
    void aJobThatIsNotThereIsSaidSo() {
        try (var visit = system.visit()) {
            visit.open("/jobs/job_00000000000000000000000000");

            assertThat(visit.page().locator("h1")).hasText("There is no such job");
            assertThat(visit.freshness()).isHidden();
        }
    }

    @Tag("long")
    @Test
    void theBrowserKeepsThePageToItself() {
        try (var visit = system.visit()) {
            visit.open("/");

            var verdict = visit.evaluate("""
                    () => new Promise((resolve) => {
                      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => resolve(effectiveDirective));
                      const script = document.createElement("script");
                      script.append("window.injected = true");
                      document.head.append(script);
                    })
                    """);

            assertThat(verdict.textValue()).isEqualTo("require-trusted-types-for");
            visit.forgive("TrustedScript");
        }
    }

    private static void awaitEnd(BrowserSession visit, String status) {
        assertThat(visit.jobStatus()).hasText(status);
        assertThat(visit.freshness()).hasText("Final");
    }

    private static String startedAt(String id) {
        return system.backend().job(id).get("startedAt").textValue();
    }

    private static Locator button(Locator place, String name) {
        return place.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static JsonNode failedStep(JsonNode job) {
        for (var step : job.get("steps")) {
            if (step.get("status").textValue().equals("FAILED")) {
                return step;
            }
        }
        throw new AssertionError(job);
    }
}
