package dev.tenantry.core.job;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Businesses, and plans with registrations, for tests. */
public final class SampleBusiness {
    /** A business whose shares are not traded. */
    public static final Business PRIVATE = business("private", Optional.empty());
    /** A business whose shares are. */
    public static final Business PUBLIC = business("public", Optional.of(new Business.Listing("NASDAQ", "OWL")));
    /** What people can be known by in either. */
    public static final List<String> PERSONAL =
            List.of("Owl Dentists", "12-3456789", "Feather Lane", "Athena", "Strix", "athena@", "4155550123");

    private static final URI POLICY = URI.create("https://owl.example/policy");

    private SampleBusiness() {}

    private static Business business(String company, Optional<Business.Listing> listing) {
        return new Business(
                "Owl Dentists LLC",
                "Limited Liability Corporation",
                "HEALTHCARE",
                new Business.Registration("EIN", "12-3456789"),
                "USA_AND_CANADA",
                URI.create("https://owl.example"),
                new Business.Address("12 Feather Lane", "San Francisco", "CA", "94105", "US"),
                new Business.Representative(
                        "Athena", "Strix", "athena@owl.example", "+14155550123", "Partner", "Director"),
                new Business.Company(company, listing));
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
