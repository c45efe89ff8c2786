package dev.tenantry.local.template.evaluation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values of the template's parameters: given or default, checked as CloudFormation checks them. */
final class Parameters {

    private static final Set<String> LISTS = Set.of("CommaDelimitedList", "List<Number>", "List<String>");
    private static final Set<String> SCALARS = Set.of("String", "Number");

    private static final Set<String> ATTRIBUTES = Set.of(
            "Type",
            "Default",
            "AllowedValues",
            "AllowedPattern",
            "ConstraintDescription",
            "MinLength",
            "MaxLength",
            "MinValue",
            "MaxValue",
            "Description",
            "NoEcho");

    private final Map<String, Node> values = new LinkedHashMap<>();

    Parameters(Node.Mapping declarations, Map<String, String> given) {
        given.keySet().stream()
                .filter(name -> !declarations.entries().containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new TemplateException("There is no parameter " + name, declarations.line());
                });
        declarations.entries().forEach((name, node) -> {
            if (!(node instanceof Node.Mapping declaration)) {
                throw new TemplateException("Parameter " + name + " is not a map", node.line());
            }
            values.put(name, value(name, declaration, Optional.ofNullable(given.get(name))));
        });
    }

    Optional<Node> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> texts.put(name, texts(value).collect(Collectors.joining(","))));
        return texts;
    }

    private static Node value(String name, Node.Mapping declaration, Optional<String> given) {
        new PropertyReader("Parameters." + name, declaration).requireOnly(ATTRIBUTES);
        var type = attribute(declaration, "Type").orElse("");
        if (!LISTS.contains(type) && !SCALARS.contains(type)) {
            throw new UnsupportedPropertyException("Parameters." + name + ".Type", type, declaration.line());
        }
        var text = given.or(() -> attribute(declaration, "Default"))
                .orElseThrow(() -> new TemplateException(
                        "Parameter " + name + " has no value and no Default", declaration.line()));
        if (SCALARS.contains(type)) {
            check(name, declaration, type, text);
            return Node.Scalar.of(text, declaration.line());
        }
        var items = new ArrayList<Node>();
        for (var item : text.split(",", -1)) {
            check(name, declaration, type.equals("List<Number>") ? "Number" : "String", item.strip());
            items.add(Node.Scalar.of(item.strip(), declaration.line()));
        }
        return new Node.Sequence(text.isEmpty() ? List.of() : items, declaration.line());
    }

    private static void check(String name, Node.Mapping declaration, String type, String value) {
        var allowed = declaration.entries().get("AllowedValues");
        if (allowed != null && texts(allowed).noneMatch(value::equals)) {
            throw refused(name, declaration, "is none of AllowedValues");
        }
        attribute(declaration, "AllowedPattern")
                .filter(pattern -> !Pattern.matches(pattern, value))
                .ifPresent(pattern -> {
                    throw refused(name, declaration, "does not match " + pattern);
                });
        var length = BigDecimal.valueOf(value.codePointCount(0, value.length()));
        checkBounds(name, declaration, "MinLength", "MaxLength", length);
        if (type.equals("Number")) {
            checkBounds(name, declaration, "MinValue", "MaxValue", number(name, declaration, value));
        }
    }

    private static void checkBounds(
            String name, Node.Mapping declaration, String least, String most, BigDecimal actual) {
        Function<String, BigDecimal> bound = attribute -> attribute(declaration, attribute)
                .map(text -> number(name, declaration, text))
                .orElse(actual);
        if (actual.compareTo(bound.apply(least)) < 0) {
            throw refused(name, declaration, "is below " + least);
        } else if (actual.compareTo(bound.apply(most)) > 0) {
            throw refused(name, declaration, "is above " + most);
        }
    }

    private static BigDecimal number(String name, Node.Mapping declaration, String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw refused(name, declaration, "is no number");
        }
    }

    /** The value itself stays out of the message: the parameter may be a secret. */
    private static TemplateException refused(String name, Node.Mapping declaration, String why) {
        var constraint = attribute(declaration, "ConstraintDescription")
                .map(text -> ": " + text)
                .orElse("");
        return new TemplateException("The value of parameter " + name + " " + why + constraint, declaration.line());
    }

    private static Optional<String> attribute(Node.Mapping declaration, String name) {
        return declaration.entries().get(name) instanceof Node.Scalar scalar
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private static Stream<String> texts(Node node) {
        return Node.listOf(node).stream().map(item -> ((Node.Scalar) item).text());
    }
}
