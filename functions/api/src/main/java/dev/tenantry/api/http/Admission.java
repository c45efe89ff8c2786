package dev.tenantry.api.http;

import dev.tenantry.core.access.Caller;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.quota.RequestWindow;
import dev.tenantry.core.settings.Settings.Limits;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The admission of one request: it is counted for its caller, and for the organisation that it is about once that is
 * known. What remains is in the header fields of draft-ietf-httpapi-ratelimit-headers.
 */
final class Admission {
    private static final String CALLER = "caller";
    private static final String ORGANISATION = "organisation";

    private final RequestWindow window;
    private final Limits limits;
    private final Instant now;
    private final Map<String, Counted> counted = new LinkedHashMap<>();

    private record Counted(int quota, RequestWindow.Count count) {}

    Admission(RequestWindow window, Limits limits, Instant now) {
        this.window = window;
        this.limits = limits;
        this.now = now;
    }

    /** @throws ProblemException when it has sent too many requests */
    void countOf(Caller caller) {
        count(CALLER, caller.name(), limits.requestsPerCaller(), "by this caller");
    }

    /** @throws ProblemException when too many requests were about it */
    void countOf(OrgId orgId) {
        count(ORGANISATION, orgId.value(), limits.requestsPerOrg(), "about this organisation");
    }

    private void count(String kind, String subject, Optional<Integer> limit, String of) {
        if (limit.isEmpty() || counted.containsKey(kind)) {
            return;
        }
        var quota = limit.get();
        var count = window.count(kind, subject, quota, now);
        counted.put(kind, new Counted(quota, count));
        if (!count.admitted()) {
            var seconds = count.reset().toSeconds();
            throw new ProblemException(
                    Problems.rateLimited(of, quota, seconds), Map.of("Retry-After", Long.toString(seconds)));
        }
    }

    /** The headers of the answer; none when nothing was counted. */
    Map<String, String> headers() {
        return counted.isEmpty()
                ? Map.of()
                : Map.of(
                        "RateLimit-Policy",
                        list((kind, one) ->
                                "\"%s\";q=%d;w=%d".formatted(kind, one.quota(), RequestWindow.LENGTH.toSeconds())),
                        "RateLimit",
                        list((kind, one) -> "\"%s\";r=%d;t=%d"
                                .formatted(
                                        kind,
                                        one.count().remaining(),
                                        one.count().reset().toSeconds())));
    }

    private String list(BiFunction<String, Counted, String> member) {
        return counted.entrySet().stream()
                .map(one -> member.apply(one.getKey(), one.getValue()))
                .collect(Collectors.joining(", "));
    }
}
