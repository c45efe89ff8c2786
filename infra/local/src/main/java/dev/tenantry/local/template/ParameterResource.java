package dev.tenantry.local.template;

/**
 * A parameter of Systems Manager ({@code AWS::SSM::Parameter}).
 *
 * @param logicalId its key in the template
 * @param name its name
 * @param type {@code String} or {@code StringList}
 * @param value its value
 */
public record ParameterResource(String logicalId, String name, String type, String value) {}
