package dev.tenantry.twilio.simulator.messages;

import dev.tenantry.twilio.simulator.callbacks.MessageFactory;
import dev.tenantry.twilio.simulator.callbacks.Outbox;
import dev.tenantry.twilio.simulator.callbacks.OutgoingMessage;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The forms that tell how the delivery of a message goes. Use it inside a transaction. */
final class MessageStatusMessages {
    private final TwilioState state;
    private final ResourceTable<Message> messages;
    private final Outbox outbox;
    private final MessageFactory factory;

    MessageStatusMessages(TwilioState state, ResourceTable<Message> messages, Outbox outbox) {
        this.state = state;
        this.messages = messages;
        this.outbox = outbox;
        this.factory = new MessageFactory(state);
    }

    /** Has the delivery of a message reported, if somebody wants to know of it. */
    void announce(Message message) {
        if (message.statusCallback() != null) {
            outbox.put(new MessageStatusCallback(message.sid()));
        }
    }

    /** One form when the message is sent, one when the carriers have answered. */
    List<OutgoingMessage> of(MessageStatusCallback callback) {
        var message = messages.find(callback.sid())
                .filter(found -> found.statusCallback() != null)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no message " + callback.sid() + " with a status callback"));
        var deliveryTime = state.settings().deliveryTime();
        return List.of(
                form(message, "sent", null).delayed(deliveryTime.dividedBy(2)),
                form(message, message.finalStatus(), message.errorCode()).delayed(deliveryTime));
    }

    private OutgoingMessage form(Message message, String status, Integer errorCode) {
        var form = new HashMap<>(Map.of(
                "AccountSid", message.accountSid(),
                "ApiVersion", "2010-04-01",
                "From", message.from(),
                "To", message.to(),
                "MessageSid", message.sid(),
                "SmsSid", message.sid(),
                "MessageStatus", status,
                "SmsStatus", status));
        if (message.messagingServiceSid() != null) {
            form.put("MessagingServiceSid", message.messagingServiceSid());
        }
        if (errorCode != null) {
            form.put("ErrorCode", errorCode.toString());
        }
        return factory.form(
                message.accountSid(),
                "message-status",
                "POST",
                message.statusCallback(),
                form,
                factory.idempotencyToken());
    }
}
