package dev.tenantry.twilio.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.fixture.TenantAccountFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventStreamsTest extends TenantAccountFixture {

    private static final String DG = "DG00000000000000000000000000000001";
    private static final URI DESTINATION = URI.create("https://user:word@tenantry.example/events?a=1&b=2");

    @Test
    void aSinkIsAWebhookThatGetsOneEventAtATime() {
        server.then(201, Bodies.of("event-sink").toString());

        assertThat(tenant.eventSinks().create("key", DESTINATION))
                .isEqualTo(new EventSink(DG, "key", Optional.of(URI.create("https://tenantry.example/events"))));

        assertThat(request().form()).hasSize(3).contains("Description=key", "SinkType=webhook");
        assertThat(json("SinkConfiguration"))
                .containsExactly(JsonNodeFactory.instance
                        .objectNode()
                        .put("destination", DESTINATION.toString())
                        .put("method", "POST")
                        .put("batch_events", false));
    }

    @Test
    void aSinkThatIsNoWebhookHasNoDestination() {
        var kinesis = Bodies.of("event-sink").put("sink_type", "kinesis");
        kinesis.putObject("sink_configuration").put("arn", "arn:aws:kinesis:us-east-1:111122223333:stream/events");
        server.then(200, kinesis.toString())
                .then(200, kinesis.putNull("sink_configuration").toString());

        assertThat(tenant.eventSinks().fetch(DG)).contains(new EventSink(DG, "key", Optional.empty()));
        assertThat(tenant.eventSinks().fetch(DG)).contains(new EventSink(DG, "key", Optional.empty()));
    }

    @Test
    void aSubscriptionNamesEachTypeWithItsVersion() {
        server.then(201, Bodies.of("event-subscription").toString());

        var types = EnumSet.of(EventType.CAMPAIGN_APPROVED, EventType.NUMBER_REGISTRATION_FAILED);
        assertThat(tenant.eventSubscriptions().create("key", DG, types))
                .isEqualTo(new EventSubscription("DF00000000000000000000000000000001", "key", DG));

        assertThat(request().form()).hasSize(4).contains("Description=key", "SinkSid=" + DG);
        assertThat(json("Types"))
                .containsExactly(
                        type("com.twilio.messaging.compliance.campaign-registration.campaign-approved"),
                        type("com.twilio.messaging.compliance.number-registration.failed"));
    }

    @Test
    void aSubscriptionToNothingIsNotAsked() {
        assertThatThrownBy(() -> tenant.eventSubscriptions().create("key", DG, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(server.received()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aTypeIsOneOfMessagingCompliance(EventType type) {
        assertThat(type.type())
                .matches("com\\.twilio\\.messaging\\.compliance\\.(brand-registration|campaign-registration"
                        + "|number-registration|number-deregistration|toll-free-verification)\\.[a-z0-9-]+");
    }

    private List<JsonNode> json(String parameter) {
        return request().form().stream()
                .filter(sent -> sent.startsWith(parameter + "="))
                .map(sent -> read(sent.substring(parameter.length() + 1)))
                .toList();
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode type(String name) {
        return JsonNodeFactory.instance.objectNode().put("type", name).put("schema_version", 1);
    }
}
