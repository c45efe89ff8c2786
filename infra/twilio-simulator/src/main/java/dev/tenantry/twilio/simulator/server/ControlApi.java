package dev.tenantry.twilio.simulator.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tenantry.twilio.simulator.callbacks.Callback;
import dev.tenantry.twilio.simulator.callbacks.CallbackDispatcher;
import dev.tenantry.twilio.simulator.callbacks.CallbackRule;
import dev.tenantry.twilio.simulator.faults.FaultRule;
import dev.tenantry.twilio.simulator.faults.FaultRules;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.reviews.ReviewOutcome;
import dev.tenantry.twilio.simulator.reviews.ReviewRule;
import dev.tenantry.twilio.simulator.reviews.ReviewScheduler;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The simulator's own API, under {@code /_simulator}: what is there, what was asked, what shall go wrong, how reviews
 * shall end, and what Twilio shall send. It has no credentials; the server listens on loopback only and refuses other
 * Host headers.
 */
final class ControlApi {
    private static final String A_FAULT = "/_simulator/faults/";

    private final Routes routes;
    private final FaultRules faults;
    private final RequestLog log;
    private final ReviewScheduler reviews;
    private final CallbackDispatcher callbacks;
    private final Supplier<?> stateDump;
    private final ObjectMapper mapper;

    /**
     * The control API of a simulator.
     *
     * @param stateDump what the simulator holds, without secrets
     */
    ControlApi(
            Routes routes,
            FaultRules faults,
            RequestLog log,
            ReviewScheduler reviews,
            CallbackDispatcher callbacks,
            Supplier<?> stateDump) {
        this.routes = routes;
        this.faults = faults;
        this.log = log;
        this.reviews = reviews;
        this.callbacks = callbacks;
        this.stateDump = stateDump;
        this.mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .registerSubtypes(callbacks.types().names())
                .build();
    }

    Reply answer(String method, String path, String body) {
        return switch (method + " " + path) {
            case "GET /_simulator/health" -> json(200, Map.of("status", "ok"));
            case "GET /_simulator/routes" -> json(200, Map.of("routes", routeViews()));
            case "GET /_simulator/state" -> json(200, stateDump.get());
            case "GET /_simulator/requests" -> json(200, Map.of("requests", log.all()));
            case "DELETE /_simulator/requests" -> {
                log.clear();
                yield json(204, null);
            }
            case "GET /_simulator/faults" -> json(200, Map.of("faults", faults.reports()));
            case "POST /_simulator/faults" ->
                install(body, FaultRule.class, faults::install, () -> Map.of("faults", faults.reports()));
            case "DELETE /_simulator/faults" -> {
                faults.clear();
                yield json(204, null);
            }
            case "POST /_simulator/callbacks" -> send(body);
            case "GET /_simulator/reviews" ->
                json(
                        200,
                        Map.of(
                                "open", reviews.queue().open(),
                                "rules", reviews.rules().reports()));
            case "POST /_simulator/reviews/rules" ->
                install(
                        body,
                        ReviewRule.class,
                        reviews.rules()::install,
                        () -> Map.of("rules", reviews.rules().reports()));
            case "DELETE /_simulator/reviews/rules" -> {
                reviews.rules().clear();
                yield json(204, null);
            }
            case "POST /_simulator/reviews/decisions" -> decide(body);
            case "GET /_simulator/callbacks/rules" ->
                json(200, Map.of("rules", callbacks.rules().reports()));
            case "POST /_simulator/callbacks/rules" ->
                install(
                        body,
                        CallbackRule.class,
                        callbacks.rules()::install,
                        () -> Map.of("rules", callbacks.rules().reports()));
            case "DELETE /_simulator/callbacks/rules" -> {
                callbacks.rules().clear();
                yield json(204, null);
            }
            default ->
                method.equals("DELETE") && path.startsWith(A_FAULT)
                        ? removeFault(path.substring(A_FAULT.length()))
                        : error(404, "There is no " + method + " " + path);
        };
    }

    Reply error(int status, String message) {
        return json(status, Map.of("error", message));
    }

    private List<RouteView> routeViews() {
        return routes.all().stream()
                .map(route -> new RouteView(
                        route.method(), route.host(), route.template().toString()))
                .toList();
    }

    private <R> Reply install(String body, Class<R> type, Consumer<R> rules, Supplier<Map<String, ?>> report) {
        try {
            rules.accept(mapper.readValue(body, type));
            return json(201, report.get());
        } catch (JsonProcessingException e) {
            return error(400, e.getOriginalMessage());
        }
    }

    private Reply removeFault(String id) {
        boolean removed = id.matches("\\d{1,18}") && faults.remove(Long.parseLong(id));
        return removed ? json(204, null) : error(404, "There is no fault " + id);
    }

    private record Decision(String sid, ReviewOutcome outcome) {}

    private Reply decide(String body) {
        try {
            var decision = mapper.readValue(body, Decision.class);
            reviews.queue().decide(decision.sid(), decision.outcome());
            return json(200, Map.of("open", reviews.queue().open()));
        } catch (JsonProcessingException e) {
            return error(400, e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            return error(400, e.getMessage());
        } catch (NoSuchElementException e) {
            return error(404, e.getMessage());
        }
    }

    private Reply send(String body) {
        try {
            return json(200, Map.of("deliveries", callbacks.sender().send(mapper.readValue(body, Callback.class))));
        } catch (JsonProcessingException e) {
            return error(400, e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            return error(404, e.getMessage());
        }
    }

    private Reply json(int status, Object body) {
        try {
            var text = body == null ? "" : mapper.writeValueAsString(body);
            return new Reply.Send(status, Map.of(), "application/json", text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the control API's records are JSON", e);
        }
    }

    private record RouteView(String method, String host, String path) {}
}
