package dev.tenantry.twilio.simulator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A customer who registers: makes what reviews need, step by step. */
public final class RegistrationClient {
    public static final String TRUST_HUB = "trusthub.twilio.com/v1";
    public static final String PROFILES = TRUST_HUB + "/CustomerProfiles";
    public static final String PRODUCTS = TRUST_HUB + "/TrustProducts";
    public static final String BRANDS = "messaging.twilio.com/v1/a2p/BrandRegistrations";
    public static final String SERVICES = "messaging.twilio.com/v1/Services";
    public static final String VERIFICATIONS = "messaging.twilio.com/v1/Tollfree/Verifications";
    public static final String PROFILE_POLICY = "RNdfbf3fae0e1107f8aded0e7cead80bf5";
    public static final String PRODUCT_POLICY = "RNb0d4771c2c98518d916a3d4cd70a8f8b";
    /** As this module's README says. */
    public static final String PRIMARY_PROFILE = "BU0123456789abcdef0123456789abcdef";

    private final RawClient client;
    private final String account;

    public RegistrationClient(RawClient client, String accountSid) {
        this.client = client;
        this.account = "api.twilio.com/2010-04-01/Accounts/" + accountSid;
    }

    /** A complete customer profile, not submitted. */
    public String profile(String businessName, String... more) throws Exception {
        var profile = create(
                PROFILES, with(more, "FriendlyName", "org-1", "Email", "isv@example.com", "PolicySid", PROFILE_POLICY));
        assign(PROFILES, profile, business(businessName));
        assign(PROFILES, profile, representative());
        assign(PROFILES, profile, addressDocument());
        assign(PROFILES, profile, PRIMARY_PROFILE);
        return profile;
    }

    public String business(String name) throws Exception {
        return create(
                TRUST_HUB + "/EndUsers",
                "FriendlyName",
                "business",
                "Type",
                "customer_profile_business_information",
                "Attributes",
                """
                {"business_name": "%s", "business_type": "Corporation", "business_identity": "direct_customer",
                 "business_industry": "TECHNOLOGY", "business_registration_identifier": "EIN",
                 "business_registration_number": "12-3456789", "business_regions_of_operation": "USA_AND_CANADA",
                 "website_url": "https://example.com"}""".formatted(name));
    }

    public String representative() throws Exception {
        return create(
                TRUST_HUB + "/EndUsers",
                "FriendlyName",
                "representative",
                "Type",
                "authorized_representative_1",
                "Attributes",
                """
                {"first_name": "Ada", "last_name": "Example", "email": "ada@example.com",
                 "phone_number": "+14155550100", "business_title": "CEO", "job_position": "CEO"}""");
    }

    public String addressDocument() throws Exception {
        var address = create(
                account + "/Addresses.json",
                "CustomerName",
                "Example",
                "Street",
                "1 Main Street",
                "City",
                "San Francisco",
                "Region",
                "CA",
                "PostalCode",
                "94105",
                "IsoCountry",
                "US");
        return create(
                TRUST_HUB + "/SupportingDocuments",
                "FriendlyName",
                "address",
                "Type",
                "customer_profile_address",
                "Attributes",
                "{\"address_sids\": \"" + address + "\"}");
    }

    /** A complete trust product, not submitted. */
    public String product(String profile) throws Exception {
        var product =
                create(PRODUCTS, "FriendlyName", "org-1", "Email", "isv@example.com", "PolicySid", PRODUCT_POLICY);
        assign(
                PRODUCTS,
                product,
                create(
                        TRUST_HUB + "/EndUsers",
                        "FriendlyName",
                        "messaging",
                        "Type",
                        "us_a2p_messaging_profile_information",
                        "Attributes",
                        "{\"company_type\": \"private\"}"));
        assign(PRODUCTS, product, profile);
        return product;
    }

    public void assign(String bundles, String bundle, String object) throws Exception {
        create(bundles + "/" + bundle + "/EntityAssignments", "ObjectSid", object);
    }

    public RawClient.Answer submit(String bundles, String bundle) throws Exception {
        return client.post(bundles + "/" + bundle, "Status", "pending-review");
    }

