package dev.tenantry.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.settings.Settings;
import dev.tenantry.core.settings.StackSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioSettingsTest {
    private Settings stack;
    private Instant now;

    @Test
    void theBaseUrlIsThatWhichTheStackNamesAtTheTime() {
        now = Instant.EPOCH;
        stack = stack(Optional.of(URI.create("http://127.0.0.1:8090")));
        var settings = TwilioSettings.of(new StackSettings(() -> stack, () -> now));

        assertThat(settings.baseUrl().get()).contains(URI.create("http://127.0.0.1:8090"));
        stack = stack(Optional.empty());
        now = now.plus(Duration.ofMinutes(1));
        assertThat(settings.baseUrl().get()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///tmp", "127.0.0.1:8090", "http://127.0.0.1/?a=b", "/path"})
    void refusesABaseUrlOfAnotherShape(String url) {
        var settings = TwilioSettings.standard();
        var ofStack =
                TwilioSettings.of(new StackSettings(() -> stack(Optional.of(URI.create(url))), InstantSource.system()));

        assertThatThrownBy(() -> settings.withBaseUrl(URI.create(url))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ofStack.baseUrl().get()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNegativeRetries() {
        var settings = TwilioSettings.standard();

        assertThatThrownBy(() -> settings.withRetries(-1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings.withRetries(1, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Settings stack(Optional<URI> twilioBaseUrl) {
        return new Settings(
                URI.create("https://api.example.com"),
                Optional.empty(),
                twilioBaseUrl,
                "tenantry/twilio",
                false,
                Optional.empty(),
                Optional.empty(),
                Duration.ofMinutes(1),
                Settings.Limits.NONE);
    }
}
