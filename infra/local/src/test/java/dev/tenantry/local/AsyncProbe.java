package dev.tenantry.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.lambda.AsyncInvoker;
import dev.tenantry.local.lambda.LambdaService;
import dev.tenantry.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Invokes a function asynchronously with what it cannot read, and tells which queue hears of it, and after how many
 * attempts.
 */
final class AsyncProbe {

    private static final double SPEED = 10_000;
    private static final byte[] UNREADABLE = "[]".getBytes(UTF_8);

    private AsyncProbe() {}

    static String observe(Template template) throws Exception {
        var told = new LinkedBlockingQueue<String>();
        try (var lambda =
                        new LambdaService(template.functions(), URI.create("http://127.0.0.1:1"), (name, line) -> {});
                var events = new AsyncInvoker(lambda, (queue, body) -> told.add(queue + attempts(body)), SPEED)) {
            events.invoke("FinalizeFunction", UNREADABLE);
            return "told " + told.poll(10, TimeUnit.SECONDS);
        }
    }

    private static String attempts(String body) {
        try {
            return " after " + new ObjectMapper().readTree(body).at("/requestContext/approximateInvokeCount");
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
