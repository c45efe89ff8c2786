package dev.tenantry.twilio.simulator.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.inventory.Inventory;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumbers;
import dev.tenantry.twilio.simulator.numbers.PhoneNumberSid;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.timing.Operation;
import java.util.ArrayList;
import java.util.List;

/** The phone numbers of a messaging service (Twilio docs: PhoneNumber resource of a Service). */
final class ServicePhoneNumbersResource {
    private static final String LIST = "/v1/Services/{ServiceSid}/PhoneNumbers";
    private static final String ONE = LIST + "/{Sid}";

    private final ResourceTable<MessagingService> services;
    private final SenderPools senderPools;
    private final IncomingPhoneNumbers numbers;
    private final Inventory inventory;
    private final ServiceCampaigns campaigns;

    ServicePhoneNumbersResource(
            ResourceTable<MessagingService> services,
            SenderPools senderPools,
            IncomingPhoneNumbers numbers,
            Inventory inventory,
            ServiceCampaigns campaigns) {
        this.services = services;
        this.senderPools = senderPools;
        this.numbers = numbers;
        this.inventory = inventory;
        this.campaigns = campaigns;
    }

    void addTo(Routes.Host messaging) {
        messaging
                .post(LIST, Operation.CREATE, this::attach)
                .get(LIST, this::list)
                .get(ONE, this::fetch)
                .delete(ONE, this::detach);
    }

    private Answer attach(Call call) {
        var service = service(call);
        var number = PhoneNumberSid.read(numbers, call);
        var member = senderPools.attach(service, number);
        campaigns.numberAdded(service, number);
        return Answer.created(represent(member));
    }

    private Answer list(Call call) {
        var attached = senderPools.numbersOf(service(call));
        return ApiStyle.V1.page(call, "phone_numbers", attached, this::represent);
    }

    private Answer fetch(Call call) {
        return Answer.ok(represent(find(call)));
    }

    private Answer detach(Call call) {
        var member = find(call);
        senderPools.detach(member);
        numbers.find(member.sid()).ifPresent(number -> campaigns.numberRemoved(service(call), number));
        return Answer.noContent();
    }

    private MessagingService service(Call call) {
        return services.find(call.accountSid(), call.variable("ServiceSid")).orElseThrow(call::notFound);
    }

    private SenderPoolNumber find(Call call) {
        return senderPools.find(service(call), call.variable("Sid")).orElseThrow(call::notFound);
    }

    private ObjectNode represent(SenderPoolNumber member) {
        var number = numbers.find(member.sid()).orElseThrow();
        var node = ApiStyle.V1.tree(member);
        node.put("phone_number", number.phoneNumber())
                .put("country_code", inventory.countryOf(number.phoneNumber()))
                .put(
                        "url",
                        "https://messaging.twilio.com/v1/Services/%s/PhoneNumbers/%s"
                                .formatted(member.serviceSid(), member.sid()));
        var capabilities = node.putArray("capabilities");
        capabilities(number).forEach(capabilities::add);
        return node;
    }

    private static List<String> capabilities(IncomingPhoneNumber number) {
        var names = new ArrayList<String>();
        if (number.capabilities().mms()) {
            names.add("MMS");
        }
        if (number.capabilities().sms()) {
            names.add("SMS");
        }
        if (number.capabilities().voice()) {
            names.add("Voice");
        }
        return names;
    }
}
