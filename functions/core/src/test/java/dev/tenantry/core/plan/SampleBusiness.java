package dev.tenantry.core.plan;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Businesses, and plans with registrations, for tests. */
public final class SampleBusiness {
    /** A business whose shares are not traded. */
    public static final BusinessProfile PRIVATE = business("private", Optional.empty());
    /** A business whose shares are. */
    public static final BusinessProfile PUBLIC =
            business("public", Optional.of(new BusinessProfile.Listing("NASDAQ", "OWL")));
    /** What people can be known by in either. */
    public static final List<String> PERSONAL =
            List.of("Owl Dentists", "12-3456789", "Feather Lane", "Athena", "Strix", "athena@", "4155550123");

    private static final URI POLICY = URI.create("https://owl.example/policy");

    private SampleBusiness() {}

    private static BusinessProfile business(String company, Optional<BusinessProfile.Listing> listing) {
        return new BusinessProfile(
                "Owl Dentists LLC",
                "Limited Liability Corporation",
                "HEALTHCARE",
                Optional.of(new BusinessProfile.Registration("EIN", "12-3456789")),
                "USA_AND_CANADA",
                URI.create("https://owl.example"),
                new BusinessProfile.Address("12 Feather Lane", "San Francisco", "CA", "94105", "US"),
                new BusinessProfile.Representative(
                        "Athena", "Strix", "athena@owl.example", "+14155550123", "Partner", "Director"),
                new BusinessProfile.Company(company, listing));
    }

    /** The default plan, registered for A2P and with toll-free numbers verified. */
    public static Plan registered(BusinessId business) {
        return Plan.DEFAULT
                .withNumbers(NumberGroup.of("US", NumberType.LOCAL, 1), NumberGroup.of("US", NumberType.TOLL_FREE, 1))
                .withRegistrations(Optional.of(business), Optional.of(a2p()), Optional.of(verification()));
    }

    private static A2p a2p() {
        return new A2p(
                A2p.Brand.DEFAULT,
                new A2p.Campaign(
                        "CUSTOMER_CARE",
                        "Reminders",
                        "A form",
                        List.of("One", "Two"),
                        false,
                        false,
                        false,
                        false,
                        POLICY,
                        POLICY));
    }

    private static TollFreeVerification verification() {
        return new TollFreeVerification(
                List.of("CUSTOMER_CARE"), "Answers", "One", List.of(POLICY), "WEB_FORM", "1,000", POLICY, POLICY);
    }
}
