package dev.tenantry.twilio;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What a customer registers, complete. */
final class Registrations {

    static final EndUserDetails.Business BUSINESS = new EndUserDetails.Business(
            "Acme Inc",
            "Corporation",
            "TECHNOLOGY",
            "EIN",
            "12-3456789",
            "USA_AND_CANADA",
            URI.create("https://acme.example"));
    static final EndUserDetails.Representative REPRESENTATIVE = new EndUserDetails.Representative(
            "Ada", "Example", "ada@acme.example", "+14155550100", "Chief Executive", "CEO");
    static final CampaignDetails.Policies POLICIES = new CampaignDetails.Policies(
            URI.create("https://acme.example/privacy"), URI.create("https://acme.example/terms"));
    static final CampaignDetails CAMPAIGN = campaign("Tells customers who have ordered something when it comes.");
    static final AddressDetails ADDRESS =
            new AddressDetails("Acme", "1 Main Street", "San Francisco", "CA", "94105", "US");
    static final TollfreeDetails TOLLFREE = tollfree("Tells customers about their orders.");

    private Registrations() {}

    static CampaignDetails campaign(String description) {
        return new CampaignDetails(
                "DELIVERY_NOTIFICATION",
                description,
                "Customers tick a box beside their phone number on our website.",
                List.of("Your order 123 is on its way to you.", "Your order 123 has been delivered."),
                true,
                false,
                false,
                false,
                Optional.of(new CampaignDetails.Replies("In.", "Out.", "Help.", List.of("START", "YES"))),
                Optional.of(POLICIES));
    }

    static TollfreeDetails tollfree(String summary) {
        return new TollfreeDetails(
                new TollfreeDetails.Business(
                        "Acme Inc",
                        URI.create("https://acme.example"),
                        ADDRESS,
                        "PRIVATE_PROFIT",
                        Optional.of(new TollfreeDetails.Registration("12-3456789", "EIN", "US"))),
                new TollfreeDetails.Contact("Ada", "Example", "ada@acme.example", "+14155550100"),
                new TollfreeDetails.Messaging(
                        List.of("CUSTOMER_CARE", "DELIVERY_NOTIFICATIONS"),
                        summary,
                        "Your order is on its way.",
                        List.of(URI.create("https://acme.example/opt-in.png")),
                        "WEB_FORM",
                        "1,000",
                        Optional.of(POLICIES)));
    }
}
