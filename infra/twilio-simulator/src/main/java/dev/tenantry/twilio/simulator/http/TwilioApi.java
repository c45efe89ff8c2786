package dev.tenantry.twilio.simulator.http;

import dev.tenantry.twilio.simulator.faults.Fault;
import dev.tenantry.twilio.simulator.faults.FaultRule;
import dev.tenantry.twilio.simulator.faults.Faults;
import dev.tenantry.twilio.simulator.faults.Target;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers requests to Twilio's hosts, or makes them fail. */
final class TwilioApi {
    private static final int SERVER_ERROR = 20500;
    private static final Distortion NONE = new Distortion.None();

    private final Worker worker;
    private final Faults faults;
    private final RequestLog log;
    private final InstantSource clock;

    TwilioApi(Worker worker, Faults faults, RequestLog log, InstantSource clock) {
        this.worker = worker;
        this.faults = faults;
        this.log = log;
        this.clock = clock;
    }

    Reply answer(ApiRequest request) throws InterruptedException {
        var entry = log.open(request);
        var rule = faults.next(target(request));
        rule.map(FaultRule::fault).ifPresent(entry::failsBy);
        var reply = rule.isPresent() ? fail(rule.get(), request, entry) : worker.answer(request, NONE, entry);
        entry.endsWith(reply);
        return reply;
    }

    private Reply fail(FaultRule rule, ApiRequest request, LogEntry entry) throws InterruptedException {
        return switch (rule.fault()) {
            case Fault.Refuse refusal -> refuse(refusal, entry);
            case Fault.DroppedBefore() -> new Reply.Drop();
            case Fault.HtmlBody(var status) -> htmlPage(status == null ? 502 : status);
            case Fault.DoneButDropped() -> {
                worker.answer(request, NONE, entry);
                yield new Reply.Drop();
            }
            case Fault.DoneButTimedOut(var millis) -> {
                var reply = worker.answer(request, NONE, entry);
                Thread.sleep(Duration.ofMillis(millis));
                yield reply;
            }
            case Fault.DoneButError(var status) -> {
                worker.answer(request, NONE, entry);
                entry.refusedWith(SERVER_ERROR);
                yield Reply.of(
                        Errors.answer(SERVER_ERROR, status == null ? 500 : status, "Internal server error"), Map.of());
            }
            case Fault.Slow(var millis) -> {
                Thread.sleep(Duration.ofMillis(millis));
                yield worker.answer(request, NONE, entry);
            }
            case Fault.Held() -> {
                faults.awaitRemoval(rule);
                yield worker.answer(request, NONE, entry);
            }
            case Fault.MalformedBody() -> malformed(worker.answer(request, NONE, entry));
            case Fault.EmptyInventory() -> worker.answer(request, new Distortion.EmptyInventory(), entry);
            case Fault.StaleList() -> worker.answer(request, new Distortion.NewestHidden(), entry);
            case Fault.LaggingList(var millis) ->
                worker.answer(
                        request, new Distortion.LatestHidden(clock.instant().minusMillis(millis)), entry);
        };
    }

    private static Reply refuse(Fault.Refuse refusal, LogEntry entry) {
        entry.refusedWith(refusal.code());
        var message = refusal.message() == null ? "Simulated error " + refusal.code() : refusal.message();
        Map<String, String> headers = refusal.retryAfterSeconds() == null
                ? Map.of()
                : Map.of("Retry-After", refusal.retryAfterSeconds().toString());
        return Reply.of(Errors.answer(refusal.code(), refusal.status(), message), headers);
    }

    private static Reply htmlPage(int status) {
        var body = "<html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>";
        return new Reply.Send(status, Map.of(), "text/html", body);
    }

    private static Reply malformed(Reply.Send reply) {
        var half = reply.body().substring(0, reply.body().length() / 2);
        return new Reply.Send(reply.status(), reply.headers(), reply.contentType(), half);
    }

    private static Target target(ApiRequest request) {
        return new Target(request.method(), request.product(), request.path(), name -> values(request, name));
    }

    private static List<String> values(ApiRequest request, String name) {
        var values = new ArrayList<>(request.query().all(name));
        values.addAll(request.form().all(name));
        return values;
    }
}
