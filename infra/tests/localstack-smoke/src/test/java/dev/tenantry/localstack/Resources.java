package dev.tenantry.localstack;

import dev.tenantry.local.template.ParameterResource;
import dev.tenantry.local.template.Template;
import dev.tenantry.local.template.evaluation.Addresses;
import dev.tenantry.local.template.evaluation.Stack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * What of the product's template the tests use.
 *
 * @param table the name of its table
 * @param keyId the id of its KMS key
 * @param queue the name of a queue
 * @param parameter the name of the parameter of the Parameter Store that has the settings
 */
record Resources(String table, String keyId, String queue, String parameter) {
    static final Path TEMPLATE =
            Path.of("../../../template.yaml").toAbsolutePath().normalize();

    /** What a local run makes of the template. */
    static Resources of(Template template) {
        return new Resources(
                template.tables().getFirst().name(),
                template.keys().getFirst().id(),
                template.queues().getFirst().name(),
                template.ssmParameters().stream()
                        .map(ParameterResource::name)
                        .filter(name -> name.endsWith("/settings"))
                        .findFirst()
                        .orElseThrow());
    }

    Resources withKeyId(String id) {
        return new Resources(table, id, queue, parameter);
    }

    /** The template, as a local run reads it. */
    static Template template(URI endpoint) throws IOException {
        var addresses = new Addresses(endpoint, endpoint, endpoint);
        return Template.read(TEMPLATE, Stack.local("tenantry", Map.of(), addresses));
    }
}
