package dev.tenantry.local.template;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A state machine ({@code AWS::Serverless::StateMachine}).
 *
 * @param logicalId its key in the template
 * @param name its name
 * @param arn its ARN
 * @param type {@code STANDARD}
 * @param definitionUri the file with its definition
 * @param substitutions what replaces {@code ${name}} in the definition
 * @param policies what its role allows
 */
public record StateMachineResource(
        String logicalId,
        String name,
        String arn,
        String type,
        Path definitionUri,
        Map<String, String> substitutions,
        List<PolicyStatement> policies) {

    /** Copies the collections. */
    public StateMachineResource {
        substitutions = Map.copyOf(substitutions);
        policies = List.copyOf(policies);
    }
}
