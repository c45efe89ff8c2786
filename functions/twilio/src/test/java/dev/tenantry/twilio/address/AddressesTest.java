package dev.tenantry.twilio.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.fixture.TenantAccountFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest extends TenantAccountFixture {

    private static final String AD = "AD00000000000000000000000000000001";
    private static final AddressDetails ACME =
            new AddressDetails("Acme Inc.", "100 Example Street", "San Francisco", "CA", "94105", "US");

    @Test
    void isCreatedForEmergencies() {
        server.then(201, Bodies.of("address").toString());

        assertThat(tenant.addresses().create("key", ACME, true))
                .isEqualTo(new RegisteredAddress(AD, "key", ACME, true, true));

        assertThat(request().form())
                .containsExactlyInAnyOrder(
                        "FriendlyName=key",
                        "CustomerName=Acme Inc.",
                        "Street=100 Example Street",
                        "City=San Francisco",
                        "Region=CA",
                        "PostalCode=94105",
                        "IsoCountry=US",
                        "EmergencyEnabled=true");
    }

    /** Twilio keeps only 32 characters of an emergency address's name. */
    @Test
    void refusesANameThatIsTooLongForEmergencies() {
        assertThatThrownBy(() -> tenant.addresses().create("x".repeat(33), ACME, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void asksTheCustomerForAnAddressThatExists() {
        server.then(400, Bodies.error(400, 21628, "Address validation failed"));

        assertThatThrownBy(() -> tenant.addresses().create("key", ACME, true))
                .isInstanceOf(NeedsHumanException.class)
                .hasMessageContaining("Twilio could not confirm the address");
    }

    @Test
    void isLookedForByTwilioToo() {
        server.then(200, Bodies.page("addresses", List.of()));

        tenant.addresses().find("key");

        assertThat(request().uri().getQuery()).isEqualTo("FriendlyName=key");
    }

    /** Twilio has no parameter for the country of an address that exists. */
    @Test
    void updatesAllButTheCountry() {
        server.then(200, Bodies.of("address").put("emergency_enabled", false).toString());

        assertThat(tenant.addresses().update(AD, ACME, false))
                .isEqualTo(new RegisteredAddress(AD, "key", ACME, false, true));

        assertThat(request().uri().getPath()).endsWith("/Addresses/" + AD + ".json");
        assertThat(request().form())
                .containsExactlyInAnyOrder(
                        "CustomerName=Acme Inc.",
                        "Street=100 Example Street",
                        "City=San Francisco",
                        "Region=CA",
                        "PostalCode=94105",
                        "EmergencyEnabled=false");
    }
}
