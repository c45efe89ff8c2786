package dev.tenantry.twilio.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.fixture.TenantAccountFixture;
import org.junit.jupiter.api.Test;

class ApiKeysTest extends TenantAccountFixture {

    @Test
    void aNewKeyTellsItsSecret() {
        server.then(201, Bodies.of("new-api-key").toString());

        var created = tenant.apiKeys().create("key");

        assertThat(created.key()).isEqualTo(new ApiKey("SK00000000000000000000000000000001", "key"));
        assertThat(created.secret().reveal()).isEqualTo("abcdefABCDEF0123456789abcdefABCD");
        assertThat(created.toString()).doesNotContain("abcdefABCDEF");
        assertThat(request().form()).containsExactly("FriendlyName=key");
    }

    /** Then there may be a key that nobody can use: it has to be looked up and deleted. */
    @Test
    void aNewKeyWithoutASecretIsInDoubt() {
        server.then(201, Bodies.of("new-api-key").putNull("secret").toString());

        assertThatThrownBy(() -> tenant.apiKeys().create("key")).isInstanceOf(UnknownOutcomeException.class);
    }
}
