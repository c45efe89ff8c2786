package dev.tenantry.twilio.simulator.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Params;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.timing.Operation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code Messages} (Twilio docs: Message resource): sent, listed and fetched. */
final class MessagesResource {
    private static final String LIST = "/2010-04-01/Accounts/{AccountSid}/Messages.json";
    private static final String ONE = "/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json";
    private static final int LONGEST_BODY = 1_600;

    private final TwilioState state;
    private final ResourceTable<Message> messages;
    private final Senders senders;
    private final MessageStatusMessages statusMessages;

    MessagesResource(
            TwilioState state, ResourceTable<Message> messages, Senders senders, MessageStatusMessages statusMessages) {
        this.state = state;
        this.messages = messages;
        this.senders = senders;
        this.statusMessages = statusMessages;
    }

    void addTo(Routes.Host api) {
        api.post(LIST, Operation.CREATE, this::create).get(LIST, this::list).get(ONE, this::fetch);
    }

    private Answer create(Call call) {
        var form = call.form();
        var to = present(form, "To")
                .orElseThrow(() -> refused(ErrorCode.MESSAGE_WITHOUT_RECIPIENT, "A 'To' phone number is required."));
        int numMedia = form.all("MediaUrl").size();
        requireContent(form, numMedia);
        var sender = senders.choose(call.accountSid(), form, to, numMedia > 0);
        var message = messages.save(new Message(
                state.sids().next(numMedia > 0 ? "MM" : "SM"),
                call.accountSid(),
                sender.serviceSid(),
                sender.name(),
                to,
                form.get("Body").orElse(""),
                numMedia,
                Message.OUTBOUND,
                present(form, "StatusCallback").orElse(sender.statusCallback()),
                state.instant(),
                sender.refusal(),
                state.now()));
        statusMessages.announce(message);
        return Answer.created(represent(message));
    }

    private static void requireContent(Params form, int numMedia) {
        var body = form.get("Body").orElse("");
        if (body.isEmpty() && numMedia == 0 && present(form, "ContentSid").isEmpty()) {
            throw refused(ErrorCode.MESSAGE_WITHOUT_BODY, "Message body is required.");
        }
        if (body.length() > LONGEST_BODY) {
            throw refused(ErrorCode.MESSAGE_TOO_LONG, "The concatenated message body exceeds the 1600 character limit");
        }
    }

    private Answer list(Call call) {
        var found = messages.ownedBy(call.accountSid()).stream()
                .filter(message ->
                        passes(call, "To", Message::to, message) && passes(call, "From", Message::from, message))
                .toList();
        return ApiStyle.V2010.page(call, "messages", found, this::represent);
    }

    private static boolean passes(Call call, String parameter, Function<Message, String> property, Message message) {
        return call.query()
                .get(parameter)
                .map(wanted -> wanted.equals(property.apply(message)))
                .orElse(true);
    }

    private Answer fetch(Call call) {
        return Answer.ok(
                represent(messages.find(call.accountSid(), call.variable("Sid")).orElseThrow(call::notFound)));
    }

    private ObjectNode represent(Message message) {
        var deliveryTime = state.settings().deliveryTime();
        var now = state.instant();
        boolean undelivered = message.errorCode() != null && message.isDecided(deliveryTime, now);
        boolean unassigned = message.messagingServiceSid() != null && !message.isDecided(deliveryTime, now);
        var uri = "/2010-04-01/Accounts/%s/Messages/%s".formatted(message.accountSid(), message.sid());
        ObjectNode node = ApiStyle.V2010.tree(message).without(List.of("status_callback", "accepted_at"));
        node.put("status", message.status(deliveryTime, now))
                .put("num_segments", unassigned ? "0" : Integer.toString(message.segments()))
                .put("num_media", Integer.toString(message.numMedia()))
                .put("error_code", undelivered ? message.errorCode() : null)
                .putNull("error_message")
                .putNull("price")
                .put("price_unit", "USD")
                .put("api_version", "2010-04-01")
                .put("uri", uri + ".json")
                .set("date_updated", node.get("date_created"));
        node.set("date_sent", message.isDecided(deliveryTime, now) ? node.get("date_created") : node.nullNode());
        node.putObject("subresource_uris").put("media", uri + "/Media.json").put("feedback", uri + "/Feedback.json");
        return node;
    }

    private static Optional<String> present(Params form, String name) {
        return form.get(name).filter(value -> !value.isBlank());
    }

    private static TwilioException refused(ErrorCode code, String message) {
        return new TwilioException(code, message);
    }
}
