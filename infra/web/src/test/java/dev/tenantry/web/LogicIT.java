package dev.tenantry.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.options.ColorScheme;
import dev.tenantry.local.site.StaticSite;
import dev.tenantry.local.web.WebServer;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The page's logic: its connection and what it knows, in a browser but without a server behind it. */
class LogicIT {

    private static Chromium chromium;
    private static WebServer server;
    private static BrowserSession visit;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        server = WebServer.start(0, new StaticSite(Page.folder(), Set.of("v1", "live")));
        visit = new BrowserSession(chromium.browser(), server.uri(), BrowserSession.WIDE, ColorScheme.LIGHT);
        ScriptTests.serve(visit.page());
        visit.open("/no/such/view");
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            visit.close();
            server.close();
            chromium.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> logic() {
        return tests("logic");
    }

    @TestFactory
    Stream<DynamicTest> followingAJob() {
        return tests("live");
    }

    @TestFactory
    Stream<DynamicTest> followingAList() {
        return tests("live-list");
    }

    @TestFactory
    Stream<DynamicTest> connectingWithATicket() {
        return tests("ticket-socket");
    }

    @TestFactory
    Stream<DynamicTest> loggingIn() {
        return tests("login");
    }

    private static Stream<DynamicTest> tests(String module) {
        var names = ScriptTests.names(visit, module);
        assertThat(names).isNotEmpty();
        return names.stream().map(name -> dynamicTest(name, () -> ScriptTests.run(visit, module, name)));
    }
}
