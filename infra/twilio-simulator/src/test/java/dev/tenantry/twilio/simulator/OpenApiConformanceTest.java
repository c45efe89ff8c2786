package dev.tenantry.twilio.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenantry.twilio.simulator.openapi.Conformance;
import dev.tenantry.twilio.simulator.openapi.DocumentFault;
import dev.tenantry.twilio.simulator.openapi.TwilioOpenApi;
import dev.tenantry.twilio.simulator.testing.AllOperationsClient;
import dev.tenantry.twilio.simulator.testing.RawClient;
import java.nio.file.Files;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Everything that the simulator answers, once each, held against Twilio's OpenAPI documents: request and response must
 * have the parameters, properties, types, formats and statuses that the documents say.
 */
class OpenApiConformanceTest {

    @Test
    void everyOperationIsAsTwilioDescribesIt() throws Exception {
        var directory = TwilioOpenApi.directory();
        assumeTrue(
                Files.isDirectory(directory),
                () -> "skipped: Twilio's OpenAPI documents are not at " + directory.toAbsolutePath());
        var api = TwilioOpenApi.read(directory);
        var conformance = new Conformance(api, DocumentFault.KNOWN);
        try (var simulator =
                TwilioSimulator.builder().speed(Double.POSITIVE_INFINITY).start()) {
            new AllOperationsClient(simulator, conformance::add).run();
            assertThat(conformance.operations()).containsKeys(answered(simulator, api));
        }

        System.out.println(conformance.report());
        assertThat(conformance.violations()).isEmpty();
        // A fault that explains nothing is one no more.
        assertThat(conformance.faultsMet()).containsExactlyInAnyOrderElementsOf(DocumentFault.KNOWN);
    }

    /** The operations that the simulator says it answers. */
    private static String[] answered(TwilioSimulator simulator, TwilioOpenApi api) throws Exception {
        var operations = new TreeSet<String>();
        try (var client = RawClient.ofParent(simulator)) {
            for (var route :
                    client.control("GET", "/_simulator/routes", "").json().get("routes")) {
                var method = route.get("method").textValue();
                var host = route.get("host").textValue();
                var path = route.get("path").textValue().replaceAll("\\{\\w+}", "X");
                operations.add(api.find(method, host, path).orElseThrow().toString());
            }
        }
        return operations.toArray(String[]::new);
    }
}
