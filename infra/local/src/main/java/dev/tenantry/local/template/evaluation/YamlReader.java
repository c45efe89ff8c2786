package dev.tenantry.local.template.evaluation;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads CloudFormation's YAML: the tags of its functions become their long form, and every value keeps its line.
 *
 * <p>Scalars follow YAML 1.1 as CloudFormation reads it, so {@code yes} and {@code on} are true; dates stay text.
 */
final class YamlReader {

    private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+\\.[0-9]*([eE][-+]?[0-9]+)?");
    private static final Pattern TRUE = Pattern.compile("true|True|TRUE|yes|Yes|YES|on|On|ON");
    private static final Pattern FALSE = Pattern.compile("false|False|FALSE|no|No|NO|off|Off|OFF");
    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
    private static final Set<String> TAGS_OUTSIDE_FN = Set.of("Ref", "Condition");

    /**
     * Reads one YAML document.
     *
     * @param yaml the document
     * @return its root
     * @throws TemplateException if the text is no YAML, or its root is no map
     */
    Node.Mapping read(String yaml) {
        try {
            var root = new Compose(LoadSettings.builder().build())
                    .composeString(yaml)
                    .orElseThrow(() -> new TemplateException("The template is empty", 1));
            if (node(root, lineOf(root)) instanceof Node.Mapping mapping) {
                return mapping;
            }
            throw new TemplateException("The template is not a map", lineOf(root));
        } catch (MarkedYamlEngineException e) {
            var line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new TemplateException("Not YAML: " + e.getProblem(), line);
        }
    }

    private Node node(org.snakeyaml.engine.v2.nodes.Node yaml, int line) {
        var tag = yaml.getTag().getValue();
        var plain =
                switch (yaml) {
                    case ScalarNode scalar -> new Node.Scalar(scalar(scalar), line);
                    case SequenceNode sequence ->
                        new Node.Sequence(
                                sequence.getValue().stream()
                                        .map(item -> node(item, lineOf(item)))
                                        .toList(),
                                line);
                    case MappingNode mapping -> mapping(mapping, line);
                    default -> throw new TemplateException("Unexpected YAML", line);
                };
        return tag.startsWith("!") ? function(tag.substring(1), plain, line) : plain;
    }

    private Node.Mapping mapping(MappingNode mapping, int line) {
        var entries = new LinkedHashMap<String, Node>();
        for (NodeTuple tuple : mapping.getValue()) {
            var keyLine = lineOf(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new TemplateException("A key must be a string", keyLine);
            }
            if (entries.putIfAbsent(key.getValue(), node(tuple.getValueNode(), keyLine)) != null) {
                throw new TemplateException("The key " + key.getValue() + " stands twice", keyLine);
            }
        }
        return new Node.Mapping(entries, line);
    }

    /** The long form of a tag: {@code !GetAtt A.Arn} is {@code Fn::GetAtt: [A, Arn]}. */
    private static Node function(String tag, Node argument, int line) {
        if (tag.equals("GetAtt") && argument instanceof Node.Scalar scalar) {
            return Node.Mapping.of("Fn::GetAtt", getAttArguments(scalar), line);
        }
        return Node.Mapping.of(TAGS_OUTSIDE_FN.contains(tag) ? tag : "Fn::" + tag, argument, line);
    }

    private static Node getAttArguments(Node.Scalar scalar) {
        var parts = scalar.text().split("\\.", 2);
        if (parts.length != 2) {
            throw new TemplateException("!GetAtt needs Resource.Attribute", scalar.line());
        }
        var items = List.<Node>of(Node.Scalar.of(parts[0], scalar.line()), Node.Scalar.of(parts[1], scalar.line()));
        return new Node.Sequence(items, scalar.line());
    }

    private static ValueNode scalar(ScalarNode scalar) {
        var text = scalar.getValue();
        if (!scalar.isPlain() || scalar.getTag().getValue().startsWith("!")) {
            return TextNode.valueOf(text);
        } else if (TRUE.matcher(text).matches()) {
            return BooleanNode.TRUE;
        } else if (FALSE.matcher(text).matches()) {
            return BooleanNode.FALSE;
        } else if (NULL.matcher(text).matches()) {
            return NullNode.instance;
        } else if (INTEGER.matcher(text).matches()) {
            return LongNode.valueOf(Long.parseLong(text));
        } else if (DECIMAL.matcher(text).matches()) {
            return DecimalNode.valueOf(new BigDecimal(text));
        }
        return TextNode.valueOf(text);
    }

    private static int lineOf(org.snakeyaml.engine.v2.nodes.Node yaml) {
        return yaml.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
