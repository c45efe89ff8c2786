package dev.tenantry.twilio;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A tenant's account at a Twilio whose answers the test prepares. */
abstract class TenantTest {

    ScriptedTwilio server;
    TenantAccount tenant;
    private Twilio twilio;

    @BeforeEach
    void start() {
        server = new ScriptedTwilio();
        twilio = new Twilio(server.settings());
        tenant = twilio.tenant(new TwilioCredentials(Bodies.TENANT_SID, new Secret(Bodies.TENANT_TOKEN)));
    }

    @AfterEach
    void stop() {
        twilio.close();
        server.close();
    }

    /** The only request that came. */
    ScriptedTwilio.Received request() {
        if (server.received().size() != 1) {
            throw new AssertionError("Not one request: " + server.received());
        }
        return server.received().getFirst();
    }
}
