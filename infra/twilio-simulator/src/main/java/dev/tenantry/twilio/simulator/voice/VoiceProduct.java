package dev.tenantry.twilio.simulator.voice;

import dev.tenantry.twilio.simulator.http.Product;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;

/** TwiML applications and SIP credential lists, on {@code api.twilio.com}. */
public final class VoiceProduct implements Product {
    private final TwilioState state;
    private final ResourceTable<Application> applications;
    private final ResourceTable<SipCredentialList> credentialLists;
    private final ResourceTable<SipCredential> credentials;

    /** The product, with empty tables. */
    public VoiceProduct(TwilioState state) {
        this.state = state;
        this.applications = state.resources("applications", Application.class);
        this.credentialLists = state.resources("sip_credential_lists", SipCredentialList.class);
        this.credentials = state.resources("sip_credentials", SipCredential.class);
    }

    /** Lists of SIP credentials. */
    public ResourceTable<SipCredentialList> credentialLists() {
        return credentialLists;
    }

    @Override
    public void addTo(Routes routes) {
        var api = routes.host("api.twilio.com");
        new ApplicationsResource(state, applications).addTo(api);
        new SipCredentialListsResource(state, credentialLists, credentials).addTo(api);
    }
}
