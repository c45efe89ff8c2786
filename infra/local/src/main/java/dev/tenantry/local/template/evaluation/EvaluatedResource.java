package dev.tenantry.local.template.evaluation;

/**
 * A resource whose condition holds, its properties resolved and merged with the Globals.
 *
 * @param logicalId its key in the template
 * @param type for instance {@code AWS::DynamoDB::Table}
 * @param attributes what stands beside the properties: {@code Type}, {@code Condition}, {@code DeletionPolicy}, …
 * @param properties its properties
 */
public record EvaluatedResource(String logicalId, String type, Node.Mapping attributes, Node.Mapping properties) {

    /** The line of the resource in the template. */
    public int line() {
        return attributes.line();
    }

    /** Reads the properties. */
    public PropertyReader reader() {
        return new PropertyReader("Resources." + logicalId + ".Properties", properties);
    }
}
