package dev.tenantry.twilio.simulator.messages;

import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.http.Params;
import dev.tenantry.twilio.simulator.messaging.MessagingProduct;
import dev.tenantry.twilio.simulator.messaging.MessagingService;
import dev.tenantry.twilio.simulator.messaging.SenderPoolNumber;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumbers;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** Chooses the sender of a message, and refuses what Twilio refuses at once. Use it inside a transaction. */
final class Senders {
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Pattern NORTH_AMERICAN = Pattern.compile("\\+1[2-9]\\d{2}[2-9]\\d{6}");
    private static final Pattern ALPHANUMERIC = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9 +_&-]{1,11}");

    private final IncomingPhoneNumbers numbers;
    private final MessagingProduct messaging;
    private final Carriers carriers;
    private final OptOuts optOuts;

    Senders(IncomingPhoneNumbers numbers, MessagingProduct messaging, Carriers carriers, OptOuts optOuts) {
        this.numbers = numbers;
        this.messaging = messaging;
        this.carriers = carriers;
        this.optOuts = optOuts;
    }

    /**
     * The sender of a message.
     *
     * @param name its number, or its name
     * @param serviceSid the messaging service that sends; null: none
     * @param statusCallback the URL to which the service reports deliveries; null: none
     * @param refusal the code with which the carriers refuse the message; null: they deliver it
     */
    record Sender(String name, String serviceSid, String statusCallback, Integer refusal) {}

    /** The sender of a message, as the request names it, or as its messaging service chooses it. */
    Sender choose(String accountSid, Params form, String to, boolean hasMedia) {
        if (!E164.matcher(to).matches()
                || (Carriers.isNorthAmerican(to) && !NORTH_AMERICAN.matcher(to).matches())) {
            throw refused(ErrorCode.MESSAGE_RECIPIENT_INVALID, "Invalid 'To' Phone Number: " + to);
        }
        var service = value(form, "MessagingServiceSid").map(sid -> service(accountSid, sid));
        var from = value(form, "From");
        if (from.isEmpty() && service.isEmpty()) {
            throw refused(ErrorCode.MESSAGE_WITHOUT_SENDER, "A 'From' or 'MessagingServiceSid' parameter is required.");
        }
        return from.map(name -> named(accountSid, name, service, to, hasMedia))
                .orElseGet(() -> chosen(service.orElseThrow(), to, hasMedia));
    }

    private Sender named(
            String accountSid, String name, Optional<MessagingService> service, String to, boolean hasMedia) {
        if (ALPHANUMERIC.matcher(name).matches()) {
            return alphanumeric(name, service, to, hasMedia);
        }
        return byNumber(owned(accountSid, name), service, to, hasMedia);
    }

    private Sender alphanumeric(String name, Optional<MessagingService> service, String to, boolean hasMedia) {
        if (Carriers.isNorthAmerican(to) || hasMedia) {
            throw unreachable(name, to);
        }
        return sender(name, service, null);
    }

    private Sender byNumber(IncomingPhoneNumber from, Optional<MessagingService> service, String to, boolean hasMedia) {
        if (from.phoneNumber().equals(to)) {
            throw refused(ErrorCode.MESSAGE_TO_ITSELF, "'To' and 'From' number cannot be the same: " + to);
        }
        if (!from.capabilities().sms()) {
            throw refused(ErrorCode.SENDER_CANNOT_TEXT, "'From' " + from.phoneNumber() + " is not SMS-capable");
        }
        if (!carriers.reaches(from, to, hasMedia)) {
            throw unreachable(from.phoneNumber(), to);
        }
        if (optOuts.hasOptedOut(from, to)) {
            throw refused(ErrorCode.RECIPIENT_OPTED_OUT, "Attempt to send to unsubscribed recipient");
        }
        return sender(from.phoneNumber(), service, carriers.refusal(from, to));
    }

    /** A number of the recipient's country, if the service has one, else any that reaches it, else its name. */
    private Sender chosen(MessagingService service, String to, boolean hasMedia) {
        var pool = messaging.senderPools().numbersOf(service).stream()
                .map(SenderPoolNumber::sid)
                .flatMap(sid -> numbers.find(sid).stream())
                .toList();
        var name = messaging.alphaSender(service);
        if (pool.isEmpty() && name.isEmpty()) {
            throw refused(ErrorCode.SERVICE_WITHOUT_SENDER, "The Messaging Service contains no phone numbers.");
        }
        if (name.isPresent() && !Carriers.isNorthAmerican(to) && !hasMedia) {
            return sender(name.get(), Optional.of(service), null);
        }
        return pool.stream()
                .filter(number -> carriers.reaches(number, to, hasMedia))
                .min(Comparator.comparing(number -> !sameCallingCode(number.phoneNumber(), to)))
                .map(number -> byNumber(number, Optional.of(service), to, hasMedia))
                .orElseThrow(() -> refused(
                        ErrorCode.SERVICE_CANNOT_REACH,
                        "The Messaging Service does not have a phone number available to send a message."));
    }

    private static boolean sameCallingCode(String one, String other) {
        return one.substring(0, 2).equals(other.substring(0, 2));
    }

    private static Sender sender(String name, Optional<MessagingService> service, Integer refusal) {
        return new Sender(
                name,
                service.map(MessagingService::sid).orElse(null),
                service.map(MessagingService::statusCallback).orElse(null),
                refusal);
    }

    private IncomingPhoneNumber owned(String accountSid, String phoneNumber) {
        var number = numbers.all().stream()
                .filter(one -> one.phoneNumber().equals(phoneNumber))
                .findFirst()
                .orElseThrow(() -> refused(
                        ErrorCode.SENDER_UNKNOWN,
                        "'From' " + phoneNumber + " is not a Twilio phone number or Short Code country mismatch"));
        if (!number.accountSid().equals(accountSid)) {
            throw refused(ErrorCode.SENDER_OF_OTHER_ACCOUNT, "Mismatch between the 'From' number and the account");
        }
        return number;
    }

    private MessagingService service(String accountSid, String sid) {
        return messaging
                .services()
                .find(accountSid, sid)
                .orElseThrow(() -> refused(ErrorCode.SERVICE_UNKNOWN, "The Messaging Service does not exist"));
    }

    private static Optional<String> value(Params form, String name) {
        return form.get(name).filter(value -> !value.isBlank());
    }

    private static TwilioException unreachable(String from, String to) {
        return refused(
                ErrorCode.RECIPIENT_UNREACHABLE,
                "Message cannot be sent with the current combination of 'To' (" + to + ") and/or 'From' (" + from
                        + ") parameters");
    }

    private static TwilioException refused(ErrorCode code, String message) {
        return new TwilioException(code, message);
    }
}
