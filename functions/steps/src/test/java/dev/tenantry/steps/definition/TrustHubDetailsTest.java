package dev.tenantry.steps.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.plan.BusinessProfile;
import dev.tenantry.core.plan.TollFreeVerification;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What registrations say of a business, where Twilio's forms for them differ. */
class TrustHubDetailsTest {
    private static final BusinessProfile.Registration EIN = new BusinessProfile.Registration("EIN", "12-3456789");
    private static final TollFreeVerification VERIFICATION = new TollFreeVerification(
            List.of("CUSTOMER_CARE"),
            "Answers questions.",
            "Your order is on its way.",
            List.of(URI.create("https://acme.example/opt-in.png")),
            "WEB_FORM",
            "1,000",
            URI.create("https://acme.example/privacy"),
            URI.create("https://acme.example/terms"));

    /** Twilio wants a registration number of every type of business but this one. */
    @Test
    void verifiesASoleProprietorAsSuchAndWithoutARegistration() {
        for (var registration : List.of(Optional.<BusinessProfile.Registration>empty(), Optional.of(EIN))) {
            var owner = details("Sole Proprietorship", registration)
                    .tollFree(VERIFICATION)
                    .business();

            assertThat(owner.type()).isEqualTo("SOLE_PROPRIETOR");
            assertThat(owner.registration()).isEmpty();
        }
    }

    @Test
    void verifiesACompanyWithItsRegistration() {
        var owner = details("Corporation", Optional.of(new BusinessProfile.Registration("CN", "12345678")))
                .tollFree(VERIFICATION)
                .business();

        assertThat(owner.type()).isEqualTo("PRIVATE_PROFIT");
        assertThat(owner.registration()).hasValueSatisfying(registration -> {
            assertThat(registration.authority()).isEqualTo("CRN");
            assertThat(registration.number()).isEqualTo("12345678");
        });
    }

    @Test
    void makesNoCustomerProfileWithoutARegistration() {
        var details = details("Sole Proprietorship", Optional.empty());

        assertThatThrownBy(details::information)
                .isInstanceOf(NeedsHumanException.class)
                .hasMessageContaining("has no registration");
    }

    private static TrustHubDetails details(String type, Optional<BusinessProfile.Registration> registration) {
        return new TrustHubDetails(new BusinessProfile(
                "Acme",
                type,
                "TECHNOLOGY",
                registration,
                "USA_AND_CANADA",
                URI.create("https://acme.example"),
                new BusinessProfile.Address("1 Main Street", "San Francisco", "CA", "94105", "US"),
                new BusinessProfile.Representative(
                        "Ada", "Example", "ada@acme.example", "+14155550100", "Owner", "CEO"),
                new BusinessProfile.Company("private", Optional.empty())));
    }
}
