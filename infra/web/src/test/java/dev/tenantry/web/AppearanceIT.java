package dev.tenantry.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How the page looks: to axe-core, on wide and narrow screens, light and dark; target/screenshots shows it to people.
 */
class AppearanceIT {

    private static LocalSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start();
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    /** Opens each view of the page in turn. */
    private static void lookAround(Visit visit, String suffix) {
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
        assertThat(visit.page().getByRole(AriaRole.DIALOG)).containsText("Release, for good");
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
    }

    /** The parts of the form; the estimate, which also has something to open, goes when the plan has a fault. */
    private static Locator parts(Visit visit) {
        return visit.page().locator("summary").filter(new Locator.FilterOptions().setHasNotText("What it is made of"));
    }

    private static void look(Visit visit, String name) {
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
        }
    }
}
