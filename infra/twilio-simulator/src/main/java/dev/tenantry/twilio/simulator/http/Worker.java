package dev.tenantry.twilio.simulator.http;

import dev.tenantry.twilio.simulator.delays.Delays;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.domain.TwilioException;
import java.util.Map;

/**
 * Does what requests ask for. A request first takes its time, then has its whole effect at once: so one whose client
 * has gone away meanwhile still has it, as with Twilio.
 */
final class Worker {
    private static final String CONCURRENT = "Twilio-Concurrent-Requests";

    private final TwilioCloud cloud;
    private final Routes routes;
    private final Authenticator authenticator;
    private final Delays delays;
    private final ConcurrencyLimit concurrency;
    private final Runnable beforeAnswer;

    Worker(TwilioCloud cloud, Routes routes, Delays delays, ConcurrencyLimit concurrency, Runnable beforeAnswer) {
        this.cloud = cloud;
        this.routes = routes;
        this.authenticator = new Authenticator(cloud);
        this.delays = delays;
        this.concurrency = concurrency;
        this.beforeAnswer = beforeAnswer;
    }

    /** The answer that Twilio gives, good or bad. */
    Reply.Send answer(ApiRequest request, Distortion distortion, LogEntry entry) throws InterruptedException {
        try {
            var match = routes.find(request);
            var account = cloud.transact(
                    () -> admit(request, match, distortion).account().sid());
            entry.actsUpon(account);
            try (var slot = concurrency.enter(account)) {
                var delay = delays.next(match.route().operation());
                entry.takes(delay);
                Thread.sleep(delay);
                // Admitted anew: the account may have been closed meanwhile.
                var answer = cloud.transact(() -> match.route().endpoint().answer(admit(request, match, distortion)));
                entry.hasHadItsEffect();
                beforeAnswer.run();
                return Reply.of(answer, Map.of(CONCURRENT, Integer.toString(slot.concurrent())));
            }
        } catch (TwilioException e) {
            entry.refusedWith(e.code().code());
            return Reply.of(Errors.answer(e), Map.of());
        }
    }

    private Call admit(ApiRequest request, Routes.Match match, Distortion distortion) {
        var caller = authenticator.authenticate(request);
        var account = authenticator.authorise(caller, request, match.route(), match.variables());
        return new Call(request, match.variables(), caller, account, distortion);
    }
}
