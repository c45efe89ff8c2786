package dev.tenantry.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A person at a browser. At the end nothing may have gone to another host, and the page may not have stumbled over an
 * error or over its own security policy.
 */
final class BrowserSession implements AutoCloseable {

    static final int WIDE = 1280;
    static final int NARROW = 360;

    private static final int MOST_TABS = 60;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Path PICTURES = Path.of("..", "..", "docs", "images");

    private final BrowserContext context;
    private final Page page;
    private final URI base;
    private final List<String> foreign = new ArrayList<>();
    private final List<String> stumbles = new ArrayList<>();
    private final List<String> forgiven = new ArrayList<>();

    BrowserSession(Browser browser, URI base, int width, ColorScheme scheme) {
        this.base = base;
        context = browser.newContext(new NewContextOptions()
                .setBaseURL(base.toString())
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        page = context.newPage();
        page.onRequest(request -> noteIfForeign(request.url()));
        page.onWebSocket(socket -> noteIfForeign(socket.url()));
        page.onPageError(stumbles::add);
        page.onConsoleMessage(message -> {
            // That a request failed is often what a test is about.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                stumbles.add(message.text());
            }
        });
    }

    Page page() {
        return page;
    }

    URI base() {
        return base;
    }

    /** Opens a view, and waits until it is loaded. */
    BrowserSession open(String path) {
        page.navigate(path);
        page.waitForSelector("main > *");
        return this;
    }

    /** Fills the organisation's id in and presses the button. */
    BrowserSession trigger(String org) {
        page.getByLabel("Organisation").first().fill(org);
        button("Trigger Provisioning").click();
        return this;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    /** The jobs in the list. */
    Locator jobLinks() {
        return page.locator("job-row a");
    }

    Locator tab(String name) {
        return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name));
    }

    Locator freshness() {
        return page.locator("fresh-ness");
    }

    Locator jobStatus() {
        return page.locator(".state status-badge");
    }

    Locator step(String name) {
        return page.locator("#step-" + name);
    }

    /** The id of the job that is shown. */
    String jobId() {
        page.waitForURL("**/jobs/**");
        return URI.create(page.url()).getPath().substring("/jobs/".length());
    }

    /** What a script gives. */
    JsonNode evaluate(String script) {
        try {
            return JSON.readTree((String) page.evaluate("async () => JSON.stringify(await (" + script + ")())"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts that a script gives. */
    List<String> strings(String script) {
        return List.of(JSON.convertValue(evaluate(script), String[].class));
    }

    String clipboard() {
        return evaluate("() => navigator.clipboard.readText()").textValue();
    }

    /** Presses the tabulator until an element has the focus. */
    void focusByTab(Locator element) {
        for (var presses = 0; presses < MOST_TABS; presses++) {
            if ((boolean) element.evaluate("element => element === document.activeElement")) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("The tabulator does not reach " + element);
    }

    /** Expects errors that a test makes on purpose. */
    void forgive(String words) {
        forgiven.add(words);
    }

    /** What axe-core finds against WCAG 2.2, level AA, and its best practices: for each rule, the elements. */
    List<String> accessibilityFaults() {
        page.evaluate(axe());
        return strings("""
                async () => (await axe.run()).violations.map(
                    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)}`)
                """);
    }

    /** Whether all of the page fits in its width. */
    boolean fitsInWidth() {
        return evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")
                .booleanValue();
    }

    void screenshot(String name) {
        page.screenshot(new ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** A picture of a part of the page: for the documents when they are written, else like other screenshots. */
    void picture(Locator part, String name) {
        var folder = System.getenv("WRITE_DOCUMENTS") == null ? SCREENSHOTS : PICTURES;
        part.screenshot(new Locator.ScreenshotOptions().setPath(folder.resolve(name)));
    }

    @Override
    public void close() {
        context.close();
        assertThat(foreign).as("requests to other hosts").isEmpty();
        assertThat(stumbles).as("errors in the page").allMatch(error -> forgiven.stream()
                .anyMatch(error::contains));
    }

    private void noteIfForeign(String url) {
        if (!URI.create(url).getAuthority().equals(base.getAuthority())) {
            foreign.add(url);
        }
    }

    private static String axe() {
        try (var source = BrowserSession.class.getResourceAsStream("/axe.min.js")) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
