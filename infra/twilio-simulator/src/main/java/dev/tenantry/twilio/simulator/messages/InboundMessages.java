package dev.tenantry.twilio.simulator.messages;

import dev.tenantry.twilio.simulator.callbacks.MessageFactory;
import dev.tenantry.twilio.simulator.callbacks.OutgoingMessage;
import dev.tenantry.twilio.simulator.messaging.MessagingProduct;
import dev.tenantry.twilio.simulator.messaging.MessagingService;
import dev.tenantry.twilio.simulator.messaging.SenderPoolNumber;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumbers;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages that come in: they are kept, their keywords are obeyed, and the webhook of the messaging service or of the
 * number is asked. What it answers is not read. Use it inside a transaction.
 */
final class InboundMessages {
    private final TwilioState state;
    private final ResourceTable<Message> messages;
    private final IncomingPhoneNumbers numbers;
    private final MessagingProduct messaging;
    private final OptOuts optOuts;
    private final MessageFactory factory;

    InboundMessages(
            TwilioState state,
            ResourceTable<Message> messages,
            IncomingPhoneNumbers numbers,
            MessagingProduct messaging,
            OptOuts optOuts) {
        this.state = state;
        this.messages = messages;
        this.numbers = numbers;
        this.messaging = messaging;
        this.optOuts = optOuts;
        this.factory = new MessageFactory(state);
    }

    /** Takes a message; the request to the webhook, if there is one. */
    List<OutgoingMessage> of(InboundMessageCallback inbound) {
        var number = numbers.all().stream()
                .filter(one -> one.phoneNumber().equals(inbound.to()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody has the number " + inbound.to()));
        var service = service(number);
        var message = messages.save(new Message(
                state.sids().next("SM"),
                number.accountSid(),
                service.map(MessagingService::sid).orElse(null),
                inbound.from(),
                inbound.to(),
                inbound.body(),
                0,
                Message.INBOUND,
                null,
                state.instant(),
                null,
                state.now()));
        var optOutType = optOuts.obey(number, inbound.from(), inbound.body());
        return webhook(number, service).map(url -> request(message, url, optOutType)).stream()
                .toList();
    }

    private OutgoingMessage request(Message message, String url, String optOutType) {
        var form = new HashMap<>(Map.of(
                "AccountSid", message.accountSid(),
                "ApiVersion", "2010-04-01",
                "Body", message.body(),
                "From", message.from(),
                "To", message.to(),
                "MessageSid", message.sid(),
                "SmsSid", message.sid(),
                "NumMedia", "0",
                "NumSegments", Integer.toString(message.segments())));
        if (message.messagingServiceSid() != null) {
            form.put("MessagingServiceSid", message.messagingServiceSid());
        }
        if (!optOutType.isEmpty()) {
            form.put("OptOutType", optOutType);
        }
        return factory.form(message.accountSid(), "inbound-message", "POST", url, form, factory.idempotencyToken());
    }

    private static Optional<String> webhook(IncomingPhoneNumber number, Optional<MessagingService> service) {
        return service.filter(one -> !one.useInboundWebhookOnNumber())
                .map(one -> Optional.ofNullable(one.inboundRequestUrl()))
                .orElseGet(() -> Optional.ofNullable(number.sms().url()))
                .filter(url -> !url.isEmpty());
    }

    private Optional<MessagingService> service(IncomingPhoneNumber number) {
        return messaging
                .senderPools()
                .find(number.sid())
                .map(SenderPoolNumber::serviceSid)
                .flatMap(messaging.services()::find);
    }
}
