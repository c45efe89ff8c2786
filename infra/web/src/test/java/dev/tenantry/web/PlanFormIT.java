package dev.tenantry.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How the form is filled, and what it tells, whatever comes late; in a browser, on the whole system. */
class PlanFormIT {

    private static final String ESTIMATE =
            "{\"simulated\":true,\"currency\":\"USD\",\"once\":\"0\",\"monthly\":\"2\",\"lines\":[]}";

    private static final Path DOCUMENTS = Path.of("..", "..", "docs");
    private static final Path EXAMPLE = DOCUMENTS.resolve("examples/registrations.json");

    @AutoClose
    private static LocalSystem system;

    /** The steps of the how-to on the page. */
    private static String steps;

    @BeforeAll
    static void start() throws Exception {
        var howTo = Files.readString(DOCUMENTS.resolve("how-to/register-a-tenant.md"));
        steps = howTo.substring(howTo.indexOf("## On the page"));
        system = LocalSystem.start();
    }

    /** An estimate of an older plan, one of the same plan, and one that fails tell nothing of what was refused. */
    @Test
    void whatTheApiRefusesIsToldWhateverEstimatesComeLate() {
        try (var visit = system.visit()) {
            var estimates = new CopyOnWriteArrayList<Route>();
            visit.page().route("**/v1/estimates*", estimates::add);
            visit.open("/");
            visit.page().waitForCondition(() -> estimates.size() == 1);
            var areaCode = visit.page().getByLabel("Area code");
            areaCode.fill("123");

            visit.trigger("late");
            assertThat(areaCode).hasAttribute("aria-invalid", "true");
            estimates
                    .getFirst()
                    .fulfill(new FulfillOptions()
                            .setContentType("application/json")
                            .setBody(ESTIMATE));
            visit.page().waitForCondition(() -> estimates.size() == 2);
            estimates.get(1).fulfill(new FulfillOptions().setStatus(503).setBody("{}"));

            assertThat(visit.page().locator(".cost")).containsText("The cost is not known");
            assertThat(areaCode).hasAttribute("aria-invalid", "true");
            visit.page().waitForCondition(() -> estimates.size() == 3);
            estimates
                    .get(2)
                    .fulfill(new FulfillOptions()
                            .setContentType("application/json")
                            .setBody(ESTIMATE));
            assertThat(visit.page().locator(".cost")).containsText("$2.00 a month");
            assertThat(areaCode).hasAttribute("aria-invalid", "true");

            areaCode.fill("415");
            visit.page().waitForCondition(() -> estimates.size() == 4);
            estimates
                    .get(3)
                    .fulfill(new FulfillOptions()
                            .setContentType("application/json")
                            .setBody(ESTIMATE));
            assertThat(areaCode).not().hasAttribute("aria-invalid", "true");
        }
    }

    @Test
    void whoHasGoneElsewhereIsNotCalledAwayByALateAnswer() {
        var other = system.backend().trigger("other", "{}");
        try (var visit = system.visit()) {
            var triggers = new CopyOnWriteArrayList<Route>();
            visit.page().route("**/v1/orgs/away/provisioning-jobs", triggers::add);
            visit.open("/").trigger("away");
            visit.page().waitForCondition(() -> triggers.size() == 1);
            visit.page().locator("job-row[data-key=" + other + "] a").click();
            assertThat(visit.page().locator("h1")).hasText("other");

            var answered = visit.page().waitForResponse("**/v1/orgs/away/provisioning-jobs", () -> triggers.getFirst()
                    .resume());

            assertThat(answered.status()).isEqualTo(202);
            assertThat(visit.freshness()).hasText("Final");
            assertThat(visit.jobId()).isEqualTo(other);
        }
    }

    @Test
    void aFailedJobIsRetriedWithAnEditedPlan() {
        var id = system.backend().trigger("edited", "{\"numbers\":[{\"areaCode\":\"212\"}],\"verify\":true}");
        system.backend().ended(id);
        try (var visit = system.visit()) {
            visit.open("/jobs/" + id);
            visit.page()
                    .locator(".failures")
                    .getByText("Edit the plan and retry")
                    .click();
            assertThat(visit.page().getByLabel("Organisation").first()).hasValue("edited");
            assertThat(visit.page().getByLabel("Area code")).hasValue("212");
            visit.page().getByLabel("Area code").fill("");

            visit.button("Retry").click();

            assertThat(visit.jobId()).isEqualTo(id);
            assertThat(visit.jobStatus()).hasText("COMPLETE");
            assertThat(visit.freshness()).hasText("Final");
            var job = system.backend().job(id);
            assertThat(job.at("/plan/verify").booleanValue()).isTrue();
            assertThat(job.at("/plan/numbers/0").has("areaCode")).isFalse();
            assertThat(ShownJob.on(visit)).isEqualTo(ShownJob.of(job));
        }
    }

