package dev.tenantry.twilio.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenantry.twilio.simulator.openapi.DocumentFault;
import dev.tenantry.twilio.simulator.openapi.Exchange;
import dev.tenantry.twilio.simulator.openapi.ExchangeChecks;
import dev.tenantry.twilio.simulator.openapi.Finding;
import dev.tenantry.twilio.simulator.openapi.TwilioOpenApi;
import dev.tenantry.twilio.simulator.openapi.TwilioOpenApi.Operation;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Everything that the simulator answers, once each, held against Twilio's OpenAPI documents: request and response must
 * have the parameters, properties, types, formats and statuses that the documents say.
 */
class OpenApiConformanceTest {
    private final List<Exchange> exchanges = new ArrayList<>();
    private TwilioOpenApi api;

    @Test
    void everyOperationIsAsTwilioDescribesIt() throws Exception {
        var directory = TwilioOpenApi.directory();
        assumeTrue(
                Files.isDirectory(directory),
                () -> "skipped: Twilio's OpenAPI documents are not at " + directory.toAbsolutePath());
        api = TwilioOpenApi.read(directory);
        try (var simulator =
                TwilioSimulator.builder().speed(Double.POSITIVE_INFINITY).start()) {
            new Tour(simulator, exchanges::add).run();
            assertThat(exercised()).containsAll(answered(simulator));
        }

        print("Operations exercised", exercised());
        assertThat(unexplained()).isEmpty();
    }

    /** What is wrong and no known fault of the documents; a fault that explains nothing is one no more. */
    private Set<String> unexplained() {
        var checks = new ExchangeChecks();
        var unexplained = new TreeSet<String>();
        var needed = new HashSet<DocumentFault>();
        for (var exchange : exchanges) {
            var operation = operation(exchange.method(), exchange.host(), exchange.path());
            for (var finding : checks.check(operation, exchange)) {
                var faults = DocumentFault.KNOWN.stream()
                        .filter(fault -> fault.explains(finding))
                        .toList();
                needed.addAll(faults);
                if (faults.isEmpty()) {
                    unexplained.add(describe(operation, finding));
                }
            }
        }
        var reasons = DocumentFault.KNOWN.stream()
                .map(fault -> fault.pointer() + ": " + fault.reason())
                .toList();
        print("Faults of the documents", new TreeSet<>(reasons));
        assertThat(needed).containsExactlyInAnyOrderElementsOf(DocumentFault.KNOWN);
        return unexplained;
    }

    private Set<String> exercised() {
        var operations = new TreeSet<String>();
        exchanges.forEach(exchange -> operations.add(
                operation(exchange.method(), exchange.host(), exchange.path()).toString()));
        return operations;
    }

    /** The operations that the simulator says it answers. */
    private Set<String> answered(TwilioSimulator simulator) throws Exception {
        var operations = new TreeSet<String>();
        try (var client = RawClient.ofParent(simulator)) {
            for (var route :
                    client.control("GET", "/_simulator/routes", "").json().get("routes")) {
                var path = route.get("path").textValue().replaceAll("\\{\\w+}", "X");
                var operation = operation(
                        route.get("method").textValue(), route.get("host").textValue(), path);
                operations.add(operation.toString());
            }
        }
        return operations;
    }

    private Operation operation(String method, String host, String path) {
        var operation = api.find(method, host, path);
        assertThat(operation).as("%s %s%s", method, host, path).isPresent();
        return operation.get();
    }

    private static String describe(Operation operation, Finding finding) {
        return operation + " " + finding.pointer() + " " + finding.problem();
    }

    private static void print(String title, Set<String> lines) {
        System.out.println(title + " (" + lines.size() + "):\n  " + String.join("\n  ", lines));
    }
}
