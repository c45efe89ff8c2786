package dev.tenantry.api.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of a server on this machine, whose address is allowed here as that of the internet is elsewhere. */
class PageFetcherTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final InetAddress PRIVATE = InetAddress.ofLiteral("10.0.0.1");
    private static final Map<String, InetAddress> NAMES = Map.of(
            "owl.example", HERE,
            "www.owl.example", HERE,
            "stranger.example", HERE,
            "inside.example", PRIVATE);

    private static WebServer server;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException, InterruptedException {
        server = new WebServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void readsAPageUnderItsName() {
        server.putPage("/privacy?lang=en", "<p>We share nothing.</p>");

        assertThat(fetched("https://owl.example/privacy?lang=en"))
                .isEqualTo(new Page.Read("<p>We share nothing.</p>", true));
        assertThat(server.requests()).contains("owl.example /privacy?lang=en");
    }

    @Test
    void readsAPageInChunks() {
        server.put(
                "/chunks",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n");

        assertThat(fetched("https://owl.example/chunks")).isEqualTo(new Page.Read("hello world", true));
    }

    @Test
    void readsNoMoreThanTheBeginning() {
        server.putPage("/long", "x".repeat(300 * 1024));
        server.put(
                "/long-chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n" + "x".repeat(0xfffff));

        for (var path : List.of("/long", "/long-chunk")) {
            assertThat(fetched("https://owl.example" + path)).isInstanceOfSatisfying(Page.Read.class, page -> {
                assertThat(page.html()).hasSize(256 * 1024);
                assertThat(page.isWhole()).isFalse();
            });
        }
    }

    @Test
    void saysWhatElseAServerAnswers() {
        server.put("/gone", "HTTP/1.1 404 Not Found\r\n\r\n");

        assertThat(fetched("https://owl.example/gone")).isEqualTo(new Page.Answered(404));
    }

    @Test
    void followsARedirect() {
        server.put("/old", "HTTP/1.1 301 Moved\r\nLocation: https://www.owl.example/new\r\n\r\n");
        server.put("/older", "HTTP/1.1 302 Found\r\nlocation: old\r\n\r\n");
        server.putPage("/new", "here");

        assertThat(fetched("https://owl.example/older")).isEqualTo(new Page.Read("here", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://owl.example/new",
                "https://inside.example/new",
                "https://localhost/new",
                "https://127.0.0.1/new",
                "https://[::1]/new",
                "https://owl.example:22/new",
                "https://owl.example@inside.example/new",
                "//inside.example/new",
                "file:///etc/passwd",
            })
    void followsNoRedirectToWhatIsNotPublic(String location) {
        var path = "/to-" + Integer.toHexString(location.hashCode());
        server.put(path, "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n\r\n");

        assertThat(fetched("https://owl.example" + path)).isInstanceOf(Page.Refused.class);
    }

    @Test
    void followsNoCircle() {
        server.put("/circle", "HTTP/1.1 302 Found\r\nLocation: /circle\r\n\r\n");

        assertThat(fetched("https://owl.example/circle")).isInstanceOf(Page.Unreachable.class);
    }

    @Test
    void trustsNoCertificateOfAnotherName() {
        server.putPage("/other", "a page");

        assertThat(fetched("https://stranger.example/other")).isInstanceOf(Page.Unreachable.class);
        assertThat(server.requests()).doesNotContain("stranger.example /other");
    }

    @Test
    void trustsNoCertificateThatNobodyKnows() {
        server.putPage("/unknown", "a page");

        var page = fetcher(LONG, host -> List.of(HERE), (SSLSocketFactory) SSLSocketFactory.getDefault())
                .fetch(Set.of(URI.create("https://owl.example/unknown")));

        assertThat(page.values()).containsExactly(new Page.Unreachable());
        assertThat(server.requests()).doesNotContain("owl.example /unknown");
    }

    /** A name whose owner answers with a private address when it is asked again. */
    @Test
    void connectsToTheAddressThatItHasChecked() {
        server.putPage("/rebound", "a page");
        var questions = new AtomicInteger();
        var fetcher =
                fetcher(LONG, host -> List.of(questions.getAndIncrement() == 0 ? HERE : PRIVATE), server.clients());

        var url = URI.create("https://owl.example/rebound");
        assertThat(fetcher.fetch(Set.of(url))).containsEntry(url, new Page.Read("a page", true));
        assertThat(questions).hasValue(1);
        assertThat(fetcher.fetch(Set.of(url))).containsEntry(url, new Page.Refused());
    }

    /** The server takes the connection and never answers. */
    @Test
    void waitsNoLongerThanAllPagesMayTake() {
        var begun = System.nanoTime();
        var urls = Set.of(URI.create("https://owl.example/silent-1"), URI.create("https://owl.example/silent-2"));

        var pages = fetcher(Duration.ofMillis(400), host -> List.of(HERE), server.clients())
                .fetch(urls);

        assertThat(pages.values()).containsOnly(new Page.Unreachable());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }

    private static Page fetched(String url) {
        var address = URI.create(url);
        return fetcher(LONG, host -> List.of(NAMES.get(host)), server.clients())
                .fetch(Set.of(address))
                .get(address);
    }

    private static PageFetcher fetcher(Duration patience, PageFetcher.Resolver resolver, SSLSocketFactory clients) {
        return new PageFetcher(resolver, HERE::equals, Socket::new, clients, server.port(), patience);
    }
}
