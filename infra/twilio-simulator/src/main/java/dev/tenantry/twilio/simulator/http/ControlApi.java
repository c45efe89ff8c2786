package dev.tenantry.twilio.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.faults.FaultRule;
import dev.tenantry.twilio.simulator.faults.Faults;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The simulator's own API, under {@code /_simulator}: what is there, what was asked, and what shall go wrong. It has no
 * credentials; the server listens on loopback only and refuses other Host headers.
 */
final class ControlApi {
    private final TwilioCloud cloud;
    private final Routes routes;
    private final Faults faults;
    private final RequestLog log;
    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    ControlApi(TwilioCloud cloud, Routes routes, Faults faults, RequestLog log) {
        this.cloud = cloud;
        this.routes = routes;
        this.faults = faults;
        this.log = log;
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

    private Reply json(int status, Object body) {
        try {
            var text = body == null ? "" : mapper.writeValueAsString(body);
            return new Reply.Send(status, Map.of(), "application/json", text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the control API's records are JSON", e);
        }
    }

    /** What the simulator holds, without secrets. */
    private record StateView(List<AccountView> accounts, List<NumberView> numbers) {
        private static StateView of(TwilioCloud cloud) {
            return new StateView(
                    cloud.accounts().all().stream()
                            .map(account -> new AccountView(
                                    account.sid(),
                                    account.ownerAccountSid(),
                                    account.friendlyName(),
                                    account.status().name().toLowerCase(Locale.ROOT)))
                            .toList(),
                    cloud.incomingPhoneNumbers().all().stream()
                            .map(number -> new NumberView(
                                    number.sid(), number.accountSid(), number.phoneNumber(), number.friendlyName()))
                            .toList());
        }
    }

    private record RouteView(String method, String host, String path) {}

    private record AccountView(String sid, String ownerAccountSid, String friendlyName, String status) {}

    private record NumberView(String sid, String accountSid, String phoneNumber, String friendlyName) {}
}
