package dev.tenantry.local.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.local.web.WebServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticSiteTest {

    private static final Map<String, String> FILES = Map.of(
            "index.html", "<!doctype html>",
            "app.js", "export {};",
            "style.css", "p{}",
            "icon.svg", "<svg/>",
            "deep/er.json", "{}",
            ".hidden.txt", "hidden");

    @TempDir
    private Path temporary;

    private final HttpClient client = HttpClient.newHttpClient();
    private WebServer server;

    @BeforeEach
    void serve() throws Exception {
        for (var file : FILES.entrySet()) {
            var path = folder().resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Files.writeString(temporary.resolve("secret.txt"), "secret");
        server = serve(folder().toUri());
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    private Path folder() {
        return temporary.resolve("site");
    }

    private static WebServer serve(URI folder) {
        return WebServer.start(0, new StaticSite(folder, Set.of("v1", "live")));
    }

    @ParameterizedTest
    @CsvSource({
        "/, index.html, text/html;charset=utf-8",
        "/app.js, app.js, text/javascript;charset=utf-8",
        "/style.css, style.css, text/css;charset=utf-8",
        "/icon.svg, icon.svg, image/svg+xml",
        "/deep/er.json, deep/er.json, application/json",
    })
    void servesTheFilesWithTheirTypes(String path, String file, String type) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(FILES.get(file));
        assertThat(answer.headers().firstValue("Content-Type")).contains(type);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jobs/job_1", "/jobs/", "/anything?v=1.2"})
    void givesTheIndexToTheViewsOfThePage(String path) throws Exception {
        assertThat(get(path).body()).isEqualTo(FILES.get("index.html"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/jobs", "/v1", "/live", "/missing.js", "/deep.js", "/.hidden.txt", "/deep/.er.json"})
    void leavesWhatItDoesNotHave(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../secret.txt", "/deep/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt"})
    void keepsWhatLiesOutsideTheFolder(String path) throws Exception {
        // The client would tidy the path up.
        var answer = raw("GET " + path + " HTTP/1.1");

        assertThat(answer).doesNotContain("200", "secret");
    }

    @Test
    void leavesOtherMethods() throws Exception {
        var request = HttpRequest.newBuilder(server.uri().resolve("/")).POST(BodyPublishers.ofString("x"));

        assertThat(send(request).statusCode()).isEqualTo(404);
    }

    @Test
    void answersHeadWithoutTheContent() throws Exception {
        var answer =
                send(HttpRequest.newBuilder(server.uri().resolve("/app.js")).HEAD());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).contains("10");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void answersWithNotModifiedUntilTheFileChanges() throws Exception {
        var first = get("/app.js");
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        var etag = first.headers().firstValue("ETag").orElseThrow();

        var again = unlessMatching(etag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(etag);

        Files.writeString(folder().resolve("app.js"), "export let changed;");
        var changed = unlessMatching(etag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).isEqualTo("export let changed;");
    }

    @Test
    void letsThePageRunNothingButItsFilesAndReachNothingButThisServer() throws Exception {
        var policy = get("/").headers().firstValue("Content-Security-Policy").orElseThrow();

        assertThat(policy.split("; "))
                .contains(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "connect-src 'self' ws://127.0.0.1:%d ws://localhost:%1$d".formatted(server.port()),
                        "frame-ancestors 'none'")
                .noneMatch(directive -> directive.contains("unsafe"));
    }

    @Test
    void servesFromAJar() throws Exception {
        var jar = temporary.resolve("site.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("some/site/index.html"));
            zip.write("from the jar".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        server.close();
        server = serve(URI.create("jar:" + jar.toUri() + "!/some/site/"));

        assertThat(get("/jobs/job_1").body()).isEqualTo("from the jar");
        assertThat(get("/app.js").statusCode()).isEqualTo(404);
    }

    @Test
    void aFolderEndsInASlash() {
        assertThatThrownBy(() -> new StaticSite(URI.create("file:/somewhere"), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(server.uri().resolve(path)));
    }

    private HttpResponse<String> unlessMatching(String etag) throws Exception {
        return send(HttpRequest.newBuilder(server.uri().resolve("/app.js")).header("If-None-Match", etag));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String raw(String requestLine) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            var request = requestLine + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return String.join("\n", reader.lines().toList());
        }
    }
}
