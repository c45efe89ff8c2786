package dev.tenantry.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.twilio.a2p.BrandDetails;
import dev.tenantry.twilio.address.AddressDetails;
import dev.tenantry.twilio.events.EventType;
import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.fixture.SampleRegistration;
import dev.tenantry.twilio.fixture.ScriptedTwilio.Received;
import dev.tenantry.twilio.fixture.TenantAccountFixture;
import dev.tenantry.twilio.fixture.TwilioOpenApi;
import dev.tenantry.twilio.numbers.Capability;
import dev.tenantry.twilio.numbers.NumberQuery;
import dev.tenantry.twilio.trusthub.TrustPolicy;
import dev.tenantry.twilio.usage.Recurrence;
import java.math.BigDecimal;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request that a tenant's account can send is one that Twilio's OpenAPI documents know. */
class RequestsTest extends TenantAccountFixture {

    private static final URI URL = URI.create("https://tenantry.example/callback");
    private static final URI SIP_URL = URI.create("sip:pbx@acme.example");
    private static final AddressDetails ADDRESS = new AddressDetails("Acme", "1 Street", "Town", "CA", "94105", "US");
    private static final String NAME = "key";
    private static final String SID = "XX1";
    private static final String OTHER_SID = "XX2";

    static Stream<Named<Consumer<TenantAccount>>> calls() {
        return Stream.of(
                        numbers(),
                        keys(),
                        messaging(),
                        triggers(),
                        applications(),
                        addresses(),
                        verify(),
                        events(),
                        trunks(),
                        originationUrls(),
                        trustHub(),
                        brands(),
                        campaigns(),
                        verifications())
                .flatMap(List::stream);
    }

    private static List<Named<Consumer<TenantAccount>>> numbers() {
        return List.of(
                call("buy a number", tenant -> tenant.phoneNumbers().purchase("+14155550100", NAME)),
                call("find a number", tenant -> tenant.phoneNumbers().find(NAME)),
                call("fetch a number", tenant -> tenant.phoneNumbers().fetch(SID)),
                call("list the numbers", tenant -> tenant.phoneNumbers().list()),
                call("route a number", tenant -> tenant.phoneNumbers().setVoiceApplication(SID, Optional.of("AP1"))),
                call("locate a number", tenant -> tenant.phoneNumbers().setEmergencyAddress(SID, Optional.of("AD1"))),
                call("clear a number", tenant -> tenant.phoneNumbers().clear(SID)),
                call("release a number", tenant -> tenant.phoneNumbers().release(SID)),
                search(NumberType.LOCAL),
                search(NumberType.TOLL_FREE),
                search(NumberType.MOBILE));
    }

    private static Named<Consumer<TenantAccount>> search(NumberType type) {
        var query = new NumberQuery("US", type, Optional.of("415"), EnumSet.allOf(Capability.class));
        return call("search " + type, tenant -> tenant.availableNumbers().search(query, 20));
    }

    private static List<Named<Consumer<TenantAccount>>> keys() {
        return List.of(
                call("create a key", tenant -> tenant.apiKeys().create(NAME)),
                call("find a key", tenant -> tenant.apiKeys().find(NAME)),
                call("fetch a key", tenant -> tenant.apiKeys().fetch(SID)),
                call("delete a key", tenant -> tenant.apiKeys().delete(SID)));
    }

    private static List<Named<Consumer<TenantAccount>>> messaging() {
        var url = Optional.of(URL);
        return List.of(
                call("create a service", tenant -> tenant.messagingServices().create(NAME, url, url)),
                call("find a service", tenant -> tenant.messagingServices().find(NAME)),
                call("fetch a service", tenant -> tenant.messagingServices().fetch(SID)),
                call("update a service", tenant -> tenant.messagingServices().update(SID, url, url)),
                call("delete a service", tenant -> tenant.messagingServices().delete(SID)),
                call("list its numbers", tenant -> tenant.messagingServices().listNumbers(SID)),
                call("attach a number", tenant -> tenant.messagingServices().attachNumber(SID, OTHER_SID)),
                call("detach a number", tenant -> tenant.messagingServices().detachNumber(SID, OTHER_SID)));
    }

    private static List<Named<Consumer<TenantAccount>>> triggers() {
        return List.of(
                call("create a trigger", tenant -> tenant.usageTriggers()
                        .create(NAME, URL, BigDecimal.TEN, Recurrence.MONTHLY)),
                call("find a trigger", tenant -> tenant.usageTriggers().find(NAME)),
                call("fetch a trigger", tenant -> tenant.usageTriggers().fetch(SID)),
                call("update a trigger", tenant -> tenant.usageTriggers().update(SID, URL)),
                call("delete a trigger", tenant -> tenant.usageTriggers().delete(SID)));
    }

    private static List<Named<Consumer<TenantAccount>>> applications() {
        var url = Optional.of(URL);
        return List.of(
                call("create an application", tenant -> tenant.twimlApplications()
                        .create(NAME, URL, url)),
                call("find an application", tenant -> tenant.twimlApplications().find(NAME)),
                call("fetch an application", tenant -> tenant.twimlApplications()
                        .fetch(SID)),
                call("update an application", tenant -> tenant.twimlApplications()
                        .update(SID, URL, url)),
                call("delete an application", tenant -> tenant.twimlApplications()
                        .delete(SID)));
    }

