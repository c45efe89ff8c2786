package dev.tenantry.twilio.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tenantry.twilio.simulator.callbacks.Callback;
import dev.tenantry.twilio.simulator.callbacks.Callbacks;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.faults.FaultRule;
import dev.tenantry.twilio.simulator.faults.Faults;
import java.util.List;
import java.util.Map;

/**
 * The simulator's own API, under {@code /_simulator}: what is there, what was asked, what shall go wrong, and what
 * Twilio shall send. It has no credentials; the server listens on loopback only and refuses other Host headers.
 */
final class ControlApi {
    private final TwilioCloud cloud;
    private final Routes routes;
    private final Faults faults;
    private final RequestLog log;
    private final Callbacks callbacks;
    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    ControlApi(TwilioCloud cloud, Routes routes, Faults faults, RequestLog log, Callbacks callbacks) {
        this.cloud = cloud;
        this.routes = routes;
        this.faults = faults;
        this.log = log;
        this.callbacks = callbacks;
    }

    Reply answer(String method, String path, String body) {
        return switch (method + " " + path) {
            case "GET /_simulator/health" -> json(200, Map.of("status", "ok"));
            case "GET /_simulator/routes" -> json(200, Map.of("routes", routeViews()));
            case "GET /_simulator/state" -> json(200, cloud.transact(() -> StateView.of(cloud)));
            case "GET /_simulator/requests" -> json(200, Map.of("requests", log.all()));
            case "DELETE /_simulator/requests" -> {
                log.clear();
                yield json(204, null);
            }
            case "GET /_simulator/faults" -> json(200, Map.of("faults", faults.reports()));
            case "POST /_simulator/faults" -> install(body);
            case "DELETE /_simulator/faults" -> {
                faults.clear();
                yield json(204, null);
            }
            case "POST /_simulator/callbacks" -> send(body);
            default -> error(404, "There is no " + method + " " + path);
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

    private Reply install(String body) {
        try {
            faults.install(mapper.readValue(body, FaultRule.class));
            return json(201, Map.of("faults", faults.reports()));
        } catch (JsonProcessingException e) {
            return error(400, e.getOriginalMessage());
        }
    }

    private Reply send(String body) {
        try {
            return json(200, Map.of("deliveries", callbacks.send(mapper.readValue(body, Callback.class))));
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
