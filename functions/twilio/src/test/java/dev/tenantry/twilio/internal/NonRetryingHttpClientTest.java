package dev.tenantry.twilio.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.twilio.exception.ApiException;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.messaging.v1.Service;
import dev.tenantry.twilio.fixture.ScriptedTwilio;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonRetryingHttpClientTest {

    private ScriptedTwilio server;
    private NonRetryingHttpClient transport;

    @BeforeEach
    void start() {
        server = new ScriptedTwilio();
        transport = transport(server.url());
    }

    @AfterEach
    void stop() {
        transport.close();
        server.close();
    }

    @Test
    void sendsMethodHostPathQueryFormAndCredentials() {
        server.then(200, "{}");
        var request = new Request(HttpMethod.POST, "https://messaging.twilio.com/v1/Services");
        request.addQueryParam("Page", "1 & 2");
        request.addPostParam("FriendlyName", "Ünïcode & more");
        request.addHeaderParam("If-Match", "abc");
        request.setAuth("AC1", "token");

        var response = transport.reliableRequest(request);

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getContent()).isEqualTo("{}");
        assertThat(response.getHeaders()).anyMatch(header -> header.getName().equalsIgnoreCase("content-type"));
        var received = server.received().getFirst();
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.uri()).hasToString("/messaging.twilio.com/v1/Services?Page=1+%26+2");
        assertThat(received.body()).isEqualTo("FriendlyName=%C3%9Cn%C3%AFcode+%26+more");
        assertThat(received.header("Content-type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(received.header("If-match")).isEqualTo("abc");
        assertThat(received.header("Authorization")).isEqualTo("Basic " + base64("AC1:token"));
    }

    /** The base URL may end with a slash and have a path of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/proxy", "/proxy/"})
    void putsTheBasePathBeforeTheHost(String path) {
        server.then(200, "{}");

        try (var client = transport(server.url().resolve(path))) {
            client.makeRequest(new Request(HttpMethod.GET, "https://api.twilio.com/2010-04-01/Accounts.json"));
        }

        assertThat(server.received().getFirst().uri())
                .hasPath(path.replaceFirst("/$", "") + "/api.twilio.com/2010-04-01/Accounts.json");
    }

    @Test
    void ignoresTheLibrarysRetrySettings() {
        server.then(503, "").then(200, "{}");
        var request = new Request(HttpMethod.POST, "https://api.twilio.com/2010-04-01/Accounts.json");

        assertThatThrownBy(() -> transport.reliableRequest(request, new int[] {503}, 3, 1))
                .isInstanceOf(ErrorResponseException.class);

        assertThat(server.received()).hasSize(1);
    }

    @Test
    void handsOverStatusHeadersAndBodyOfARefusal() {
        server.then(429, "slow down", Map.of("Retry-After", "7"));
        var request = new Request(HttpMethod.GET, "https://api.twilio.com/2010-04-01/Accounts.json");

        var refusal = catchThrowableOfType(ErrorResponseException.class, () -> transport.makeRequest(request));

        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.headers().firstValue("retry-after")).contains("7");
        assertThat(refusal.body()).asString(StandardCharsets.UTF_8).isEqualTo("slow down");
    }

    /** The newer APIs give the next page as a whole address in {@code meta.next_page_url}. */
    @Test
    void followsTheNextPageOfTheNewerApis() {
        server.then(200, services("MG1", "https://messaging.twilio.com/v1/Services?PageSize=1&Page=1&PageToken=PAMG1"))
                .then(200, services("MG2", null));

        assertThat(Service.reader().read(client())).extracting(Service::getSid).containsExactly("MG1", "MG2");

        assertThat(server.received())
                .extracting(request -> request.uri().toString())
                .containsExactly(
                        "/messaging.twilio.com/v1/Services",
                        "/messaging.twilio.com/v1/Services?PageSize=1&Page=1&PageToken=PAMG1");
    }

    @Test
    void doesNotTakeTheCredentialsElsewhere() {
        server.then(200, services("MG1", server.url() + "/steal"));

        assertThatThrownBy(() -> Service.reader().read(client()).forEach(service -> {}))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("Not an address of Twilio");

        assertThat(server.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.twilio.com/2010-04-01/Accounts.json",
                "https://api.twilio.com.example.org/2010-04-01/Accounts.json",
                "https://api.twilio.com@example.org/2010-04-01/Accounts.json",
                "https://api.twilio.com:8443/2010-04-01/Accounts.json",
                "https://nottwilio.com/"
            })
    void speaksToTwilioAlone(String url) {
        assertThatThrownBy(() -> transport.makeRequest(new Request(HttpMethod.GET, url)))
                .isInstanceOf(ApiException.class);

        assertThat(server.received()).isEmpty();
    }

    private static NonRetryingHttpClient transport(URI baseUrl) {
        return new NonRetryingHttpClient(Duration.ofSeconds(5), Duration.ofSeconds(5), Optional.of(baseUrl));
    }

    private TwilioRestClient client() {
        return new TwilioRestClient.Builder("AC1", "token")
                .httpClient(transport)
                .build();
    }

    private static String services(String sid, String nextPageUrl) {
        var page = JsonNodeFactory.instance.objectNode();
        page.putObject("meta")
                .put("key", "services")
                .put("page", 0)
                .put("page_size", 1)
                .put("url", "https://messaging.twilio.com/v1/Services?PageSize=1&Page=0")
                .put("first_page_url", "https://messaging.twilio.com/v1/Services?PageSize=1&Page=0")
                .put("previous_page_url", (String) null)
                .put("next_page_url", nextPageUrl);
        page.putArray("services").add(service(sid));
        return page.toString();
    }

    private static ObjectNode service(String sid) {
        return JsonNodeFactory.instance.objectNode().put("sid", sid).put("friendly_name", "Messages");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void transportsOfAProcessShareOnePoolThatTheLastOneCloses() {
        var timeout = Duration.ofSeconds(17);
        var first = SharedHttpClient.open(timeout);
        var second = SharedHttpClient.open(timeout);

        assertThat(second.client()).isSameAs(first.client());
        first.close();
        assertThat(second.client().isTerminated()).isFalse();
        second.close();
        try (var third = SharedHttpClient.open(timeout)) {
            assertThat(third.client()).isNotSameAs(first.client());
        }
    }

    @Test
    void aTransportGivesItsPoolUpOnce() {
        var baseUrl = Optional.of(URI.create("http://127.0.0.1:1"));
        var timeout = Duration.ofSeconds(19);
        try (var held = SharedHttpClient.open(timeout)) {
            var transport = new NonRetryingHttpClient(timeout, timeout, baseUrl);
            transport.close();
            transport.close();

            try (var again = SharedHttpClient.open(timeout)) {
                assertThat(again.client()).isSameAs(held.client());
            }
        }
    }
}
