package dev.tenantry.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

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

    @AutoClose
    private static LocalSystem system;

    @BeforeAll
    static void start() throws Exception {
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
        var example = Path.of("../../docs/examples/registrations.json");
        try (var visit = system.visit()) {
            visit.open("/");
            visit.page().getByText("Registrations").first().click();

            visit.page().getByLabel("The same from a file").setInputFiles(example);

            var plan = ApiBackend.json(Files.readString(example));
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
}
