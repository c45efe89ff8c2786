package dev.tenantry.core.log;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.plan.OrgId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Log of one invocation. Each line is one JSON object with what is known: the job, the organisation, the step, the
 * execution, the request; see {@code docs/adr/0046-log-lines-are-json-objects.md}.
 *
 * <p>An exception is logged by its class and where it was thrown. Its message may quote what somebody sent, so it is
 * logged only of a {@link ProvisioningFailure}, whose message is written for people.
 */
public final class FunctionLog implements LambdaLogger {
    private static final int MOST_FRAMES = 15;

    private final LambdaLogger output;
    private final Map<String, String> known;

    private FunctionLog(LambdaLogger output, Map<String, String> known) {
        this.output = output;
        this.known = known;
    }

    /** The log of an invocation. */
    public static FunctionLog of(Context invocation) {
        return new FunctionLog(invocation.getLogger(), Map.of())
                .with("requestId", invocation.getAwsRequestId())
                .with("function", invocation.getFunctionName())
                .with("traceId", traceId(invocation.getXrayTraceId()));
    }

    /** The same log, whose lines also have this. */
    public FunctionLog with(String field, String value) {
        if (value == null || value.isEmpty()) {
            return this;
        }
        var more = new LinkedHashMap<>(known);
        more.put(field, value);
        return new FunctionLog(output, more);
    }

    /** The same log, whose lines are about this organisation. */
    public FunctionLog about(OrgId orgId) {
        return with("orgId", orgId.value());
    }

    /** The same log, whose lines are about this job. */
    public FunctionLog about(JobId jobId) {
        return with("jobId", jobId.value());
    }

    /** The same log, whose lines are about this job. */
    public FunctionLog about(Job job) {
        return about(job.id()).about(job.orgId());
    }

    /** Writes a line about something that a person may have to look at. */
    @Override
    public void log(String message) {
        log(message, LogLevel.WARN);
    }

    @Override
    public void log(byte[] message) {
        log(new String(message, StandardCharsets.UTF_8));
    }

    @Override
    public void log(String message, LogLevel level) {
        write(line(message, level), level);
    }

    /** Writes a line about an exception. */
    public void log(String message, LogLevel level, Throwable thrown) {
        var line = line(message, level);
        describe(line.putObject("exception"), thrown);
        write(line, level);
    }

    private ObjectNode line(String message, LogLevel level) {
        var line = Json.object()
                .put("timestamp", Json.time(Instant.now()))
                .put("level", level.name())
                .put("message", message);
        known.forEach(line::put);
        return line;
    }

    /** Bytes: Lambda puts a text into an object of its own, where a query does not see the fields. */
    private void write(ObjectNode line, LogLevel level) {
        output.log(Json.write(line).getBytes(StandardCharsets.UTF_8), level);
    }

    private static void describe(ObjectNode json, Throwable thrown) {
        json.put("type", thrown.getClass().getName());
        if (thrown instanceof ProvisioningFailure failure) {
            json.put("message", failure.getMessage());
        }
        var stack = json.putArray("stack");
        Arrays.stream(thrown.getStackTrace())
                .limit(MOST_FRAMES)
                .map(StackTraceElement::toString)
                .forEach(stack::add);
        Optional.ofNullable(thrown.getCause()).ifPresent(cause -> describe(json.putObject("cause"), cause));
    }

    /** The id in the header {@code Root=1-…;Parent=…;Sampled=1}, as X-Ray shows it. */
    private static String traceId(String header) {
        return Optional.ofNullable(header).stream()
                .flatMap(value -> Arrays.stream(value.split(";")))
                .filter(part -> part.startsWith("Root="))
                .map(part -> part.substring("Root=".length()))
                .findFirst()
                .orElse("");
    }
}
