package dev.tenantry.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.fixture.ScriptedTwilio;
import dev.tenantry.twilio.fixture.TenantAccountFixture;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all kinds of resource have in common. */
class ResourceKindsTest extends TenantAccountFixture {

    private static final String NAME = "key";

    @ParameterizedTest
    @MethodSource("dev.tenantry.twilio.ResourceKindCase#all")
    void isCreatedUnderItsName(ResourceKindCase product) {
        server.then(201, product.created().toString());

        assertThat(product.create(tenant, NAME)).isEqualTo(sid(product));

        assertThat(request().method()).isEqualTo("POST");
        assertThat(request().uri()).hasToString(product.path());
        assertThat(request().form()).containsAnyOf("FriendlyName=key", "Description=key");
    }

    @ParameterizedTest
    @MethodSource("dev.tenantry.twilio.ResourceKindCase#all")
    void aCreateIsSentOnceWhateverHappens(ResourceKindCase product) {
        server.then(503, "").thenDrop().then(201, "{}").then(429, Bodies.error(429, 20429, "Too Many Requests"));

        assertThatThrownBy(() -> product.create(tenant, NAME)).isInstanceOf(UnknownOutcomeException.class);
        assertThatThrownBy(() -> product.create(tenant, NAME)).isInstanceOf(UnknownOutcomeException.class);
        assertThatThrownBy(() -> product.create(tenant, NAME)).isInstanceOf(UnknownOutcomeException.class);
        assertThatThrownBy(() -> product.create(tenant, NAME)).isInstanceOf(NotProcessedException.class);

        assertThat(server.received())
                .extracting(ScriptedTwilio.Received::method)
                .containsOnly("POST");
        assertThat(server.received()).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("dev.tenantry.twilio.ResourceKindCase#all")
    void aNameThatTwilioWouldNotKeepIsNotSent(ResourceKindCase product) {
        assertThatThrownBy(() -> product.create(tenant, "x".repeat(65))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> product.create(tenant, " ")).isInstanceOf(IllegalArgumentException.class);

        assertThat(server.received()).isEmpty();
    }

    /** An empty page may come before a full one. */
    @ParameterizedTest
    @MethodSource("dev.tenantry.twilio.ResourceKindCase#all")
    void isFoundByItsExactNameOnEveryPage(ResourceKindCase product) {
        var second = product.path() + "?PageSize=50&Page=1&PageToken=PT1";
        var third = product.path() + "?PageSize=50&Page=2&PageToken=PT2";
        server.then(200, product.page(Optional.of(second), product.listed("XX1", "key-2"), unnamed(product)))
                .then(200, product.page(Optional.of(third)))
                .then(200, product.page(Optional.empty(), product.listed("XX2", NAME)));

        assertThat(product.find(tenant, NAME)).contains("XX2");

        assertThat(server.received())
                .extracting(request -> request.uri().toString())
                .element(1)
                .isEqualTo(second);
        assertThat(server.received().getLast().uri()).hasToString(third);
        assertThat(server.received().getFirst().uri().getPath()).isEqualTo(product.path());
    }

    @ParameterizedTest
    @MethodSource("dev.tenantry.twilio.ResourceKindCase#all")
    void isNotFound(ResourceKindCase product) {
        server.then(200, product.page(Optional.empty()));

        assertThat(product.find(tenant, NAME)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.tenantry.twilio.ResourceKindCase#all")
    void aHumanDecidesBetweenTwoOfOneName(ResourceKindCase product) {
        server.then(200, product.page(Optional.empty(), product.listed("XX1", NAME), product.listed("XX2", NAME)));

        assertThatThrownBy(() -> product.find(tenant, NAME))
                .isInstanceOf(NeedsHumanException.class)
                .hasMessageStartingWith("More than one ")
                .hasMessageContaining(" \"key\": XX1, XX2.");
    }

    @ParameterizedTest
    @MethodSource("dev.tenantry.twilio.ResourceKindCase#all")
    void isFetched(ResourceKindCase product) {
        server.then(200, product.listed("XX1", NAME).toString());

        assertThat(product.fetch(tenant, "XX1")).contains("XX1");

        assertThat(request().method()).isEqualTo("GET");
        assertThat(request().uri()).hasToString(product.path("XX1"));
    }

    @ParameterizedTest
    @MethodSource("dev.tenantry.twilio.ResourceKindCase#all")
    void isGoneWhenTwilioDoesNotKnowIt(ResourceKindCase product) {
        server.then(404, Bodies.notFound()).then(404, Bodies.notFound());

        assertThat(product.fetch(tenant, "XX1")).isEmpty();
        product.delete(tenant, "XX1");

        assertThat(server.received())
                .extracting(ScriptedTwilio.Received::method)
                .containsExactly("GET", "DELETE");
    }

    /** Such an answer may come from a gateway, or from another host than Twilio's. */
    @ParameterizedTest
    @MethodSource("dev.tenantry.twilio.ResourceKindCase#all")
    void isNotGoneWhenSomethingElseAnswers404(ResourceKindCase product) {
        server.then(404, "<html>").then(404, "");

        assertThatThrownBy(() -> product.fetch(tenant, "XX1")).isInstanceOf(PermanentFailureException.class);
        assertThatThrownBy(() -> product.delete(tenant, "XX1")).isInstanceOf(PermanentFailureException.class);
    }

    @ParameterizedTest
    @MethodSource("dev.tenantry.twilio.ResourceKindCase#all")
    void isDeleted(ResourceKindCase product) {
        server.then(204, "").then(500, "");

        product.delete(tenant, "XX1");
        assertThatThrownBy(() -> product.delete(tenant, "XX1")).isInstanceOf(UnknownOutcomeException.class);

        assertThat(server.received()).hasSize(2).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("DELETE");
            assertThat(request.uri()).hasToString(product.path("XX1"));
        });
    }

    @ParameterizedTest
    @MethodSource("dev.tenantry.twilio.ResourceKindCase#all")
    void aFailedReadIsNotProcessed(ResourceKindCase product) {
        server.then(503, "").then(503, "");

        assertThatThrownBy(() -> product.find(tenant, NAME)).isInstanceOf(NotProcessedException.class);
        assertThatThrownBy(() -> product.fetch(tenant, "XX1")).isInstanceOf(NotProcessedException.class);
    }

    private static String sid(ResourceKindCase product) {
        return product.created().path("sid").asText();
    }

    private static ObjectNode unnamed(ResourceKindCase product) {
        var one = product.listed("XX3", NAME);
        return one.putNull(one.has("description") ? "description" : "friendly_name");
    }
}
