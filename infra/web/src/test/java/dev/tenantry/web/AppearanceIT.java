package dev.tenantry.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How the page looks: to axe-core, on wide and narrow screens, light and dark; target/screenshots shows it to people.
 */
@Tag("long")
class AppearanceIT {

    @AutoClose
    private static LocalSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start();
    }

    /** Opens each view of the page in turn. */
    private static void lookAround(BrowserSession visit, String suffix) {
        var org = "look-" + suffix;
        var subaccount = system.backend().holdSubaccount(org);
        visit.open("/");
        assertThat(visit.freshness()).hasText("Live");
        look(visit, "home-" + suffix);
        visit.page().getByLabel("Area code").fill("1");
        parts(visit).all().forEach(Locator::click);
        visit.trigger(org);
        assertThat(visit.page().getByLabel("Area code")).isFocused();
        look(visit, "faults-" + suffix);
        visit.page().getByLabel("Area code").fill("");
        visit.trigger(org);
        assertThat(visit.jobStatus()).hasText("RUNNING");
        look(visit, "running-" + suffix);
        subaccount.release();
        assertThat(visit.jobStatus()).hasText("COMPLETE");
        assertThat(visit.freshness()).hasText("Final");
        look(visit, "complete-" + suffix);
        visit.button("Roll back").click();
        assertThat(visit.page().getByRole(AriaRole.DIALOG)).containsText("Move to the main account: +1");
        assertThat(visit.page().getByText("Keep everything")).isInViewport();
        look(visit, "rollback-" + suffix);
        visit.button("Keep everything").click();
        visit.tab("Events").click();
        assertThat(visit.page().locator("event-log tbody tr").last()).containsText("COMPLETE");
        look(visit, "events-" + suffix);
        visit.tab("JSON").click();
        look(visit, "json-" + suffix);
        var failed = system.backend().trigger(org, "{\"numbers\":[{\"areaCode\":\"212\"}]}");
        visit.open("/jobs/" + failed);
        assertThat(visit.jobStatus()).hasText("FAILED");
        assertThat(visit.freshness()).hasText("Final");
        look(visit, "failed-" + suffix);
        visit.page().locator(".failures").getByText("Edit the plan and retry").click();
        assertThat(visit.page().getByLabel("Area code")).hasValue("212");
        look(visit, "edited-" + suffix);
    }

    /** The parts of the form; the estimate, which also has something to open, goes when the plan has a fault. */
    private static Locator parts(BrowserSession visit) {
        return visit.page().locator("summary").filter(new Locator.FilterOptions().setHasNotText("Price lines"));
    }

    private static void look(BrowserSession visit, String name) {
        visit.screenshot(name);
        assertThat(visit.accessibilityFaults()).as(name).isEmpty();
        assertThat(visit.fitsInWidth()).as("%s fits in its width", name).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "360, LIGHT", "360, DARK"})
    void isAccessible(int width, ColorScheme scheme) {
        try (var visit = system.visit(width, scheme)) {
            lookAround(visit, width + "-" + scheme.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void reflowsAtTheWidthOfAZoomedScreen() {
        try (var visit = system.visit(320, ColorScheme.LIGHT)) {
            visit.open("/");
            assertThat(visit.freshness()).hasText("Live");

            assertThat(visit.fitsInWidth()).isTrue();
        }
    }

    @Test
    void isAccessibleInForcedColors() {
        try (var visit = system.visit()) {
            visit.page().emulateMedia(new EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
            visit.open("/");
            assertThat(visit.freshness()).hasText("Live");

            look(visit, "home-forced-colors");
            visit.open("/jobs/" + system.backend().trigger("forced", "{}"));
            assertThat(visit.jobStatus()).hasText("COMPLETE");
            look(visit, "job-forced-colors");
            var borders = visit.strings("""
                    () => [...document.querySelectorAll("[role=tab]")].map((tab) => getComputedStyle(tab).borderBottomColor)
                    """);
            assertThat(borders.get(0)).isNotEqualTo(borders.get(1));
            assertThat(borders.get(1)).isEqualTo(borders.get(2));
        }
    }

    /** Names of one long word, and such whose spelling needs joiners. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
                "\u0634\u0631\u06A9\u062A \u0622\u0628\u200C\u0648\u062E\u0627\u06A9"
            })
    void showsNamesWhole(String name) {
        var id = system.backend().trigger("named-" + name.length(), "{\"displayName\":\"" + name + "\"}");
        system.backend().ended(id);
        try (var visit = system.visit(320, ColorScheme.LIGHT)) {
            visit.open("/jobs/" + id);
            assertThat(visit.page().locator(".head")).containsText(name);
            look(visit, "named-" + name.length());
            visit.open("/?org=named-" + name.length());
            assertThat(visit.page().locator("job-row")).containsText(name);
            look(visit, "named-list-" + name.length());
        }
    }
}
