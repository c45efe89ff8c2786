package dev.tenantry.twilio.simulator.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.delays.Operation;
import dev.tenantry.twilio.simulator.domain.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.domain.MessagingService;
import dev.tenantry.twilio.simulator.domain.SenderPoolNumber;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.reviews.NumberRegistrations;
import java.util.ArrayList;
import java.util.List;

/** The phone numbers of a messaging service (Twilio docs: PhoneNumber resource of a Service). */
final class ServicePhoneNumbersResource {
    private static final String LIST = "/v1/Services/{ServiceSid}/PhoneNumbers";
    private static final String ONE = LIST + "/{Sid}";

    private final TwilioCloud cloud;
    private final NumberRegistrations registrations;

    ServicePhoneNumbersResource(TwilioCloud cloud, NumberRegistrations registrations) {
        this.cloud = cloud;
        this.registrations = registrations;
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
        var number = PhoneNumberSid.read(cloud, call);
        var member = cloud.senderPools().attach(service, number);
        registrations.attached(service, number);
        return Answer.created(represent(member));
    }

    private Answer list(Call call) {
        var numbers = cloud.senderPools().numbersOf(service(call));
        return ApiStyle.V1.page(call, "phone_numbers", numbers, this::represent);
    }

    private Answer fetch(Call call) {
        return Answer.ok(represent(find(call)));
    }

    private Answer detach(Call call) {
        var member = find(call);
        cloud.senderPools().detach(member);
        cloud.incomingPhoneNumbers()
                .find(member.sid())
                .ifPresent(number -> registrations.detached(service(call), number));
        return Answer.noContent();
    }

    private MessagingService service(Call call) {
        return cloud.messagingServices()
                .find(call.account(), call.variable("ServiceSid"))
                .orElseThrow(call::notFound);
    }

    private SenderPoolNumber find(Call call) {
        return cloud.senderPools().find(service(call), call.variable("Sid")).orElseThrow(call::notFound);
    }

    private ObjectNode represent(SenderPoolNumber member) {
        var number = cloud.incomingPhoneNumbers().find(member.sid()).orElseThrow();
        var node = ApiStyle.V1.tree(member);
        node.put("phone_number", number.phoneNumber())
                .put("country_code", cloud.inventory().countryOf(number.phoneNumber()))
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
