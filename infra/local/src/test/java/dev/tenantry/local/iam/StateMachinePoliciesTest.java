package dev.tenantry.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.template.FunctionResource;
import dev.tenantry.local.template.StateMachineResource;
import dev.tenantry.local.template.Template;
import dev.tenantry.local.template.evaluation.Addresses;
import dev.tenantry.local.template.evaluation.Stack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The policies of the template's state machines, which the local Step Functions does not ask: each may invoke the
 * functions that its definition names, and no other one.
 */
class StateMachinePoliciesTest {
    private static Template template;

    @BeforeAll
    static void read() throws IOException {
        var nowhere = URI.create("http://127.0.0.1:1");
        template = Template.read(
                Path.of("../../template.yaml"),
                Stack.local("tenantry", Map.of(), new Addresses(nowhere, nowhere, URI.create("ws://127.0.0.1:1"))));
    }

    static List<StateMachineResource> stateMachines() {
        return template.stateMachines();
    }

    @ParameterizedTest
    @MethodSource("stateMachines")
    void mayInvokeTheFunctionsOfItsDefinition(StateMachineResource machine) {
        var role = new Role(machine.logicalId(), machine.arn(), machine.policies());
        var functions = template.functions().stream()
                .map(FunctionResource::invokedArn)
                .filter(machine.substitutions()::containsValue)
                .toList();

        assertThat(functions).isNotEmpty();
        assertThat(template.functions())
                .extracting(FunctionResource::invokedArn)
                .filteredOn(arn ->
                        role.decide(Access.of("lambda:InvokeFunction", arn)).isAllowed())
                .containsExactlyInAnyOrderElementsOf(functions);
    }
}
