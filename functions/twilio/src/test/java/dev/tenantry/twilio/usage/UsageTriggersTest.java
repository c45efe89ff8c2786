package dev.tenantry.twilio.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.fixture.TenantAccountFixture;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTriggersTest extends TenantAccountFixture {

    private static final String UT = "UT00000000000000000000000000000001";
    private static final URI CALLBACK = URI.create("https://tenantry.example/spend");

    @ParameterizedTest
    @EnumSource
    void watchesTheTotalPrice(Recurrence recurrence) {
        var word = recurrence.name().toLowerCase(Locale.ROOT);
        server.then(201, Bodies.of("usage-trigger").put("recurring", word).toString());

        assertThat(tenant.usageTriggers().create("key", CALLBACK, new BigDecimal("50.00"), recurrence))
                .isEqualTo(new UsageTrigger(UT, "key", CALLBACK, new BigDecimal("50.00"), Optional.of(recurrence)));

        assertThat(request().form())
                .containsExactlyInAnyOrder(
                        "FriendlyName=key",
                        "CallbackUrl=" + CALLBACK,
                        "TriggerValue=50.00",
                        "UsageCategory=totalprice",
                        "TriggerBy=price",
                        "Recurring=" + word);
    }

    /** Twilio would not take 1E+3, which is how Java writes it. */
    @Test
    void writesTheValueInFull() {
        server.then(201, Bodies.of("usage-trigger").toString());

        tenant.usageTriggers().create("key", CALLBACK, new BigDecimal("1E+3"), Recurrence.DAILY);

        assertThat(request().form()).contains("TriggerValue=1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void refusesAValueThatIsNotPositive(String value) {
        assertThatThrownBy(
                        () -> tenant.usageTriggers().create("key", CALLBACK, new BigDecimal(value), Recurrence.DAILY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(server.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alltime", ""})
    void readsATriggerThatFiresOnce(String recurring) {
        server.then(200, Bodies.of("usage-trigger").put("recurring", recurring).toString());

        assertThat(tenant.usageTriggers().fetch(UT))
                .map(UsageTrigger::recurring)
                .contains(Optional.empty());
    }

    @Test
    void updatesTheCallback() {
        server.then(200, Bodies.of("usage-trigger").toString());

        tenant.usageTriggers().update(UT, CALLBACK);

        assertThat(request().uri().getPath()).endsWith("/Usage/Triggers/" + UT + ".json");
        assertThat(request().form()).containsExactly("CallbackUrl=" + CALLBACK);
    }
}