    @Test
    void aJobIsRunAgainWithItsPlan() {
        var plan = "{\"displayName\":\"Again Ltd\",\"numbers\":[{\"areaCode\":\"415\",\"count\":1,\"widen\":true},"
                + "{\"type\":\"toll-free\"}],\"spendAlarm\":null,\"voice\":{\"url\":\"https://voice.example.com/\"}}";
        var first = system.backend().trigger("again", plan);
        system.backend().ended(first);
        try (var visit = system.visit()) {
            visit.open("/jobs/" + first);
            visit.link("Run again").click();
            assertThat(visit.page().getByLabel("Display name")).hasValue("Again Ltd");
            visit.button("Trigger Provisioning").click();

            visit.page().waitForURL(url -> url.contains("/jobs/") && !url.endsWith(first));
            assertThat(visit.jobStatus()).hasText("COMPLETE");
            assertThat(visit.freshness()).hasText("Final");
            var second = system.backend().job(visit.jobId());
            assertThat(second.get("plan")).isEqualTo(system.backend().job(first).get("plan"));
        }
    }

    @Test
    void whatWasTypedIsStillThereAfterALookElsewhere() {
        var id = system.backend().trigger("elsewhere", "{}");
        try (var visit = system.visit()) {
            visit.open("/");
            visit.page().getByLabel("Organisation").first().fill("typed");
            visit.page().getByLabel("Area code").fill("415");
            visit.page().locator("job-row[data-key=" + id + "] a").click();
            assertThat(visit.page().locator("h1")).hasText("elsewhere");

            visit.page().goBack();

            assertThat(visit.page().getByLabel("Organisation").first()).hasValue("typed");
            assertThat(visit.page().getByLabel("Area code")).hasValue("415");
        }
    }

    @Test
    void theExampleOfTheDocumentationFillsTheForm() throws IOException {
        try (var visit = system.visit()) {
            visit.open("/");
            visit.page().getByText("Registrations").first().click();

            visit.page().getByLabel("The same from a file").setInputFiles(EXAMPLE);

            var plan = ApiBackend.json(Files.readString(EXAMPLE));
            assertThat(visit.page().getByLabel("Display name"))
                    .hasValue(plan.get("displayName").textValue());
            assertThat(visit.page().getByLabel("Write the plan by hand")).not().isChecked();
            assertThat(visit.page().getByLabel("Registrations (JSON)"))
                    .hasValue(Pattern.compile("\"business\".*\"a2p\".*\"tollFreeVerification\"", Pattern.DOTALL));
            visit.page().getByText("the plan as JSON").click();
            var written = visit.page()
                    .getByLabel("Plan", new GetByLabelOptions().setExact(true))
                    .inputValue();
            assertThat(ApiBackend.json(written).get("business")).isEqualTo(plan.get("business"));
            assertThat(visit.page().locator(".cost")).containsText("once");
        }
    }

    /**
     * Follows docs/how-to/register-a-tenant.md. With the environment variable {@code WRITE_DOCUMENTS} the test makes
     * the document's pictures.
     */
    @Test
    void theHowToLeadsToNumbersThatMaySend() throws IOException {
        system.backend().reviewByHand("campaign");
        try (var visit = system.visit()) {
            visit.open("/").page().getByLabel(said("Organisation")).first().fill("dental");
            visit.page().getByText(said("A2P and toll-free registrations")).click();
            assertThat(steps).contains("`docs/examples/registrations.json`");
            visit.page().getByLabel(said("The same from a file")).setInputFiles(EXAMPLE);
            var registrations = visit.page().getByLabel(said("Registrations (JSON)"));
            assertThat(visit.page().locator(".cost")).containsText("once");
            var correct = registrations.inputValue();
            registrations.fill(withoutConsent(correct));
            assertThat(visit.page().locator(".cost")).containsText("Reviewers would reject this");
            visit.picture(visit.page().locator(".cost"), shown("register-findings.png"));

            registrations.fill(correct);
            assertThat(visit.page().locator(".cost")).not().containsText("Reviewers would reject this");
            visit.button(said("Trigger Provisioning")).click();

            var id = visit.jobId();
            assertThat(visit.step("register-campaign")).containsText("WAITING");
            visit.page()
                    .getByText(said("Decide a review yourself: it is simulated"))
                    .click();
            var campaign = visit.page().locator("open-reviews li").filter(new FilterOptions().setHasText("campaign"));
            assertThat(campaign).containsText(said("Approve"));
            assertThat(campaign).containsText(said("Reject"));
            visit.picture(visit.page().locator("open-reviews"), shown("register-waiting.png"));
            campaign.getByText("Approve").click();

            assertThat(visit.jobStatus()).hasText("COMPLETE");
            visit.picture(registrationSteps(visit), shown("register-complete.png"));
            assertThat(system.backend().ended(id).get("orgId").textValue()).isEqualTo("dental");
            assertThat(system.backend().readiness("dental")).hasSize(3).containsOnly("ready");
        }
    }

    private static String withoutConsent(String registrations) {
        return registrations.replaceFirst(
                "\"messageFlow\": \".*\"", "\"messageFlow\": \"Patients agree when they become our customers.\"");
    }

    private static Locator registrationSteps(BrowserSession visit) {
        return visit.page().locator("step-group").filter(new FilterOptions().setHasText("Register customer profile"));
    }

    /** What the page calls something, as the document says it too. */
    private static String said(String name) {
        assertThat(steps).contains("**" + name + "**");
        return name;
    }

    /** The file of a picture that the document shows. */
    private static String shown(String picture) {
        assertThat(steps).contains("(../images/" + picture + ")");
        return picture;
    }
}
