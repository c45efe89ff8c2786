package dev.tenantry.local.template.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** A template whose parameters, conditions, Globals and intrinsic functions are replaced by their values. */
public final class EvaluatedTemplate {

    private static final Set<String> OUTPUT_ATTRIBUTES = Set.of("Description", "Value", "Condition");

    private final TemplateDocument document;
    private final TemplateEvaluator evaluator;

    private EvaluatedTemplate(TemplateDocument document, Stack stack) {
        this.document = document;
        this.evaluator = new TemplateEvaluator(document, stack);
    }

    /**
     * Reads a template.
     *
     * @param yaml the template
     * @param stack what CloudFormation would know besides
     * @return the template
     * @throws TemplateException if it is not a SAM template, or a parameter has no valid value
     */
    public static EvaluatedTemplate of(String yaml, Stack stack) {
        return new EvaluatedTemplate(TemplateDocument.of(new YamlReader().read(yaml)), stack);
    }

    /** The resources whose conditions hold. */
    public List<EvaluatedResource> resources() {
        var resources = new ArrayList<EvaluatedResource>();
        document.resources().entries().forEach((logicalId, node) -> {
            var mapping = (Node.Mapping) node;
            var condition = mapping.entries().get("Condition");
            if (condition == null || holds(condition)) {
                resources.add(resource(logicalId, mapping));
            }
        });
        return resources;
    }

    /** The outputs whose conditions hold, by name. */
    public SequencedMap<String, String> outputs() {
        var outputs = new LinkedHashMap<String, String>();
        document.outputs().entries().forEach((name, node) -> {
            if (!(node instanceof Node.Mapping output)) {
                throw new TemplateException("Output " + name + " is not a map", node.line());
            }
            var reader = new PropertyReader("Outputs." + name, output);
            reader.requireOnly(OUTPUT_ATTRIBUTES);
            if (reader.node("Condition").map(this::holds).orElse(true)) {
                outputs.put(name, evaluator.text(reader.node("Value").orElseThrow(() -> reader.missing("Value"))));
            }
        });
        return outputs;
    }

    /** The values of the parameters by name; a list's items are joined by commas. */
    public Map<String, String> parameters() {
        return evaluator.parameterValues();
    }

    /** The names and ARNs of the resources. */
    public PhysicalIds ids() {
        return evaluator.ids();
    }

    private EvaluatedResource resource(String logicalId, Node.Mapping mapping) {
        var attributes = new LinkedHashMap<>(mapping.entries());
        var properties = attributes.remove("Properties");
        var resolved = properties == null
                ? new Node.Mapping(new LinkedHashMap<>(), mapping.line())
                : evaluator.resolve(properties).orElseThrow();
        if (!(resolved instanceof Node.Mapping resolvedProperties)) {
            throw new TemplateException("The properties of " + logicalId + " are not a map", mapping.line());
        }
        var type = ((Node.Scalar) attributes.get("Type")).text();
        return new EvaluatedResource(logicalId, type, new Node.Mapping(attributes, mapping.line()), resolvedProperties);
    }

    private boolean holds(Node condition) {
        return evaluator.condition(evaluator.text(condition), condition.line());
    }
}
