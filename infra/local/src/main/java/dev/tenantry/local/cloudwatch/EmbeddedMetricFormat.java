package dev.tenantry.local.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.local.web.Json;
import java.util.HashMap;
import java.util.List;

/** The metrics in lines of a log (CloudWatch User Guide, "Specification: Embedded metric format"). */
public final class EmbeddedMetricFormat {

    private static final String METADATA = "_aws";

    private EmbeddedMetricFormat() {}

    /** Takes the metrics of a line; a line of another kind has none. */
    public static void read(String line, Metrics metrics) {
        if (!line.startsWith("{") || !line.contains('"' + METADATA + '"')) {
            return;
        }
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            return;
        }
        for (var directive : json.path(METADATA).path("CloudWatchMetrics")) {
            for (var dimensions : directive.path("Dimensions")) {
                for (var metric : directive.path("Metrics")) {
                    read(
                            json,
                            directive.path("Namespace").asText(),
                            dimensions,
                            metric.path("Name").asText(),
                            metrics);
                }
            }
        }
    }

    private static void read(JsonNode json, String namespace, JsonNode names, String metric, Metrics metrics) {
        var dimensions = new HashMap<String, String>();
        names.forEach(
                name -> dimensions.put(name.asText(), json.path(name.asText()).asText()));
        var values = json.path(metric);
        for (var value : values.isArray() ? values : List.of(values)) {
            if (value.isNumber()) {
                metrics.add(new MetricId(namespace, metric, dimensions), value.asDouble());
            }
        }
    }
}
