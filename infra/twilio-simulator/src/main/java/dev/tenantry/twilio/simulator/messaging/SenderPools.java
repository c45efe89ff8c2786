package dev.tenantry.twilio.simulator.messaging;

import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.util.List;
import java.util.Optional;

/** Sender pools of the messaging services; a number is in one at most. Use it inside a transaction. */
public final class SenderPools {
    private final ResourceTable<SenderPoolNumber> numbers;
    private final TwilioState state;

    SenderPools(TwilioState state) {
        this.state = state;
        this.numbers = state.resources("sender_pool_numbers", SenderPoolNumber.class);
    }

    /** Adds a number to a service's pool; 21710, 21712, 21714 or 21715 when it cannot be. */
    public SenderPoolNumber attach(MessagingService service, IncomingPhoneNumber number) {
        numbers.find(number.sid()).ifPresent(existing -> {
            throw existing.serviceSid().equals(service.sid())
                    ? new TwilioException(
                            ErrorCode.ALREADY_IN_SERVICE,
                            "Phone Number or Short Code is already in the Messaging Service.")
                    : new TwilioException(
                            ErrorCode.IN_OTHER_SERVICE,
                            "Phone Number or Short Code is associated with another Messaging Service.");
        });
        int maxNumbers = state.settings().maxSenders();
        if (numbersOf(service).size() >= maxNumbers) {
            throw new TwilioException(ErrorCode.SENDER_POOL_FULL, "Number Pool size limit reached");
        }
        if (!number.capabilities().sms()) {
            throw new TwilioException(
                    ErrorCode.LACKS_CAPABILITY, "Phone number " + number.phoneNumber() + " cannot send messages");
        }
        return numbers.save(
                new SenderPoolNumber(number.sid(), number.accountSid(), service.sid(), state.now(), state.now()));
    }

    /** The numbers of a service, newest first. */
    public List<SenderPoolNumber> numbersOf(MessagingService service) {
        return numbers.all().reversed().stream()
                .filter(number -> number.serviceSid().equals(service.sid()))
                .toList();
    }

    /** A number of a service. */
    public Optional<SenderPoolNumber> find(MessagingService service, String sid) {
        return numbers.find(sid).filter(number -> number.serviceSid().equals(service.sid()));
    }

    /** Where a number is, if it is in a service. */
    public Optional<SenderPoolNumber> find(String sid) {
        return numbers.find(sid);
    }

    /** Takes a number out of its service. */
    public void detach(SenderPoolNumber number) {
        numbers.remove(number);
    }

    /** Takes all numbers out of a service. */
    public void empty(MessagingService service) {
        numbersOf(service).forEach(this::detach);
    }

    void forget(IncomingPhoneNumber released) {
        numbers.find(released.sid()).ifPresent(this::detach);
    }
}
