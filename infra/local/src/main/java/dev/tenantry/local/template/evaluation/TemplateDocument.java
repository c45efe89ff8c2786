package dev.tenantry.local.template.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The sections of a template as they are written, Globals already merged into the resources.
 *
 * @param parameters the declared parameters
 * @param mappings the section for {@code Fn::FindInMap}
 * @param conditions the conditions by name
 * @param resources the resources by logical id
 * @param outputs the outputs by name
 */
record TemplateDocument(
        Node.Mapping parameters,
        Node.Mapping mappings,
        Node.Mapping conditions,
        Node.Mapping resources,
        Node.Mapping outputs) {

    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Transform",
            "Description",
            "Metadata",
            "Parameters",
            "Mappings",
            "Conditions",
            "Globals",
            "Resources",
            "Outputs");
    private static final String SAM = "AWS::Serverless-2016-10-31";

    static TemplateDocument of(Node.Mapping root) {
        root.entries().forEach((section, value) -> {
            if (!SECTIONS.contains(section)) {
                throw new UnsupportedPropertyException(section, value.line());
            }
        });
        requireSam(root);
        var globals = new Globals(section(root, "Globals"));
        return new TemplateDocument(
                section(root, "Parameters"),
                section(root, "Mappings"),
                section(root, "Conditions"),
                merged(section(root, "Resources"), globals),
                section(root, "Outputs"));
    }

    private static void requireSam(Node.Mapping root) {
        var transform = root.entries().get("Transform");
        if (!(transform instanceof Node.Scalar scalar && scalar.text().equals(SAM))) {
            throw new TemplateException(
                    "Transform must be " + SAM + " alone", transform == null ? root.line() : transform.line());
        }
    }

    private static Node.Mapping merged(Node.Mapping resources, Globals globals) {
        var merged = new LinkedHashMap<String, Node>();
        resources.entries().forEach((logicalId, resource) -> {
            if (!(resource instanceof Node.Mapping mapping)) {
                throw new TemplateException("Resource " + logicalId + " is not a map", resource.line());
            }
            merged.put(logicalId, globals.mergeInto(logicalId, mapping));
        });
        return new Node.Mapping(merged, resources.line());
    }

    private static Node.Mapping section(Node.Mapping root, String name) {
        var section = root.entries().get(name);
        return switch (section) {
            case null -> new Node.Mapping(new LinkedHashMap<>(Map.of()), root.line());
            case Node.Mapping mapping -> mapping;
            default -> throw new TemplateException(name + " is not a map", section.line());
        };
    }
}
