package dev.tenantry.twilio.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import dev.tenantry.twilio.fixture.Bodies;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTest {

    private static final String TOKEN = Bodies.TENANT_TOKEN;

    @Test
    void isNotShownByWhatHoldsIt() {
        var secret = new Secret(TOKEN);

        assertThat(new TwilioCredentials(Bodies.TENANT_SID, secret).toString())
                .contains(Bodies.TENANT_SID)
                .doesNotContain(TOKEN);
        assertThat(new Subaccount(Bodies.TENANT_SID, "org_acme", Subaccount.Status.ACTIVE, Optional.of(secret)))
                .asString()
                .contains("org_acme")
                .doesNotContain(TOKEN);
    }

    @Test
    void isNotWrittenAsJson() {
        assertThatThrownBy(() -> new ObjectMapper()
                        .writeValueAsString(new TwilioCredentials(Bodies.TENANT_SID, new Secret(TOKEN))))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void equalsBySecret() {
        assertThat(new Secret(TOKEN)).isEqualTo(new Secret(TOKEN)).hasSameHashCodeAs(new Secret(TOKEN));
        assertThat(new Secret(TOKEN)).isNotEqualTo(new Secret("other"));
    }

    @Test
    void isNeverBlank() {
        assertThatThrownBy(() -> new Secret(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
