package dev.tenantry.twilio.simulator.http;

import dev.tenantry.twilio.simulator.delays.Delays;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.domain.TwilioException;
import dev.tenantry.twilio.simulator.faults.Fault;
import dev.tenantry.twilio.simulator.faults.Faults;
import dev.tenantry.twilio.simulator.faults.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers requests to Twilio's hosts. A request first takes its time, then has its whole effect at once: so one whose
 * client has gone away meanwhile still has it, as with Twilio.
 */
final class TwilioApi {
    private static final int SERVER_ERROR = 20500;

    private final TwilioCloud cloud;
    private final Routes routes;
    private final Authenticator authenticator;
    private final Delays delays;
    private final Faults faults;
    private final RequestLog log;
    private final Clock clock;

    TwilioApi(TwilioCloud cloud, Routes routes, Delays delays, Faults faults, RequestLog log, Clock clock) {
        this.cloud = cloud;
        this.routes = routes;
        this.authenticator = new Authenticator(cloud);
        this.delays = delays;
        this.faults = faults;
        this.log = log;
        this.clock = clock;
    }

    Reply answer(Request request) throws InterruptedException {
        var entry = new Entry(request);
        var fault = faults.next(target(request)).orElse(null);
        var reply = fault == null ? send(work(request, entry, false)) : fail(fault, request, entry);
        log.add(entry.logged(fault, reply));
        return reply;
    }

    private Reply fail(Fault fault, Request request, Entry entry) throws InterruptedException {
        return switch (fault) {
            case Fault.Refuse refusal -> refuse(refusal, entry);
            case Fault.DroppedBefore() -> new Reply.Drop();
            case Fault.HtmlBody(var status) -> htmlPage(status == null ? 502 : status);
            case Fault.DoneButDropped() -> {
                work(request, entry, false);
                yield new Reply.Drop();
            }
            case Fault.DoneButTimedOut(var millis) -> {
                var answer = work(request, entry, false);
                Thread.sleep(Duration.ofMillis(millis));
                yield send(answer);
            }
            case Fault.DoneButError(var status) -> {
                work(request, entry, false);
                entry.code = SERVER_ERROR;
                yield send(Errors.answer(SERVER_ERROR, status == null ? 500 : status, "Internal server error"));
            }
            case Fault.Slow(var millis) -> {
                Thread.sleep(Duration.ofMillis(millis));
                yield send(work(request, entry, false));
            }
            case Fault.MalformedBody() -> malformed(send(work(request, entry, false)));
            case Fault.EmptyInventory() -> send(work(request, entry, true));
        };
    }

    /** The whole of a request that is not tampered with. */
    private Answer work(Request request, Entry entry, boolean inventoryEmpty) throws InterruptedException {
        try {
            var match = routes.find(request);
            var caller = cloud.transact(() -> authenticator.authenticate(request));
            Thread.sleep(delays.next(match.route().operation()));
            return cloud.transact(() -> {
                var account = authenticator.authorise(caller, request, match.route(), match.variables());
                entry.account = account.sid();
                var call = new Call(request, match.variables(), caller, account, inventoryEmpty);
                var answer = match.route().endpoint().answer(call);
                entry.processed = true;
                return answer;
            });
        } catch (TwilioException e) {
            entry.code = e.code().code();
            return Errors.answer(e);
        }
    }

    private Reply refuse(Fault.Refuse refusal, Entry entry) {
        entry.code = refusal.code();
        var message = refusal.message() == null ? "Simulated error " + refusal.code() : refusal.message();
        var headers = new TreeMap<String, String>();
        if (refusal.retryAfterSeconds() != null) {
            headers.put("Retry-After", refusal.retryAfterSeconds().toString());
        }
        return send(Errors.answer(refusal.code(), refusal.status(), message), headers);
    }

    private static Reply.Send send(Answer answer) {
        return send(answer, Map.of());
    }

    private static Reply.Send send(Answer answer, Map<String, String> headers) {
        var body = answer.body() == null ? "" : answer.body().toString();
        return new Reply.Send(answer.status(), headers, "application/json", body);
    }

    private static Reply htmlPage(int status) {
        var body = "<html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>";
        return new Reply.Send(status, Map.of(), "text/html", body);
    }

    private static Reply malformed(Reply.Send reply) {
        var half = reply.body().substring(0, reply.body().length() / 2);
        return new Reply.Send(reply.status(), reply.headers(), reply.contentType(), half);
    }

    private static Target target(Request request) {
        return new Target(request.method(), request.product(), request.path(), name -> values(request, name));
    }

    private static List<String> values(Request request, String name) {
        var values = new ArrayList<>(request.query().all(name));
        values.addAll(request.form().all(name));
        return values;
    }

    /** What becomes known of a request while it is answered. */
    private final class Entry {
        private final Request request;
        private final Instant at = clock.instant();
        private String account;
        private Integer code;
        private boolean processed;

        private Entry(Request request) {
            this.request = request;
        }

        private LoggedRequest logged(Fault fault, Reply reply) {
            return new LoggedRequest(
                    at,
                    request.method(),
                    request.host(),
                    request.path(),
                    account,
                    reply instanceof Reply.Send sent ? sent.status() : null,
                    code,
                    fault == null ? null : fault.getClass().getSimpleName(),
                    processed);
        }
    }
}
