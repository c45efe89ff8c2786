package dev.tenantry.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @Test
    void keepsThePathOfAStage() {
        var endpoint = new Endpoint(URI.create("https://api.example.com/prod/"));

        assertThat(endpoint.resolve("v1", "orgs", "a/b ?"))
                .hasToString("https://api.example.com/prod/v1/orgs/a%2Fb%20%3F");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:8080", "https://127.1.2.3"})
    void knowsThisMachine(URI uri) {
        assertThat(new Endpoint(uri).isLocal()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com", "https://127.0.0.1.example.com", "https://localhost.example.com"})
    void knowsOtherMachines(URI uri) {
        assertThat(new Endpoint(uri).isLocal()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com", "ftp://example.com", "127.0.0.1:8080", "example.com"})
    void refusesWhatIsNoSafeAddress(String text) {
        assertThatThrownBy(() -> new Endpoint(URI.create(text))).isInstanceOf(IllegalArgumentException.class);
    }
}
