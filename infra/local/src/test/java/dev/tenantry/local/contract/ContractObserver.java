package dev.tenantry.local.contract;

import dev.tenantry.local.traffic.HttpExchange;
import dev.tenantry.local.traffic.TrafficObserver;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Observer that compares all traffic of a local system with the documents. Each kind of difference is kept once, with
 * an example.
 */
public final class ContractObserver implements TrafficObserver {
    private static final int LONGEST_EXAMPLE = 600;

    private final HttpContract http;
    private final LiveContract live;
    private final AtomicInteger exchanges = new AtomicInteger();
    private final AtomicInteger received = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<String, String> differences = new ConcurrentSkipListMap<>();

    /** An observer that has seen nothing yet. */
    public ContractObserver() {
        var openApi = Documents.openApi();
        http = new HttpContract(openApi);
        live = new LiveContract(openApi, Documents.asyncApi());
    }

    @Override
    public void answered(int status, Supplier<HttpExchange> answered) {
        exchanges.incrementAndGet();
        var exchange = answered.get();
        var operation = http.operation(exchange).map(Operation::id).orElse("no operation");
        note(
                operation + " " + exchange.status(),
                http.differences(exchange),
                () -> exchange + "\n"
                        + text(exchange.requestBody()) + "\n" + exchange.responseHeaders() + "\n"
                        + text(exchange.responseBody()));
    }

    @Override
    public void received(String connectionId, String message) {
        received.incrementAndGet();
        live.received(connectionId, message);
    }

    @Override
    public void sent(String connectionId, String message) {
        sent.incrementAndGet();
        note("live", live.differences(connectionId, message), () -> message);
    }

    /**
     * Says how much was compared.
     *
     * @throws AssertionError if anything differed
     */
    public void requireConformance() {
        System.out.printf(
                "Compared with the documents: %d requests and answers, %d messages received, %d sent; %d differences%n",
                exchanges.get(), received.get(), sent.get(), differences.size());
        if (!differences.isEmpty()) {
            throw new AssertionError("The traffic differs from docs/reference/openapi.yaml or asyncapi.yaml:\n"
                    + String.join("\n", differences.values()));
        }
    }

    /** How many requests were compared. */
    public int exchanges() {
        return exchanges.get();
    }

    private void note(String where, List<String> found, Supplier<String> example) {
        found.forEach(difference -> differences.computeIfAbsent(
                where + ": " + difference.replaceAll("[0-9]+", "n"),
                _ -> where + ": " + difference + "\n    " + shortened(example.get())));
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_EXAMPLE ? text : text.substring(0, LONGEST_EXAMPLE) + "…";
    }
}
