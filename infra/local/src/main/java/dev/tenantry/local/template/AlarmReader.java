package dev.tenantry.local.template;

import dev.tenantry.local.cloudwatch.AlarmResource;
import dev.tenantry.local.cloudwatch.AlarmRule;
import dev.tenantry.local.cloudwatch.MetricId;
import dev.tenantry.local.template.evaluation.EvaluatedResource;
import dev.tenantry.local.template.evaluation.PhysicalIds;
import dev.tenantry.local.template.evaluation.PropertyReader;
import dev.tenantry.local.template.evaluation.TemplateException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads an alarm of a template. */
final class AlarmReader {

    private static final String THE_METRIC = "metric";
    private static final int A_DAY = 86_400;
    private static final Map<String, AlarmRule.Comparison> COMPARISONS = Map.of(
            "GreaterThanThreshold", AlarmRule.Comparison.GREATER_THAN_THRESHOLD,
            "GreaterThanOrEqualToThreshold", AlarmRule.Comparison.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            "LessThanThreshold", AlarmRule.Comparison.LESS_THAN_THRESHOLD,
            "LessThanOrEqualToThreshold", AlarmRule.Comparison.LESS_THAN_OR_EQUAL_TO_THRESHOLD);
    private static final Map<String, AlarmRule.Missing> MISSING = Map.of(
            "missing", AlarmRule.Missing.MISSING,
            "ignore", AlarmRule.Missing.IGNORE,
            "breaching", AlarmRule.Missing.BREACHING,
            "notBreaching", AlarmRule.Missing.NOT_BREACHING);
    private static final List<String> STATISTICS = List.of("Sum", "Maximum", "Minimum", "Average", "SampleCount");

    private final EvaluatedResource resource;
    private final PhysicalIds ids;
    private final PropertyReader properties;
    private final Map<String, AlarmResource.Statistic> metrics = new HashMap<>();
    private String expression = THE_METRIC;
    private int period;

    AlarmReader(EvaluatedResource resource, PhysicalIds ids) {
        this.resource = resource;
        this.ids = ids;
        this.properties = resource.reader();
    }

    AlarmResource read() {
        if (properties.has("Metrics")) {
            readQueries();
        } else {
            metrics.put(THE_METRIC, statistic(properties, properties, "Statistic"));
        }
        var periods = properties.integer("EvaluationPeriods", 1, A_DAY, 1);
        return new AlarmResource(
                resource.logicalId(),
                ids.name(resource.logicalId(), resource.line()),
                properties.optionalText("AlarmDescription").orElse(""),
                metrics,
                expression,
                Duration.ofSeconds(period),
                new AlarmRule(
                        periods,
                        properties.integer("DatapointsToAlarm", 1, periods, periods),
                        COMPARISONS.get(properties.oneOf("ComparisonOperator", "", List.copyOf(COMPARISONS.keySet()))),
                        Double.parseDouble(properties.text("Threshold")),
                        MISSING.get(properties.oneOf("TreatMissingData", "missing", List.copyOf(MISSING.keySet())))),
                properties.texts("AlarmActions"),
                properties.texts("OKActions"));
    }

    /** One query is the alarm's value: the one that returns its data. */
    private void readQueries() {
        var results = 0;
        for (var query : properties.items("Metrics")) {
            var id = query.text("Id");
            query.optionalChild("MetricStat")
                    .ifPresent(stat -> metrics.put(id, statistic(stat.child("Metric"), stat, "Stat")));
            if (!query.has("ReturnData") || query.flag("ReturnData")) {
                expression = query.optionalText("Expression").orElse(id);
                results++;
            }
        }
        if (results != 1) {
            throw new TemplateException(
                    properties.path("Metrics") + " must have one query that returns data", properties.line("Metrics"));
        }
    }

    private AlarmResource.Statistic statistic(PropertyReader metric, PropertyReader stat, String statistic) {
        period = stat.integer("Period", 60, A_DAY, 60);
        var dimensions = new HashMap<String, String>();
        metric.items("Dimensions")
                .forEach(dimension -> dimensions.put(dimension.text("Name"), dimension.text("Value")));
        return new AlarmResource.Statistic(
                new MetricId(metric.text("Namespace"), metric.text("MetricName"), dimensions),
                stat.oneOf(statistic, "", STATISTICS));
    }
}
