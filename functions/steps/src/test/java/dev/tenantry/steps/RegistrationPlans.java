package dev.tenantry.steps;

import dev.tenantry.core.plan.A2p;
import dev.tenantry.core.plan.BusinessId;
import dev.tenantry.core.plan.BusinessProfile;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.plan.TollFreeVerification;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What the tests register, and the plans for it. */
final class RegistrationPlans {
    private static final URI PRIVACY = URI.create("https://acme.example/privacy");
    private static final URI TERMS = URI.create("https://acme.example/terms");

    /** A business whose data are complete. */
    static final BusinessProfile ACME = business("12-3456789");

    /** A campaign that nothing is wrong with. */
    static final A2p A2P = a2p("Tells customers who have ordered something when it comes.");

    /** The same with toll-free numbers. */
    static final TollFreeVerification TOLL_FREE = tollFree("Tells customers about their orders.");

    /** A plan that leaves nothing out at all. Whose business it is the rig sets. */
    static final Plan EVERYTHING = StepTestFixture.EVERYTHING
            .withNumbers(NumberGroup.of("US", NumberType.LOCAL, 2), NumberGroup.of("US", NumberType.TOLL_FREE, 1))
            .withRegistrations(Optional.of(BusinessId.next()), Optional.of(A2P), Optional.of(TOLL_FREE));

    private RegistrationPlans() {}

    /** A business with this number in the register. */
    static BusinessProfile business(String number) {
        return new BusinessProfile(
                "Acme Inc",
                "Corporation",
                "TECHNOLOGY",
                Optional.of(new BusinessProfile.Registration("EIN", number)),
                "USA_AND_CANADA",
                URI.create("https://acme.example"),
                new BusinessProfile.Address("1 Main Street", "San Francisco", "CA", "94105", "US"),
                new BusinessProfile.Representative(
                        "Ada", "Example", "ada@acme.example", "+14155550100", "Chief Executive", "CEO"),
                new BusinessProfile.Company("private", Optional.empty()));
    }

    /** A campaign with this description. */
    static A2p a2p(String description) {
        return a2p("DELIVERY_NOTIFICATION", description);
    }

    /** A campaign with this description and for this. */
    static A2p a2p(String useCase, String description) {
        return new A2p(
                A2p.Brand.DEFAULT,
                new A2p.Campaign(
                        useCase,
                        description,
                        "Customers tick a box beside their phone number on our website.",
                        List.of("Your order 123 is on its way to you.", "Your order 123 has been delivered."),
                        true,
                        false,
                        false,
                        false,
                        PRIVACY,
                        TERMS));
    }

    /** A verification with this summary. */
    static TollFreeVerification tollFree(String summary) {
        return new TollFreeVerification(
                List.of("CUSTOMER_CARE", "DELIVERY_NOTIFICATIONS"),
                summary,
                "Your order is on its way.",
                List.of(URI.create("https://acme.example/opt-in.png")),
                "WEB_FORM",
                "1,000",
                PRIVACY,
                TERMS);
    }

    /** The plan with another campaign. */
    static Plan with(A2p a2p) {
        return EVERYTHING.withRegistrations(EVERYTHING.business(), Optional.of(a2p), Optional.of(TOLL_FREE));
    }

    /** The plan with another verification. */
    static Plan with(TollFreeVerification verification) {
        return EVERYTHING.withRegistrations(EVERYTHING.business(), Optional.of(A2P), Optional.of(verification));
    }
}
