package dev.tenantry.twilio.simulator.server;

import dev.tenantry.twilio.simulator.faults.Fault;
import dev.tenantry.twilio.simulator.faults.FaultRule;
import dev.tenantry.twilio.simulator.faults.FaultRules;
import dev.tenantry.twilio.simulator.faults.Target;
import dev.tenantry.twilio.simulator.http.ApiRequest;
import dev.tenantry.twilio.simulator.http.ResponseFault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Answers requests to Twilio's hosts, or makes them fail. */
final class TwilioApi {
    private static final int SERVER_ERROR = 20500;
    private static final int UNAUTHORIZED = 401;
    private static final ResponseFault NONE = new ResponseFault.None();

    private final RequestExecutor executor;
    private final FaultRules faults;
    private final RequestLog log;
    private final InstantSource clock;

    TwilioApi(RequestExecutor executor, FaultRules faults, RequestLog log, InstantSource clock) {
        this.executor = executor;
        this.faults = faults;
        this.log = log;
        this.clock = clock;
    }

    Reply answer(ApiRequest request) throws InterruptedException {
        var entry = log.open(request);
        var rule = faults.next(target(request));
        rule.map(FaultRule::fault).ifPresent(entry::failsBy);
        var begin = System.nanoTime();
        var reply = rule.isPresent() ? fail(rule.get(), request, entry) : executor.answer(request, NONE, entry);
        entry.endsWith(reply);
        return reply instanceof Reply.Send sent && sent.isJson()
                ? sent.with(headers(sent.status(), System.nanoTime() - begin))
                : reply;
    }

    /** The headers of every answer of Twilio's own, good or bad. */
    private static Map<String, String> headers(int status, long nanos) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Twilio-Request-Id", "RQ" + UUID.randomUUID().toString().replace("-", ""));
        headers.put("Twilio-Request-Duration", String.format(Locale.ROOT, "%.3f", nanos / 1e9));
        if (status == UNAUTHORIZED) {
            headers.put("WWW-Authenticate", "Basic realm=\"Twilio API\"");
        }
        return headers;
    }

    private Reply fail(FaultRule rule, ApiRequest request, LogEntry entry) throws InterruptedException {
        return switch (rule.fault()) {
            case Fault.Refuse refusal -> refuse(refusal, entry);
            case Fault.DroppedBefore() -> new Reply.Drop();
            case Fault.HtmlBody(var status) -> htmlPage(status == null ? 502 : status);
            case Fault.DoneButDropped() -> {
                executor.answer(request, NONE, entry);
                yield new Reply.Drop();
            }
            case Fault.DoneButTimedOut(var millis) -> {
                var reply = executor.answer(request, NONE, entry);
                Thread.sleep(Duration.ofMillis(millis));
                yield reply;
            }
            case Fault.DoneButError(var status) -> {
                executor.answer(request, NONE, entry);
                entry.refusedWith(SERVER_ERROR);
                yield Reply.of(
                        ErrorAnswers.answer(SERVER_ERROR, status == null ? 500 : status, "Internal server error"),
                        Map.of());
            }
            case Fault.Slow(var millis) -> {
                Thread.sleep(Duration.ofMillis(millis));
                yield executor.answer(request, NONE, entry);
            }
            case Fault.Held() -> {
                faults.awaitRemoval(rule);
                yield executor.answer(request, NONE, entry);
            }
            case Fault.MalformedBody() -> malformed(executor.answer(request, NONE, entry));
            case Fault.EmptyInventory() -> executor.answer(request, new ResponseFault.EmptyInventory(), entry);
            case Fault.StaleList() -> executor.answer(request, new ResponseFault.NewestHidden(), entry);
            case Fault.LaggingList(var millis) ->
                executor.answer(
                        request, new ResponseFault.LatestHidden(clock.instant().minusMillis(millis)), entry);
        };
    }

    private static Reply refuse(Fault.Refuse refusal, LogEntry entry) {
        entry.refusedWith(refusal.code());
        var message = refusal.message() == null ? message(refusal.code()) : refusal.message();
        Map<String, String> headers = refusal.retryAfterSeconds() == null
                ? Map.of()
                : Map.of("Retry-After", refusal.retryAfterSeconds().toString());
        return Reply.of(ErrorAnswers.answer(refusal.code(), refusal.status(), message), headers);
    }

    /** What Twilio says with errors that are made by faults only. */
    private static String message(int code) {
        return switch (code) {
            case 20409 -> "Number registration failed due to conflict.";
            case 20429 -> "Too Many Requests";
            default -> "Simulated error " + code;
        };
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
