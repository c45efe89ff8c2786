package dev.tenantry.twilio.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.fixture.TenantAccountFixture;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TwimlApplicationsTest extends TenantAccountFixture {

    private static final String AP = "AP00000000000000000000000000000001";
    private static final URI VOICE = URI.create("https://tenantry.example/voice");
    private static final URI CALLS = URI.create("https://tenantry.example/calls");

    @Test
    void isCreatedWithItsUrls() {
        server.then(201, Bodies.of("application").toString());

        assertThat(tenant.twimlApplications().create("key", VOICE, Optional.of(CALLS)))
                .isEqualTo(new TwimlApplication(AP, "key", Optional.of(VOICE), Optional.of(CALLS)));

        assertThat(request().form())
                .containsExactlyInAnyOrder("FriendlyName=key", "VoiceUrl=" + VOICE, "StatusCallback=" + CALLS);
    }

    @Test
    void isLookedForByTwilioToo() {
        server.then(200, Bodies.page("applications", List.of()));

        tenant.twimlApplications().find("key");

        assertThat(request().uri().getQuery()).isEqualTo("FriendlyName=key");
    }

    @Test
    void anUpdateClearsTheStatusCallbackThatIsNotGiven() {
        server.then(200, Bodies.of("application").put("status_callback", "").toString());

        assertThat(tenant.twimlApplications().update(AP, VOICE, Optional.empty()))
                .isEqualTo(new TwimlApplication(AP, "key", Optional.of(VOICE), Optional.empty()));

        assertThat(request().uri().getPath()).endsWith("/Applications/" + AP + ".json");
        assertThat(request().form()).containsExactlyInAnyOrder("VoiceUrl=" + VOICE, "StatusCallback=");
    }
}
