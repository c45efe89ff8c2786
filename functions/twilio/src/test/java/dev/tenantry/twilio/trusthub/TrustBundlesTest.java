package dev.tenantry.twilio.trusthub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.errorcode.RejectionAdvice.Correction;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.fixture.SampleRegistration;
import dev.tenantry.twilio.fixture.TenantAccountFixture;
import dev.tenantry.twilio.review.Rejection;
import dev.tenantry.twilio.review.ReviewStatus;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustBundlesTest extends TenantAccountFixture {

    private static final String BU = "BU00000000000000000000000000000001";
    private static final String IT = "IT00000000000000000000000000000001";
    private static final String PROFILE = "/trusthub.twilio.com/v1/CustomerProfiles/" + BU;
    private static final String ASSIGNMENTS = PROFILE + "/EntityAssignments";
    private static final URI CALLBACK = URI.create("https://tenantry.example/callback");

    private static ObjectNode profile(String status) {
        return Bodies.of("customer-profile").put("status", status);
    }

    private List<String> requests() {
        return server.received().stream()
                .map(request -> request.method() + " " + request.uri().getPath())
                .toList();
    }

    @Test
    void isCreatedUnderItsPolicy() {
        server.then(201, profile("draft").toString());

        var created = tenant.customerProfiles()
                .create("key", "isv@tenantry.example", TrustPolicy.CUSTOMER_PROFILE, Optional.of(CALLBACK));

        assertThat(created)
                .isEqualTo(new TrustBundle(
                        BU,
                        "key",
                        "RN00000000000000000000000000000001",
                        Optional.of(CALLBACK),
                        new ReviewStatus.Draft()));
        assertThat(request().form())
                .containsExactlyInAnyOrder(
                        "FriendlyName=key",
                        "Email=isv@tenantry.example",
                        "PolicySid=RNdfbf3fae0e1107f8aded0e7cead80bf5",
                        "StatusCallback=" + CALLBACK);
    }

    @Test
    void aRejectionIsReadWithItsReasons() {
        var rejected = profile("twilio-rejected");
        rejected.putArray("errors").addObject().put("code", 18601).put("message", "No such business.");
        server.then(200, rejected.toString());

        assertThat(tenant.customerProfiles().fetch(BU).orElseThrow().status())
                .isEqualTo(new ReviewStatus.Rejected(
                        List.of(new Rejection(OptionalInt.of(18601), "No such business.", List.of())),
                        Correction.TAKEN));
    }

    @Test
    void aStatusThatIsNewLeavesTheReadUndone() {
        server.then(200, profile("provisionally-approved").toString());

        assertThatThrownBy(() -> tenant.customerProfiles().fetch(BU)).hasMessageContaining("could not be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft", "twilio-rejected"})
    void isSubmitted(String status) {
        server.then(200, profile(status).toString())
                .then(200, profile("pending-review").toString());

        assertThat(tenant.customerProfiles().submit(BU).status()).isEqualTo(new ReviewStatus.Open(false));

        assertThat(requests()).containsExactly("GET " + PROFILE, "POST " + PROFILE);
        assertThat(server.received().getLast().form()).containsExactly("Status=pending-review");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending-review", "in-review", "twilio-approved"})
    void isNotSubmittedTwice(String status) {
        server.then(200, profile(status).toString());

        tenant.customerProfiles().submit(BU);

        assertThat(requests()).containsExactly("GET " + PROFILE);
    }

    @Test
    void somethingIsAssignedUnlessItIs() {
        server.then(200, Bodies.metaPage("results", List.of()))
                .then(201, Bodies.of("entity-assignment").toString())
                .then(200, Bodies.metaPage("results", List.of(Bodies.of("entity-assignment"))));

        tenant.customerProfiles().assign(BU, IT);
        tenant.customerProfiles().assign(BU, IT);

        assertThat(requests()).containsExactly("GET " + ASSIGNMENTS, "POST " + ASSIGNMENTS, "GET " + ASSIGNMENTS);
        assertThat(server.received().get(1).form()).containsExactly("ObjectSid=" + IT);
    }

    @Test
    void anAssignmentThatMetAnotherIsLookedUp() {
        var conflict = Bodies.error(409, 20409, "Assigned already");
        var assigned = Bodies.metaPage("results", List.of(Bodies.of("entity-assignment")));
        var none = Bodies.metaPage("results", List.of());
        server.then(200, none).then(409, conflict).then(200, assigned);

        tenant.customerProfiles().assign(BU, IT);

        server.then(200, none).then(409, conflict).then(200, none);
        assertThatThrownBy(() -> tenant.customerProfiles().assign(BU, IT)).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void whatCannotBeAssignedIsAnError() {
        server.then(200, Bodies.metaPage("results", List.of())).then(400, Bodies.error(400, 22205, "Invalid"));

        assertThatThrownBy(() -> tenant.customerProfiles().assign(BU, IT))
                .isInstanceOf(PermanentFailureException.class);
    }

    @Test
    void somethingIsTakenOutByTheSidOfItsAssignment() {
        server.then(200, Bodies.metaPage("results", List.of(Bodies.of("entity-assignment"))))
                .then(204, "")
                .then(200, Bodies.metaPage("results", List.of()));

        tenant.customerProfiles().unassign(BU, IT);
        tenant.customerProfiles().unassign(BU, IT);

        assertThat(requests())
                .containsExactly(
                        "GET " + ASSIGNMENTS,
                        "DELETE " + ASSIGNMENTS + "/BV00000000000000000000000000000001",
                        "GET " + ASSIGNMENTS);
    }

    @Test
    void anEvaluationSaysWhatIsMissing() {
        var evaluation = Bodies.of("evaluation").put("status", "noncompliant");
        var results = evaluation.putArray("results");
        results.addObject().put("passed", true);
        var business = results.addObject().put("passed", false).putNull("error_code");
        business.putArray("invalid")
                .addObject()
                .put("object_field", "business_name")
                .put("failure_reason", "The Business Name is missing.")
                .put("error_code", 22215);
        results.addObject()
                .put("passed", false)
                .put("object_type", "customer_profile_address")
                .put("failure_reason", "An address is missing.")
                .put("error_code", 22216);
        server.then(201, evaluation.toString());

        assertThat(tenant.trustProducts().evaluate(BU, TrustPolicy.A2P_MESSAGING))
                .isEqualTo(new Evaluation(
                        false,
                        List.of(
                                new Rejection(
                                        OptionalInt.of(22215),
                                        "The Business Name is missing.",
                                        List.of("business_name")),
                                new Rejection(
                                        OptionalInt.of(22216),
                                        "An address is missing.",
                                        List.of("customer_profile_address")))));
    }

    @Test
    void detailsSayNothingOfPersons() {
        assertThat(SampleRegistration.REPRESENTATIVE.toString()
                        + SampleRegistration.BUSINESS
                        + SampleRegistration.TOLLFREE)
                .doesNotContain("Ada", "Acme", "3456789", "+1415", "@");
    }
}