    /** A complete profile and product, of which the profile is approved and the product submitted. */
    public Bundles bundles(String businessName) throws Exception {
        var profile = profile(businessName);
        submit(PROFILES, profile);
        await(PROFILES + "/" + profile, "status", "twilio-approved");
        var product = product(profile);
        submit(PRODUCTS, product);
        return new Bundles(profile, product);
    }

    public record Bundles(String profile, String product) {}

    public RawClient.Answer brand(Bundles bundles, String... more) throws Exception {
        return client.post(
                BRANDS,
                with(more, "CustomerProfileBundleSid", bundles.profile(), "A2PProfileBundleSid", bundles.product()));
    }

    /** An approved brand. */
    public String approvedBrand() throws Exception {
        var brand = brand(bundles("Example Inc"), "SkipAutomaticSecVet", "true").text("sid");
        await(BRANDS + "/" + brand, "status", "APPROVED");
        return brand;
    }

    public String service() throws Exception {
        return create(SERVICES, "FriendlyName", "org-1");
    }

    public static String campaigns(String service) {
        return SERVICES + "/" + service + "/Compliance/Usa2p";
    }

    public RawClient.Answer campaign(String service, String brand, String description) throws Exception {
        return client.post(campaigns(service), campaignForm(brand, description));
    }

    public static String[] campaignForm(String brand, String description) {
        return new String[] {
            "BrandRegistrationSid", brand,
            "Description", description,
            "MessageFlow", "Customers opt in on our website by ticking a box beside their phone number.",
            "MessageSamples", "Your order 123 is on its way to you.",
            "MessageSamples", "Your order 123 has been delivered, thank you.",
            "UsAppToPersonUsecase", "DELIVERY_NOTIFICATION",
            "HasEmbeddedLinks", "false",
            "HasEmbeddedPhone", "false"
        };
    }

    public static final String DESCRIPTION = "Tells customers who have ordered something when it is delivered.";

    /** A toll-free number, bought. */
    public String tollfreeNumber(String phoneNumber) throws Exception {
        return create(account + "/IncomingPhoneNumbers.json", "PhoneNumber", phoneNumber);
    }

    /** A local number, bought and in a service. */
    public String localNumberIn(String service) throws Exception {
        var number = create(account + "/IncomingPhoneNumbers.json", "PhoneNumber", firstThatTexts());
        create(SERVICES + "/" + service + "/PhoneNumbers", "PhoneNumberSid", number);
        return number;
    }

    private String firstThatTexts() throws Exception {
        return client.get(account + "/AvailablePhoneNumbers/US/Local.json?SmsEnabled=true&AreaCode=206")
                .json()
                .at("/available_phone_numbers/0/phone_number")
                .textValue();
    }

    public RawClient.Answer verification(String number, String... more) throws Exception {
        return client.post(
                VERIFICATIONS,
                with(
                        more,
                        "BusinessName",
                        "Example Inc",
                        "BusinessWebsite",
                        "https://example.com",
                        "NotificationEmail",
                        "ada@example.com",
                        "UseCaseCategories",
                        "CUSTOMER_CARE",
                        "UseCaseCategories",
                        "DELIVERY_NOTIFICATIONS",
                        "UseCaseSummary",
                        "Tells customers about their orders.",
                        "ProductionMessageSample",
                        "Your order is on its way.",
                        "OptInImageUrls",
                        "https://example.com/opt-in.png",
                        "OptInType",
                        "WEB_FORM",
                        "MessageVolume",
                        "1,000",
                        "TollfreePhoneNumberSid",
                        number));
    }

    /** Waits until a resource's property has this value, and returns the resource. */
    public RawClient.Answer await(String path, String property, String value) throws Exception {
        Awaitility.await(path)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(client.get(path).text(property)).isEqualTo(value));
        return client.get(path);
    }

    private String create(String list, String... form) throws IOException, InterruptedException {
        var answer = client.post(list, form);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.text("sid");
    }

    private static String[] with(String[] more, String... form) {
        var all = new ArrayList<>(List.of(form));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
