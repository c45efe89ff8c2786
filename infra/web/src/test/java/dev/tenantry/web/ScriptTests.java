package dev.tenantry.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.stream.StreamSupport;

/** Runs the tests of the page's logic, which are modules like the page's own, in the browser. */
final class ScriptTests {

    private static final String FOLDER = "/tests/";

    private ScriptTests() {}

    /** Adds the tests to what the server serves to this browser. */
    static void serve(Page page) {
        page.route("**" + FOLDER + "*.js", route -> {
            var path = URI.create(route.request().url()).getPath().substring(1);
            route.fulfill(new FulfillOptions().setContentType("text/javascript").setBodyBytes(read(path)));
        });
    }

    static List<String> names(BrowserSession visit, String module) {
        var names = visit.evaluate("async () => Object.keys((await import('" + FOLDER + module + ".test.js')).tests)");
        return StreamSupport.stream(names.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    /** Runs a test. @throws AssertionError with the script's stack if it fails */
    static void run(BrowserSession visit, String module, String name) {
        var failure =
                visit.evaluate("""
                async () => {
                  const { tests } = await import("%s%s.test.js");
                  try {
                    await tests[%s]();
                    return "";
                  } catch (error) {
                    return error.stack;
                  }
                }
                """.formatted(FOLDER, module, quoted(name))).textValue();
        if (!failure.isEmpty()) {
            throw new AssertionError(failure);
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static byte[] read(String path) {
        try (var in = ScriptTests.class.getResourceAsStream(path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