    private static List<Named<Consumer<TenantAccount>>> addresses() {
        return List.of(
                call("create an address", tenant -> tenant.addresses().create(NAME, ADDRESS, true)),
                call("find an address", tenant -> tenant.addresses().find(NAME)),
                call("fetch an address", tenant -> tenant.addresses().fetch(SID)),
                call("update an address", tenant -> tenant.addresses().update(SID, ADDRESS, true)),
                call("delete an address", tenant -> tenant.addresses().delete(SID)));
    }

    private static List<Named<Consumer<TenantAccount>>> verify() {
        return List.of(
                call("create a Verify service", tenant -> tenant.verifyServices()
                        .create(NAME)),
                call("find a Verify service", tenant -> tenant.verifyServices().find(NAME)),
                call("fetch a Verify service", tenant -> tenant.verifyServices().fetch(SID)),
                call("delete a Verify service", tenant -> tenant.verifyServices()
                        .delete(SID)));
    }

    private static List<Named<Consumer<TenantAccount>>> events() {
        return List.of(
                call("create a sink", tenant -> tenant.eventSinks().create(NAME, URL)),
                call("find a sink", tenant -> tenant.eventSinks().find(NAME)),
                call("fetch a sink", tenant -> tenant.eventSinks().fetch(SID)),
                call("delete a sink", tenant -> tenant.eventSinks().delete(SID)),
                call("create a subscription", tenant -> tenant.eventSubscriptions()
                        .create(NAME, SID, EnumSet.allOf(EventType.class))),
                call("find a subscription", tenant -> tenant.eventSubscriptions()
                        .find(NAME)),
                call("fetch a subscription", tenant -> tenant.eventSubscriptions()
                        .fetch(SID)),
                call("delete a subscription", tenant -> tenant.eventSubscriptions()
                        .delete(SID)));
    }

    private static List<Named<Consumer<TenantAccount>>> trunks() {
        return List.of(
                call("create a trunk", tenant -> tenant.sipTrunks().create(NAME)),
                call("find a trunk", tenant -> tenant.sipTrunks().find(NAME)),
                call("fetch a trunk", tenant -> tenant.sipTrunks().fetch(SID)),
                call("delete a trunk", tenant -> tenant.sipTrunks().delete(SID)),
                call("list its numbers", tenant -> tenant.sipTrunks().listNumbers(SID)),
                call("look for a number in it", tenant -> tenant.sipTrunks().attachNumber(SID, OTHER_SID)),
                call("detach a number from it", tenant -> tenant.sipTrunks().detachNumber(SID, OTHER_SID)));
    }

    private static List<Named<Consumer<TenantAccount>>> originationUrls() {
        return List.of(
                call("create a URL", tenant -> tenant.originationUrls(SID).create(NAME, SIP_URL)),
                call("find a URL", tenant -> tenant.originationUrls(SID).find(NAME)),
                call("fetch a URL", tenant -> tenant.originationUrls(SID).fetch(OTHER_SID)),
                call("update a URL", tenant -> tenant.originationUrls(SID).update(OTHER_SID, SIP_URL)),
                call("delete a URL", tenant -> tenant.originationUrls(SID).delete(OTHER_SID)));
    }

    private static List<Named<Consumer<TenantAccount>>> trustHub() {
        var url = Optional.of(URL);
        return List.of(
                call("create a profile", tenant -> tenant.customerProfiles()
                        .create(NAME, "a@acme.example", TrustPolicy.CUSTOMER_PROFILE, url)),
                call("find a profile", tenant -> tenant.customerProfiles().find(NAME)),
                call("update a profile", tenant -> tenant.customerProfiles().update(SID, "a@acme.example", url)),
                call("evaluate a profile", tenant -> tenant.customerProfiles()
                        .evaluate(SID, TrustPolicy.CUSTOMER_PROFILE)),
                call("list its parts", tenant -> tenant.customerProfiles().assignedObjects(SID)),
                call("create a trust product", tenant -> tenant.trustProducts()
                        .create(NAME, "a@acme.example", TrustPolicy.A2P_MESSAGING, url)),
                call("evaluate a trust product", tenant -> tenant.trustProducts()
                        .evaluate(SID, TrustPolicy.A2P_MESSAGING)),
                call("list the product's parts", tenant -> tenant.trustProducts()
                        .assignedObjects(SID)),
                call("create an end user", tenant -> tenant.endUsers().create(NAME, SampleRegistration.REPRESENTATIVE)),
                call("update an end user", tenant -> tenant.endUsers().update(SID, SampleRegistration.BUSINESS)),
                call("create a document", tenant -> tenant.supportingDocuments().create(NAME, OTHER_SID)),
                call("update a document", tenant -> tenant.supportingDocuments().update(SID, OTHER_SID)));
    }

