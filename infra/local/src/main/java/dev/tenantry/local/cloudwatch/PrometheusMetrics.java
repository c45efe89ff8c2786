package dev.tenantry.local.cloudwatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tenantry.local.web.LocalCallers;
import dev.tenantry.local.web.Responses;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Serves {@code GET /metrics} in Prometheus' text format: the sum and the number of each metric's values since the
 * start, and the state of each alarm.
 */
public final class PrometheusMetrics extends Handler.Abstract {

    private static final String PATH = "/metrics";
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final String ALARM = "cloudwatch_alarm";

    private final CloudWatch cloudWatch;

    /** Serves what is known here. */
    public PrometheusMetrics(CloudWatch cloudWatch) {
        this.cloudWatch = cloudWatch;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!request.getMethod().equals("GET")
                || !request.getHttpURI().getPath().equals(PATH)
                || !LocalCallers.isLocal(request)) {
            return false;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, CONTENT_TYPE);
        Responses.bytes(response, callback, 200, text().getBytes(UTF_8));
        return true;
    }

    /** The metrics as text; those of one name follow each other, as the format demands. */
    String text() {
        var families = new TreeMap<String, StringBuilder>();
        cloudWatch.metrics().totals().forEach((metric, total) -> {
            var name = name(metric);
            families.computeIfAbsent(name, _ -> new StringBuilder("# TYPE " + name + " summary\n"))
                    .append(sample(name + "_sum", metric.dimensions(), total.sum()))
                    .append(sample(name + "_count", metric.dimensions(), (double) total.count()));
        });
        var states = new TreeMap<>(cloudWatch.alarms().states());
        states.forEach((alarm, state) -> families.computeIfAbsent(
                        ALARM, _ -> new StringBuilder("# TYPE " + ALARM + " gauge\n"))
                .append(sample(ALARM, Map.of("alarm", alarm), state == AlarmState.ALARM ? 1 : 0)));
        return families.values().stream().map(StringBuilder::toString).collect(Collectors.joining());
    }

    private static String name(MetricId metric) {
        var name = (metric.namespace() + "_" + metric.name())
                .replaceAll("[^A-Za-z0-9_]", "_")
                .toLowerCase(Locale.ROOT);
        return Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    private static String sample(String name, Map<String, String> labels, double value) {
        var text = new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> label.getKey().replaceAll("[^A-Za-z0-9_]", "_") + "=\"" + escape(label.getValue())
                                + '"')
                        .collect(Collectors.joining(","));
        return name + (text.isEmpty() ? "" : "{" + text + "}") + " " + value + "\n";
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
