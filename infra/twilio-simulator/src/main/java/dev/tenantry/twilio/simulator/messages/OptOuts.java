package dev.tenantry.twilio.simulator.messages;

import dev.tenantry.twilio.simulator.messaging.SenderPoolNumber;
import dev.tenantry.twilio.simulator.messaging.SenderPools;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.util.Locale;
import java.util.Set;

/**
 * Recipients who have asked for no more messages, and their keywords (Twilio docs: Default and Advanced Opt-Out). What
 * is said to a number of a messaging service holds for the whole service. Use it inside a transaction.
 */
final class OptOuts {
    private static final Set<String> STOP =
            Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");
    private static final Set<String> START = Set.of("START", "YES", "UNSTOP");
    private static final Set<String> HELP = Set.of("HELP", "INFO");

    private final TwilioState state;
    private final SenderPools senderPools;
    private final ResourceTable<OptOut> optOuts;

    OptOuts(TwilioState state, SenderPools senderPools) {
        this.state = state;
        this.senderPools = senderPools;
        this.optOuts = state.internalResources("opt_outs", OptOut.class);
    }

    /** Whether a recipient takes no messages of a number. */
    boolean hasOptedOut(IncomingPhoneNumber number, String recipient) {
        return optOuts.find(key(number, recipient)).isPresent();
    }

    /**
     * Does what a recipient's message asks for.
     *
     * @return the word that Twilio's webhook has for it; empty when the message asks for nothing
     */
    String obey(IncomingPhoneNumber number, String recipient, String text) {
        var keyword = text.strip().toUpperCase(Locale.ROOT);
        var optOut = new OptOut(key(number, recipient), number.accountSid(), state.now());
        if (STOP.contains(keyword)) {
            optOuts.save(optOut);
            return "STOP";
        }
        if (START.contains(keyword)) {
            optOuts.remove(optOut);
            return "START";
        }
        return HELP.contains(keyword) ? "HELP" : "";
    }

    private String key(IncomingPhoneNumber number, String recipient) {
        return senderPools.find(number.sid()).map(SenderPoolNumber::serviceSid).orElse(number.sid()) + ":" + recipient;
    }
}
