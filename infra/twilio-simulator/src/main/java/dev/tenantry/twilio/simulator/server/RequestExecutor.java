package dev.tenantry.twilio.simulator.server;

import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.http.ApiRequest;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.ResponseFault;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.timing.Delays;
import java.util.Map;

/**
 * Does what requests ask for. A request first takes its time, then has its whole effect at once: so one whose client
 * has gone away meanwhile still has it, as with Twilio.
 */
final class RequestExecutor {
    private static final String CONCURRENT = "Twilio-Concurrent-Requests";

    private final TwilioState state;
    private final Routes routes;
    private final Authenticator authenticator;
    private final Delays delays;
    private final ConcurrencyLimit concurrency;
    private final Runnable beforeAnswer;

    RequestExecutor(
            TwilioState state,
            Routes routes,
            Authenticator authenticator,
            Delays delays,
            ConcurrencyLimit concurrency,
            Runnable beforeAnswer) {
        this.state = state;
        this.routes = routes;
        this.authenticator = authenticator;
        this.delays = delays;
        this.concurrency = concurrency;
        this.beforeAnswer = beforeAnswer;
    }

    /** The answer that Twilio gives, good or bad. */
    Reply.Send answer(ApiRequest request, ResponseFault fault, LogEntry entry) throws InterruptedException {
        try {
            var match = routes.find(request);
            var account = state.transact(() -> admit(request, match, fault).accountSid());
            entry.actsUpon(account);
            try (var slot = concurrency.enter(account)) {
                var delay = delays.next(match.route().operation());
                entry.takes(delay);
                Thread.sleep(delay);
                // Admitted again: the account may have been closed meanwhile.
                var answer = state.transact(() -> match.route().endpoint().answer(admit(request, match, fault)));
                entry.hasHadItsEffect();
                beforeAnswer.run();
                return Reply.of(answer, Map.of(CONCURRENT, Integer.toString(slot.concurrent())));
            }
        } catch (TwilioException e) {
            entry.refusedWith(e.code().code());
            return Reply.of(ErrorAnswers.answer(e), Map.of());
        }
    }

    private Call admit(ApiRequest request, Routes.Match match, ResponseFault fault) {
        var caller = authenticator.authenticate(request);
        var account = authenticator.authorise(caller, request, match.route(), match.variables());
        return new Call(request, match.variables(), caller, account.sid(), fault);
    }
}
