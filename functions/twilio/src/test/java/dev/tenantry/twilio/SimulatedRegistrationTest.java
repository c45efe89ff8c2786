package dev.tenantry.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.errorcode.RejectionAdvice.Correction;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.twilio.a2p.Brand;
import dev.tenantry.twilio.a2p.BrandDetails;
import dev.tenantry.twilio.a2p.Campaign;
import dev.tenantry.twilio.account.Secret;
import dev.tenantry.twilio.account.TwilioCredentials;
import dev.tenantry.twilio.fixture.SampleRegistration;
import dev.tenantry.twilio.numbers.NumberQuery;
import dev.tenantry.twilio.review.ReviewStatus;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import dev.tenantry.twilio.tollfree.NumberVerification;
import dev.tenantry.twilio.trusthub.EndUserDetails;
import dev.tenantry.twilio.trusthub.TrustPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer registers, from the papers to the numbers, at a simulated Twilio that keeps Twilio's order. */
class SimulatedRegistrationTest {

    private static final String PRIMARY_PROFILE = "BU0123456789abcdef0123456789abcdef";

    private TwilioSimulator simulator;
    private Twilio twilio;
    private TenantAccount tenant;

    @BeforeEach
    void start() throws Exception {
        simulator = TwilioSimulator.builder().speed(Double.POSITIVE_INFINITY).start();
        twilio = new Twilio(TwilioSettings.standard().withBaseUrl(simulator.baseUrl()));
        var operator =
                twilio.operator(new TwilioCredentials(simulator.accountSid(), new Secret(simulator.authToken())));
        var account = operator.createSubaccount("org_acme");
        tenant = twilio.tenant(account.credentials());
    }

    @AfterEach
    void stop() throws Exception {
        twilio.close();
        simulator.close();
    }

    private static <T extends ReviewStatus> T await(Supplier<ReviewStatus> status, Class<T> expected) {
        return expected.cast(
                Awaitility.await().pollInterval(Duration.ofMillis(5)).until(status::get, expected::isInstance));
    }

    private String profile() {
        var profiles = tenant.customerProfiles();
        var profile = profiles.create("key", "isv@tenantry.example", TrustPolicy.CUSTOMER_PROFILE, Optional.empty())
                .sid();
        assertThat(profiles.evaluate(profile, TrustPolicy.CUSTOMER_PROFILE).missing())
                .hasSizeGreaterThan(3);
        var address = tenant.addresses()
                .create("key", SampleRegistration.ADDRESS, false)
                .sid();
        profiles.assign(
                profile,
                tenant.endUsers()
                        .create("business", SampleRegistration.BUSINESS)
                        .sid());
        profiles.assign(
                profile,
                tenant.endUsers()
                        .create("representative", SampleRegistration.REPRESENTATIVE)
                        .sid());
        profiles.assign(
                profile, tenant.supportingDocuments().create("address", address).sid());
        profiles.assign(profile, PRIMARY_PROFILE);
        profiles.assign(profile, PRIMARY_PROFILE);
        assertThat(profiles.assignedObjects(profile)).hasSize(4);
        assertThat(profiles.evaluate(profile, TrustPolicy.CUSTOMER_PROFILE).isCompliant())
                .isTrue();
        return profile;
    }

    private String approvedProfile() throws InterruptedException {
        var profile = profile();
        tenant.customerProfiles().submit(profile);
        await(() -> tenant.customerProfiles().fetch(profile).orElseThrow().status(), ReviewStatus.Approved.class);
        tenant.customerProfiles().submit(profile);
        return profile;
    }

    private String product(String profile) {
        var products = tenant.trustProducts();
        var product = products.create("key", "isv@tenantry.example", TrustPolicy.A2P_MESSAGING, Optional.empty())
                .sid();
        products.assign(
                product,
                tenant.endUsers()
                        .create(
                                "messaging",
                                new EndUserDetails.MessagingProfile("private", Optional.empty(), Optional.empty()))
                        .sid());
        products.assign(product, profile);
        products.submit(product);
        return product;
    }

    @Test
    void fromThePapersToTheCampaign() throws Exception {
        var profile = approvedProfile();
        var product = product(profile);

        var brand = tenant.brandRegistrations()
                .create(new BrandDetails(profile, product, BrandDetails.Type.STANDARD, true, false));
        await(() -> tenant.brandRegistrations().fetch(brand.sid()).orElseThrow().status(), ReviewStatus.Approved.class);
        assertThat(tenant.brandRegistrations().find(profile, product).map(Brand::sid))
                .contains(brand.sid());

        var service = tenant.messagingServices()
                .create("key", Optional.empty(), Optional.empty())
                .sid();
        var campaigns = tenant.campaigns(service);
        assertThat(campaigns.find()).isEmpty();
        assertThat(campaigns.useCases(brand.sid())).contains("DELIVERY_NOTIFICATION");
        var campaign = campaigns.create(
                brand.sid(),
                SampleRegistration.campaign("Tells customers when their order comes. simulate:campaign=reject:30893"));
        var rejected = await(() -> campaigns.fetch(campaign.sid()).orElseThrow().status(), ReviewStatus.Rejected.class);
        assertThat(rejected.reasons().getFirst().code()).hasValue(30893);
        campaigns.resubmit(campaign.sid(), SampleRegistration.CAMPAIGN);
        await(() -> campaigns.fetch(campaign.sid()).orElseThrow().status(), ReviewStatus.Approved.class);
        assertThat(campaigns.find().map(Campaign::sid)).contains(campaign.sid());
        campaigns.delete(campaign.sid());
        campaigns.delete(campaign.sid());
        assertThat(campaigns.find()).isEmpty();
    }

    @Test
    void papersThatAreNotCompleteAreNotTaken() {
        var profile = tenant.customerProfiles()
                .create("key", "isv@tenantry.example", TrustPolicy.CUSTOMER_PROFILE, Optional.empty())
                .sid();

        assertThatThrownBy(() -> tenant.customerProfiles().submit(profile))
                .isInstanceOf(NeedsHumanException.class)
                .hasMessageContaining("an end user is missing in the registration");
    }

    @Test
    void aTollFreeNumber() throws Exception {
        var number = tenant.availableNumbers()
                .search(new NumberQuery("US", NumberType.TOLL_FREE, Optional.empty()), 1)
                .getFirst();
        var owned = tenant.phoneNumbers().purchase(number.phoneNumber(), "key");
        var verifications = tenant.tollfreeVerifications();
        assertThat(verifications.find("key")).isEmpty();

        var verification = verifications.create(
                "key", owned.sid(), SampleRegistration.tollfree("About orders. simulate:toll-free=reject:30513"));

        var rejected = await(
                () -> verifications.fetch(verification.sid()).orElseThrow().status(), ReviewStatus.Rejected.class);
        assertThat(rejected.correction()).isEqualTo(Correction.TAKEN);
        assertThat(verifications.find("key").map(NumberVerification::sid)).contains(verification.sid());
        verifications.resubmit(verification.sid(), SampleRegistration.TOLLFREE);
        await(() -> verifications.fetch(verification.sid()).orElseThrow().status(), ReviewStatus.Approved.class);
        verifications.delete(verification.sid());
        assertThat(verifications.fetch(verification.sid())).isEmpty();
    }
}