    private static List<Named<Consumer<TenantAccount>>> brands() {
        return List.of(
                call("register a brand", tenant -> tenant.brandRegistrations()
                        .create(new BrandDetails(SID, OTHER_SID, BrandDetails.Type.STANDARD, true, false))),
                call("find a brand", tenant -> tenant.brandRegistrations().find(SID, OTHER_SID)),
                call("fetch a brand", tenant -> tenant.brandRegistrations().fetch(SID)),
                call("resubmit a brand", tenant -> tenant.brandRegistrations().resubmit(SID)),
                call("send a code", tenant -> tenant.brandRegistrations().sendCode(SID)));
    }

    private static List<Named<Consumer<TenantAccount>>> campaigns() {
        return List.of(
                call("submit a campaign", tenant -> tenant.campaigns(SID)
                        .create(OTHER_SID, SampleRegistration.CAMPAIGN)),
                call("find the campaign", tenant -> tenant.campaigns(SID).find()),
                call("fetch the campaign", tenant -> tenant.campaigns(SID).fetch(OTHER_SID)),
                call("resubmit the campaign", tenant -> tenant.campaigns(SID)
                        .resubmit(OTHER_SID, SampleRegistration.CAMPAIGN)),
                call("delete the campaign", tenant -> tenant.campaigns(SID).delete(OTHER_SID)),
                call("list the use cases", tenant -> tenant.campaigns(SID).useCases(OTHER_SID)));
    }

    private static List<Named<Consumer<TenantAccount>>> verifications() {
        return List.of(
                call("submit a toll-free number", tenant -> tenant.tollfreeVerifications()
                        .create(NAME, SID, SampleRegistration.TOLLFREE)),
                call("find a verification", tenant -> tenant.tollfreeVerifications()
                        .find(NAME)),
                call("fetch a verification", tenant -> tenant.tollfreeVerifications()
                        .fetch(SID)),
                call("resubmit a verification", tenant -> tenant.tollfreeVerifications()
                        .resubmit(SID, SampleRegistration.TOLLFREE)),
                call("delete a verification", tenant -> tenant.tollfreeVerifications()
                        .delete(SID)));
    }

    private static Named<Consumer<TenantAccount>> call(String name, Consumer<TenantAccount> call) {
        return Named.of(name, call);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void isAsTwiliosOpenApiHasIt(Consumer<TenantAccount> call) {
        assumeTrue(TwilioOpenApi.isHere(), "Twilio's OpenAPI documents are not beside the repository");
        server.then(503, "");

        assertThatThrownBy(() -> call.accept(tenant)).isInstanceOf(ProvisioningFailure.class);

        assertThat(TwilioOpenApi.faults(request())).isEmpty();
    }

    @Test
    void soIsTheAttachThatFollowsALookUp() {
        assumeTrue(TwilioOpenApi.isHere(), "Twilio's OpenAPI documents are not beside the repository");
        server.then(404, Bodies.notFound())
                .then(201, Bodies.of("trunk-phone-number").toString());

        tenant.sipTrunks().attachNumber(SID, OTHER_SID);

        assertThat(TwilioOpenApi.faults(server.received().getLast())).isEmpty();
    }

    @Test
    void soIsTheLookUpThatFollowsAnAttach() {
        assumeTrue(TwilioOpenApi.isHere(), "Twilio's OpenAPI documents are not beside the repository");
        server.then(409, Bodies.error(409, 21710, "Already there"))
                .then(200, Bodies.of("service-phone-number").toString());

        tenant.messagingServices().attachNumber(SID, OTHER_SID);

        assertThat(TwilioOpenApi.faults(server.received().getLast())).isEmpty();
    }

    @Test
    void soAreTheReasonsOfAShortage() {
        assumeTrue(TwilioOpenApi.isHere(), "Twilio's OpenAPI documents are not beside the repository");
        server.then(200, Bodies.page("available_phone_numbers", List.of()))
                .then(200, Bodies.metaPage("results", List.of()));

        tenant.availableNumbers().shortage(new NumberQuery("GB", NumberType.MOBILE, Optional.empty()));

        assertThat(TwilioOpenApi.faults(server.received().getFirst())).isEmpty();
        assertThat(TwilioOpenApi.faults(server.received().getLast())).isEmpty();
    }

    @Test
    void theDocumentsKnowWhatIsWrong() {
        assumeTrue(TwilioOpenApi.isHere(), "Twilio's OpenAPI documents are not beside the repository");

        assertThat(faults("POST", "/api.twilio.com/2010-04-01/Accounts/AC1/Keys.json?Some=1", "Other=2"))
                .containsExactly("no parameter Other", "no query Some");
        assertThat(faults("POST", "/verify.twilio.com/v2/Services", "")).containsExactly("without FriendlyName");
        assertThat(faults("PUT", "/verify.twilio.com/v2/Services/VA1", "")).hasSize(1);
    }

    private static List<String> faults(String method, String uri, String body) {
        return TwilioOpenApi.faults(new Received(method, URI.create(uri), Map.of(), body, 0));
    }
}
