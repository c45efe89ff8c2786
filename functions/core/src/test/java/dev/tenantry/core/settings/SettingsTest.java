package dev.tenantry.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingsTest {
    static final String VALUE = """
            {"publicUrl": "https://api.example.com", "twilioBaseUrl": "http://127.0.0.1:8090",
             "twilioSecretName": "tenantry/twilio", "simulated": "true",
             "primaryProfileSid": "BU0123456789abcdef0123456789abcdef", "firstLookSeconds": "60",
             "auditRetentionDays": "30", "callerRequestsPerMinute": "600", "orgRequestsPerMinute": "0",
             "maxNumbersPerJob": "0", "maxNumbersPerDay": "10"}""";

    @Test
    void anEmptyTextMeansThatThereIsNone() {
        var settings = Settings.of(VALUE.replace("http://127.0.0.1:8090", "")
                .replace("BU0123456789abcdef0123456789abcdef", "")
                .replace("true", "false"));

        assertThat(settings.twilioBaseUrl()).isEmpty();
        assertThat(settings.primaryProfileSid()).isEmpty();
        assertThat(settings.simulated()).isFalse();
        assertThat(settings.firstCheck()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aLimitOfZeroIsNone() {
        var limits = Settings.of(VALUE).limits();

        assertThat(limits.auditRetention()).isEqualTo(Duration.ofDays(30));
        assertThat(limits.requestsPerCaller()).contains(600);
        assertThat(limits.requestsPerOrg()).isEmpty();
        assertThat(limits.numbersPerJob()).isEmpty();
        assertThat(limits.numbersPerDay()).contains(10);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Settings.of(VALUE.replace("simulated", "other")))
                .withMessageContaining("lack simulated");
        assertThatIllegalStateException()
                .isThrownBy(() -> Settings.of("no JSON"))
                .withMessageContaining("not JSON");
    }
}
