package dev.tenantry.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page of the APIs' documents. A visit fails when anything is fetched from elsewhere or refused by the policy. */
@Tag("long")
class ReferenceIT {
    @AutoClose
    private static LocalSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start();
    }

    @Test
    void showsEveryOperationAndMessageWithItsTypes() {
        try (var visit = system.visit()) {
            visit.open("/");
            visit.link("API").click();

            var page = visit.page().locator("api-reference");
            assertThat(page.locator("#startJob summary").first())
                    .hasText("POST /v1/orgs/{orgId}/provisioning-jobs Start a job");
            for (var id : visit.strings("""
                    async () => {
                      const { paths } = await (await fetch("/openapi.json")).json();
                      const { operations } = await (await fetch("/asyncapi.json")).json();
                      const http = Object.values(paths).flatMap((path) => Object.values(path)).map((each) => each.operationId);
                      return [...http.filter(Boolean), ...Object.keys(operations)];
                    }
                    """)) {
                assertThat(page.locator("#" + id)).hasCount(1);
            }
            page.locator("#startJob > summary").click();
            page.locator("#startJob a[href='#Plan']").first().click();
            assertThat(page.locator("#Plan")).hasAttribute("open", "");
            assertThat(page.locator("#Plan")).isInViewport();
            visit.screenshot("reference");
            assertThat(visit.accessibilityFaults()).isEmpty();
        }
    }

    @Test
    void fitsOnANarrowScreen() {
        try (var visit = system.visit(320, ColorScheme.DARK)) {
            visit.open("/docs#startJob");
            assertThat(visit.page().locator("#startJob")).hasAttribute("open", "");

            assertThat(visit.fitsInWidth()).isTrue();
            assertThat(visit.accessibilityFaults()).isEmpty();
        }
    }
}
