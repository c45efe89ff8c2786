package dev.tenantry.twilio.simulator.trunking;

import dev.tenantry.twilio.simulator.http.Product;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumbers;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.voice.SipCredentialList;

/** SIP trunks with their origination URLs, numbers and credential lists, on {@code trunking.twilio.com}. */
public final class TrunkingProduct implements Product {
    private final TwilioState state;
    private final IncomingPhoneNumbers numbers;
    private final ResourceTable<SipCredentialList> credentialLists;
    private final ResourceTable<Trunk> trunks;
    private final ResourceTable<OriginationUrl> originationUrls;

    /** The product, with empty tables. */
    public TrunkingProduct(
            TwilioState state, IncomingPhoneNumbers numbers, ResourceTable<SipCredentialList> credentialLists) {
        this.state = state;
        this.numbers = numbers;
        this.credentialLists = credentialLists;
        this.trunks = state.resources("trunks", Trunk.class);
        this.originationUrls = state.resources("origination_urls", OriginationUrl.class);
    }

    @Override
    public void addTo(Routes routes) {
        var trunking = routes.host("trunking.twilio.com");
        new TrunksResource(state, trunks).addTo(trunking);
        new OriginationUrlsResource(state, trunks, originationUrls).addTo(trunking);
        new TrunkPhoneNumbersResource(state, trunks, numbers).addTo(trunking);
        new TrunkCredentialListsResource(state, trunks, credentialLists).addTo(trunking);
    }
}
