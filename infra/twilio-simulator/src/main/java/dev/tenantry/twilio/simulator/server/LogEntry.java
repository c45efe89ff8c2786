package dev.tenantry.twilio.simulator.server;

import dev.tenantry.twilio.simulator.faults.Fault;
import dev.tenantry.twilio.simulator.http.ApiRequest;
import java.time.Duration;
import java.time.Instant;

/** Log entry of a request, begun when it is received. */
final class LogEntry {
    private final Instant at;
    private final ApiRequest request;
    private String account;
    private Fault fault;
    private Integer code;
    private Duration delay = Duration.ZERO;
    private boolean processed;
    private Reply reply;

    LogEntry(Instant at, ApiRequest request) {
        this.at = at;
        this.request = request;
    }

    synchronized void actsUpon(String accountSid) {
        account = accountSid;
    }

    synchronized void failsBy(Fault how) {
        fault = how;
    }

    synchronized void takes(Duration simulated) {
        delay = simulated;
    }

    synchronized void refusedWith(int errorCode) {
        code = errorCode;
    }

    synchronized void hasHadItsEffect() {
        processed = true;
    }

    synchronized void endsWith(Reply end) {
        reply = end;
    }

    synchronized LoggedRequest view() {
        var outcome = reply == null
                ? LoggedRequest.Outcome.PENDING
                : reply instanceof Reply.Drop ? LoggedRequest.Outcome.DROPPED : LoggedRequest.Outcome.ANSWERED;
        return new LoggedRequest(
                at,
                request.method(),
                request.host(),
                request.path(),
                account,
                outcome,
                reply instanceof Reply.Send sent ? sent.status() : null,
                code,
                fault,
                delay.toNanos() / 1e6,
                processed);
    }
}
