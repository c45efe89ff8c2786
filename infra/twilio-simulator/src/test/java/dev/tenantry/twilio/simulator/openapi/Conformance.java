package dev.tenantry.twilio.simulator.openapi;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks exchanges against Twilio's OpenAPI documents, and keeps the findings. Not for several threads at once. */
public final class Conformance {
    private final TwilioOpenApi api;
    private final List<DocumentFault> tolerated;
    private final ExchangeChecks checks = new ExchangeChecks();
    private final SortedMap<String, Integer> operations = new TreeMap<>();
    private final SortedMap<String, Integer> violations = new TreeMap<>();
    private final Set<DocumentFault> met = new HashSet<>();

    /**
     * Knows no exchange yet.
     *
     * @param api the documents
     * @param tolerated where the documents are wrong
     */
    public Conformance(TwilioOpenApi api, List<DocumentFault> tolerated) {
        this.api = api;
        this.tolerated = List.copyOf(tolerated);
    }

    /** Looks at one more exchange. */
    public void add(Exchange exchange) {
        var request = exchange.request();
        var operation = api.find(request.method(), request.host(), request.path());
        if (operation.isEmpty()) {
            var unknown = request.method() + " " + request.host() + request.path();
            violations.merge(unknown + " is no operation", 1, Integer::sum);
            return;
        }
        operations.merge(operation.get().toString(), 1, Integer::sum);
        checks.check(operation.get(), exchange).stream()
                .filter(finding -> !isTolerated(finding))
                .map(finding -> operation.get() + " " + finding)
                .forEach(violation -> violations.merge(violation, 1, Integer::sum));
    }

    private boolean isTolerated(Finding finding) {
        var faults = tolerated.stream().filter(fault -> fault.explains(finding)).toList();
        met.addAll(faults);
        return !faults.isEmpty();
    }

    /** The operations that there were, and how often. */
    public SortedMap<String, Integer> operations() {
        return Collections.unmodifiableSortedMap(operations);
    }

    /** What is wrong and no fault of the documents, and how often. */
    public SortedMap<String, Integer> violations() {
        return Collections.unmodifiableSortedMap(violations);
    }

    /** The faults of the documents that explained something. */
    public Set<DocumentFault> faultsMet() {
        return Collections.unmodifiableSet(met);
    }

    /** The operations and the faults that were met, to read. */
    public String report() {
        var report = new StringBuilder("Operations of Twilio exercised (" + operations.size() + "):\n");
        operations.forEach((operation, times) -> report.append("  %5d  %s%n".formatted(times, operation)));
        report.append("Faults of Twilio's documents met (").append(met.size()).append("):\n");
        tolerated.stream()
                .filter(met::contains)
                .forEach(fault ->
                        report.append("  %s %s: %s%n".formatted(fault.pointer(), fault.problem(), fault.reason())));
        return report.toString();
    }
}
