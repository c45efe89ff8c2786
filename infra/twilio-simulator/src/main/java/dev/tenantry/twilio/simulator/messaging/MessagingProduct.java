package dev.tenantry.twilio.simulator.messaging;

import dev.tenantry.twilio.simulator.http.Product;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.inventory.Inventory;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumbers;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.util.Optional;

/** Messaging services and their sender pools, on {@code messaging.twilio.com}. */
public final class MessagingProduct implements Product {
    private final TwilioState state;
    private final IncomingPhoneNumbers numbers;
    private final Inventory inventory;
    private final ResourceTable<MessagingService> services;
    private final SenderPools senderPools;
    private final ResourceTable<AlphaSender> alphaSenders;
    private ServiceCampaigns campaigns;

    /** The product, with empty tables. A number that is released leaves its sender pool. */
    public MessagingProduct(TwilioState state, IncomingPhoneNumbers numbers, Inventory inventory) {
        this.state = state;
        this.numbers = numbers;
        this.inventory = inventory;
        this.services = state.resources("messaging_services", MessagingService.class);
        this.senderPools = new SenderPools(state);
        this.alphaSenders = state.resources("alpha_senders", AlphaSender.class);
        numbers.onRelease(senderPools::forget);
    }

    /** Messaging services. */
    public ResourceTable<MessagingService> services() {
        return services;
    }

    /** The numbers of messaging services. */
    public SenderPools senderPools() {
        return senderPools;
    }

    /** The name that a service sends from, if it has one. Use it inside a transaction. */
    public Optional<String> alphaSender(MessagingService service) {
        return alphaSenders.all().stream()
                .filter(sender -> sender.serviceSid().equals(service.sid()))
                .map(AlphaSender::alphaSender)
                .findFirst();
    }

    /** Sets what is asked and told about campaigns. Needed before the routes are added. */
    public void setCampaigns(ServiceCampaigns campaigns) {
        this.campaigns = campaigns;
    }

    @Override
    public void addTo(Routes routes) {
        var messaging = routes.host("messaging.twilio.com");
        new MessagingServicesResource(state, services, senderPools, alphaSenders, campaigns).addTo(messaging);
        new AlphaSendersResource(state, services, alphaSenders).addTo(messaging);
        new ServicePhoneNumbersResource(services, senderPools, numbers, inventory, campaigns).addTo(messaging);
    }
}
