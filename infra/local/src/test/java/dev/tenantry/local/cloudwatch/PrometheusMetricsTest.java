package dev.tenantry.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.web.WebServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules are those of Prometheus' documentation, "Exposition formats". */
class PrometheusMetricsTest {
    private static final String LABEL = "[A-Za-z_][A-Za-z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";
    private static final String SAMPLE = "[A-Za-z_:][A-Za-z0-9_:]*(?:\\{" + LABEL + "(?:," + LABEL + ")*})? -?[0-9.E]+";

    private final CloudWatch cloudWatch = new CloudWatch(List.of(), Clock.systemUTC());

    @Test
    void servesTheSumAndTheNumberOfTheValues() throws Exception {
        cloudWatch.metrics().add("AWS/Lambda", "Errors", "FunctionName", "tenantry-Poll", 1);
        cloudWatch.metrics().add("AWS/Lambda", "Errors", "FunctionName", "tenantry-Poll", 2);
        cloudWatch.metrics().add("AWS/Lambda", "Errors", "", "", 2);

        try (var server = WebServer.start(0, new PrometheusMetrics(cloudWatch));
                var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(server.uri().resolve("/metrics")).build(), BodyHandlers.ofString());

            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
            assertThat(answer.body().lines())
                    .startsWith("# TYPE aws_lambda_errors summary")
                    .contains(
                            "aws_lambda_errors_sum{FunctionName=\"tenantry-Poll\"} 3.0",
                            "aws_lambda_errors_count{FunctionName=\"tenantry-Poll\"} 2.0",
                            "aws_lambda_errors_sum 2.0");
        }
    }

    @Test
    void everyLineFollowsTheFormatWhateverTheNames() {
        cloudWatch.metrics().add("9 näme/space", "me-tric", "a dimension", "va\"lue\\ of\ntwo lines", 1.5);
        cloudWatch.metrics().add("9 näme/space", "me-tric", "a dimension", "another", 1e12);

        assertThat(new PrometheusMetrics(cloudWatch).text().lines())
                .isNotEmpty()
                .allMatch(line -> line.matches(SAMPLE) || line.matches("# TYPE [A-Za-z_:][A-Za-z0-9_:]* summary"));
        assertThat(new PrometheusMetrics(cloudWatch).text().lines().filter(line -> line.startsWith("# TYPE")))
                .hasSize(1);
    }
}
