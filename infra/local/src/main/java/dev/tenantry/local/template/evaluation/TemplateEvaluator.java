package dev.tenantry.local.template.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves CloudFormation's intrinsic functions and conditions (CloudFormation Template Reference, "Intrinsic
 * functions").
 */
final class TemplateEvaluator {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]*)}");

    private final TemplateDocument document;
    private final Parameters parameters;
    private final Stack stack;
    private final PhysicalIds ids;
    private final Map<String, Boolean> conditions = new HashMap<>();
    private final Set<String> conditionsUnderWay = new LinkedHashSet<>();

    TemplateEvaluator(TemplateDocument document, Stack stack) {
        this.document = document;
        this.stack = stack;
        this.parameters = new Parameters(document.parameters(), stack.parameters());
        this.ids = new PhysicalIds(document.resources(), stack, this);
    }

    Map<String, String> parameterValues() {
        return parameters.texts();
    }

    PhysicalIds ids() {
        return ids;
    }

    /**
     * Resolves a value.
     *
     * @return the value without functions; empty for {@code AWS::NoValue}
     */
    Optional<Node> resolve(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> Optional.of(scalar);
            case Node.Sequence sequence -> Optional.of(resolveItems(sequence));
            case Node.Mapping mapping
            when mapping.isFunction() -> {
                var call = mapping.entries().firstEntry();
                yield apply(call.getKey(), call.getValue(), mapping.line());
            }
            case Node.Mapping mapping -> {
                var entries = new LinkedHashMap<String, Node>();
                mapping.entries().forEach((key, value) -> resolve(value).ifPresent(v -> entries.put(key, v)));
                yield Optional.of(new Node.Mapping(entries, mapping.line()));
            }
        };
    }

    boolean condition(String name, int line) {
        var known = conditions.get(name);
        if (known != null) {
            return known;
        }
        var declaration = document.conditions().entries().get(name);
        if (declaration == null) {
            throw new TemplateException("There is no condition " + name, line);
        } else if (!conditionsUnderWay.add(name)) {
            throw new TemplateException("Conditions refer to each other: " + conditionsUnderWay, line);
        }
        var holds = holds(declaration);
        conditionsUnderWay.remove(name);
        conditions.put(name, holds);
        return holds;
    }

    private boolean holds(Node node) {
        if (!(node instanceof Node.Mapping mapping) || mapping.entries().size() != 1) {
            throw new TemplateException("A condition must be a function", node.line());
        }
        var function = mapping.entries().firstEntry().getKey();
        var argument = mapping.entries().firstEntry().getValue();
        return switch (function) {
            case "Condition" -> condition(text(argument), node.line());
            case "Fn::Equals" -> {
                var sides = arguments(function, argument, 2);
                yield resolve(sides.get(0))
                        .map(Node::toJson)
                        .map(json -> json.asText())
                        .equals(resolve(sides.get(1)).map(Node::toJson).map(json -> json.asText()));
            }
            case "Fn::Not" -> !holds(arguments(function, argument, 1).getFirst());
            case "Fn::And" -> Node.listOf(argument).stream().allMatch(this::holds);
            case "Fn::Or" -> Node.listOf(argument).stream().anyMatch(this::holds);
            default -> throw new TemplateException(function + " is no condition", node.line());
        };
    }

    private Node resolveItems(Node.Sequence sequence) {
        var items = new ArrayList<Node>();
        sequence.items().forEach(item -> resolve(item).ifPresent(items::add));
        return new Node.Sequence(items, sequence.line());
    }

    private Optional<Node> apply(String function, Node argument, int line) {
        return switch (function) {
            case "Ref" -> ref(text(argument), line);
            case "Fn::GetAtt" -> {
                var parts = argument instanceof Node.Scalar scalar
                        ? List.of(scalar.text().split("\\.", 2))
                        : arguments(function, argument, 2).stream()
                                .map(this::text)
                                .toList();
                yield Optional.of(Node.Scalar.of(ids.getAtt(parts.getFirst(), parts.getLast(), line), line));
            }
            case "Fn::If" -> {
                var parts = arguments(function, argument, 3);
                yield resolve(parts.get(condition(text(parts.getFirst()), line) ? 1 : 2));
            }
            case "Fn::Sub" -> Optional.of(Node.Scalar.of(sub(argument), line));
            case "Fn::Join" -> Optional.of(Node.Scalar.of(join(arguments(function, argument, 2)), line));
            case "Fn::Select" -> Optional.of(select(arguments(function, argument, 2), line));
            case "Fn::Split" -> Optional.of(split(arguments(function, argument, 2), line));
            case "Fn::FindInMap" -> resolve(findInMap(arguments(function, argument, 3), line));
            default -> throw new TemplateException(function + " is not supported by a local run", line);
        };
    }

    private Optional<Node> ref(String name, int line) {
        return switch (name) {
            case "AWS::NoValue" -> Optional.empty();
            case "AWS::Region" -> Optional.of(Node.Scalar.of(stack.region(), line));
            case "AWS::AccountId" -> Optional.of(Node.Scalar.of(stack.accountId(), line));
            case "AWS::Partition" -> Optional.of(Node.Scalar.of("aws", line));
            case "AWS::URLSuffix" -> Optional.of(Node.Scalar.of("amazonaws.com", line));
            case "AWS::StackName" -> Optional.of(Node.Scalar.of(stack.name(), line));
            case "AWS::StackId" ->
                Optional.of(Node.Scalar.of(stack.arn("cloudformation", "stack/" + stack.name() + "/local"), line));
            default -> parameters.value(name).or(() -> Optional.of(Node.Scalar.of(ids.ref(name, line), line)));
        };
    }

    private String sub(Node argument) {
        var parts = argument instanceof Node.Sequence ? arguments("Fn::Sub", argument, 2) : List.of(argument);
        var own = parts.size() == 2 && parts.getLast() instanceof Node.Mapping mapping
                ? mapping.entries()
                : Map.<String, Node>of();
        var matcher = PLACEHOLDER.matcher(((Node.Scalar) parts.getFirst()).text());
        var result = new StringBuilder();
        while (matcher.find()) {
            var name = matcher.group(2);
            var value = matcher.group(1).isEmpty() ? substitute(name, own, argument.line()) : "${" + name + "}";
            matcher.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        return ids.localize(matcher.appendTail(result).toString());
    }

    private String substitute(String name, Map<String, Node> own, int line) {
        if (own.containsKey(name)) {
            return text(own.get(name));
        }
        var dot = name.indexOf('.');
        if (dot < 0 || PhysicalIds.isPublishedVersion(name)) {
            return ref(name, line).map(this::text).orElse("");
        }
        return ids.getAtt(name.substring(0, dot), name.substring(dot + 1), line);
    }

    private String join(List<Node> arguments) {
        var items = resolve(arguments.get(1)).map(Node::listOf).orElse(List.of());
        return ids.localize(String.join(
                text(arguments.get(0)), items.stream().map(this::text).toList()));
    }

    private Node select(List<Node> arguments, int line) {
        var items = resolve(arguments.get(1)).map(Node::listOf).orElse(List.of());
        try {
            return items.get(Integer.parseInt(text(arguments.get(0))));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new TemplateException("Fn::Select finds no such item", line);
        }
    }

    private Node split(List<Node> arguments, int line) {
        var parts = text(arguments.get(1)).split(Pattern.quote(text(arguments.get(0))), -1);
        return new Node.Sequence(
                List.of(parts).stream()
                        .<Node>map(part -> Node.Scalar.of(part, line))
                        .toList(),
                line);
    }

    private Node findInMap(List<Node> arguments, int line) {
        Node node = document.mappings();
        for (var argument : arguments) {
            var key = text(argument);
            if (!(node instanceof Node.Mapping mapping) || !mapping.entries().containsKey(key)) {
                throw new TemplateException("Fn::FindInMap finds no " + key, line);
            }
            node = mapping.entries().get(key);
        }
        return node;
    }

    /** The text of a value that must be a string once it is resolved. */
    String text(Node node) {
        return resolve(node)
                .filter(Node.Scalar.class::isInstance)
                .map(scalar -> ((Node.Scalar) scalar).text())
                .orElseThrow(() -> new TemplateException("A string is expected", node.line()));
    }

    private static List<Node> arguments(String function, Node argument, int count) {
        if (argument instanceof Node.Sequence sequence && sequence.items().size() == count) {
            return sequence.items();
        }
        throw new TemplateException(function + " needs a list of " + count, argument.line());
    }
}
