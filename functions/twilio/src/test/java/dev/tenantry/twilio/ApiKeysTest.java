package dev.tenantry.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.twilio.failure.UnknownOutcomeException;
import org.junit.jupiter.api.Test;

class ApiKeysTest extends TenantTest {

    @Test
    void aNewKeyTellsItsSecret() {
        server.then(201, Bodies.of("new-api-key").toString());

        var created = tenant.apiKeys().create("marker");

        assertThat(created.key()).isEqualTo(new ApiKey("SK00000000000000000000000000000001", "marker"));
        assertThat(created.secret().reveal()).isEqualTo("abcdefABCDEF0123456789abcdefABCD");
        assertThat(created.toString()).doesNotContain("abcdefABCDEF");
        assertThat(request().form()).containsExactly("FriendlyName=marker");
    }

    /** Then there may be a key that nobody can use: it has to be looked up and deleted. */
    @Test
    void aNewKeyWithoutASecretIsInDoubt() {
        server.then(201, Bodies.of("new-api-key").putNull("secret").toString());

        assertThatThrownBy(() -> tenant.apiKeys().create("marker")).isInstanceOf(UnknownOutcomeException.class);
    }
}
