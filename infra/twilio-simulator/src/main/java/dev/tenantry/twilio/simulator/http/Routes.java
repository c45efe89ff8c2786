package dev.tenantry.twilio.simulator.http;

import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.timing.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The table of everything that this Twilio answers. */
public final class Routes {
    /** The version of the APIs since that of 2010, e.g. {@code /v1}. */
    private static final Pattern VERSION = Pattern.compile("^/v\\d+(?=/)");

    private final List<Route> routes = new ArrayList<>();

    /** A route and the variables of a path that it matches. */
    public record Match(Route route, Map<String, String> variables) {}

    /** The routes of one host. */
    public Host host(String host) {
        return new Host(host);
    }

    /** All routes, in the order in which they are tried. */
    public List<Route> all() {
        return List.copyOf(routes);
    }

    /** The route of a request; 20404 when the path is unknown, 20004 when only the method is. */
    public Match find(ApiRequest request) {
        boolean pathKnown = false;
        for (var route : routes) {
            if (!route.host().equals(request.product())) {
                continue;
            }
            var variables = route.template().match(request.path());
            if (variables.isPresent()) {
                if (route.method().equals(request.method())) {
                    return new Match(route, variables.get());
                }
                pathKnown = true;
            }
        }
        if (pathKnown) {
            throw new TwilioException(ErrorCode.METHOD_NOT_ALLOWED, "Method not allowed");
        }
        throw notFound(request.path());
    }

    /** The refusal of a path that leads nowhere: 20404. It names the path without a newer API's version. */
    public static TwilioException notFound(String path) {
        return new TwilioException(
                ErrorCode.NOT_FOUND,
                "The requested resource " + VERSION.matcher(path).replaceFirst("") + " was not found");
    }

    /** Adds routes of one host. */
    public final class Host {
        private final String host;

        private Host(String host) {
            this.host = host;
        }

        /** A GET that takes its own time. */
        public Host get(String template, Operation operation, Endpoint endpoint) {
            return add("GET", template, operation, Access.ANY, endpoint);
        }

        /** A GET. */
        public Host get(String template, Endpoint endpoint) {
            return get(template, Operation.READ, endpoint);
        }

        /** A POST. */
        public Host post(String template, Operation operation, Endpoint endpoint) {
            return add("POST", template, operation, Access.ANY, endpoint);
        }

        /** A DELETE. */
        public Host delete(String template, Endpoint endpoint) {
            return add("DELETE", template, Operation.DELETE, Access.ANY, endpoint);
        }

        /** A route with all its particulars. */
        public Host add(String method, String template, Operation operation, Access access, Endpoint endpoint) {
            routes.add(new Route(method, host, new Route.Template(template), operation, access, endpoint));
            return this;
        }
    }
}
