package dev.tenantry.local.httpapi;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the route of a request by AWS's order: a full match for method and path, then a greedy match, then
 * {@code $default}. Among the routes of one kind the more specific wins: literal parts before variables, a method
 * before {@code ANY}.
 */
final class RouteTable {

    /** @param pathParameters the variables' values, percent-decoded; empty if the path has none */
    record Match(HttpRoute route, Map<String, String> pathParameters) {}

    private final List<Pattern> patterns;
    private final Optional<HttpRoute> defaultRoute;

    RouteTable(List<HttpRoute> routes) {
        patterns = routes.stream()
                .filter(route -> !route.path().equals(HttpRoute.DEFAULT))
                .map(Pattern::of)
                .sorted(Pattern.MOST_SPECIFIC_FIRST)
                .toList();
        defaultRoute = routes.stream()
                .filter(route -> route.path().equals(HttpRoute.DEFAULT))
                .findFirst();
    }

    /** Finds the route for a method and a path that is still percent-encoded. */
    Optional<Match> find(String method, String path) {
        var parts = parts(path);
        return patterns.stream()
                .filter(pattern -> pattern.matches(method, parts))
                .findFirst()
                .map(pattern -> new Match(pattern.route, pattern.parameters(parts)))
                .or(() -> defaultRoute.map(route -> new Match(route, Map.of())));
    }

    private static List<String> parts(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private record Pattern(HttpRoute route, List<String> parts) {

        static final Comparator<Pattern> MOST_SPECIFIC_FIRST = Comparator.comparing(Pattern::isGreedy)
                .thenComparingInt(pattern -> -pattern.parts.size())
                .thenComparing(Pattern::shape)
                .thenComparing(pattern -> pattern.route.method().equals(HttpRoute.ANY));

        static Pattern of(HttpRoute route) {
            return new Pattern(route, RouteTable.parts(route.path()));
        }

        boolean isGreedy() {
            return parts.getLast().endsWith("+}");
        }

        /** Sorts literal parts before variables, from left to right. */
        private String shape() {
            var shape = new StringBuilder();
            parts.forEach(part -> shape.append(isVariable(part) ? 'v' : 'l'));
            return shape.toString();
        }

        boolean matches(String method, List<String> actual) {
            return (route.method().equals(HttpRoute.ANY) || route.method().equals(method)) && matchesPath(actual);
        }

        private boolean matchesPath(List<String> actual) {
            if (isGreedy() ? actual.size() < parts.size() : actual.size() != parts.size()) {
                return false;
            }
            for (var i = 0; i < parts.size(); i++) {
                if (!matchesPart(parts.get(i), actual.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean matchesPart(String part, String actual) {
            return isVariable(part) ? !actual.isEmpty() : part.equals(PercentEncoding.decodePath(actual));
        }

        Map<String, String> parameters(List<String> actual) {
            var parameters = new LinkedHashMap<String, String>();
            for (var i = 0; i < parts.size(); i++) {
                var part = parts.get(i);
                if (part.endsWith("+}")) {
                    var rest = String.join("/", actual.subList(i, actual.size()));
                    parameters.put(part.substring(1, part.length() - 2), PercentEncoding.decodePath(rest));
                } else if (isVariable(part)) {
                    parameters.put(part.substring(1, part.length() - 1), PercentEncoding.decodePath(actual.get(i)));
                }
            }
            return parameters;
        }

        private static boolean isVariable(String part) {
            return part.startsWith("{") && part.endsWith("}");
        }
    }
}
