package dev.tenantry.twilio.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A form parameter that becomes a property of a resource, whose name is the same in snake case.
 *
 * @param name its name, such as {@code SmsUrl}
 * @param required whether creation needs it
 * @param byDefault the property when creation does not give it; empty: null
 * @param parse its values as JSON; 20001 when they are not what they should be
 */
public record Parameter(
        String name, boolean required, Optional<JsonNode> byDefault, Function<List<String>, JsonNode> parse) {
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z])(?=[A-Z])|(?<=[A-Z0-9])(?=[A-Z][a-z])");

    /** Any text. */
    public static Parameter text(String name) {
        return single(name, TextNode::valueOf);
    }

    /** Text of at most so many characters. */
    public static Parameter text(String name, int maxLength) {
        return single(name, value -> {
            if (value.length() > maxLength) {
                throw invalid(name, "has more than " + maxLength + " characters");
            }
            return TextNode.valueOf(value);
        });
    }

    /** Text of this form. */
    public static Parameter text(String name, Pattern form) {
        return single(name, value -> {
            if (!form.matcher(value).matches()) {
                throw invalid(name, "is not valid");
            }
            return TextNode.valueOf(value);
        });
    }

    /** A URL, which is not looked at; an empty one clears the property. */
    public static Parameter url(String name) {
        return single(name, value -> value.isEmpty() ? NullNode.getInstance() : TextNode.valueOf(value));
    }

    /** True or false. */
    public static Parameter flag(String name) {
        return single(name, value -> BooleanNode.valueOf(bool(name, value)));
    }

    /** A whole number in a range. */
    public static Parameter integer(String name, int min, int max) {
        return single(name, value -> {
            int number = integer(name, value);
            if (number < min || number > max) {
                throw invalid(name, "must be between " + min + " and " + max);
            }
            return IntNode.valueOf(number);
        });
    }

    /** One of some words. */
    public static Parameter oneOf(String name, String... allowed) {
        var words = List.of(allowed);
        return single(name, value -> {
            if (!words.contains(value)) {
                throw invalid(name, "must be one of " + words);
            }
            return TextNode.valueOf(value);
        });
    }

    /** GET or POST. */
    public static Parameter method(String name) {
        return oneOf(name, "GET", "POST");
    }

    /** A SID of a type; an empty one clears the property. */
    public static Parameter sid(String name, String prefix) {
        var form = Pattern.compile(prefix + "[0-9a-fA-F]{32}");
        return single(name, value -> {
            if (value.isEmpty()) {
                return NullNode.getInstance();
            }
            if (!form.matcher(value).matches()) {
                throw invalid(name, "is not the SID of such a resource");
            }
            return TextNode.valueOf(value);
        });
    }

    /** A JSON object. */
    public static Parameter object(String name) {
        return single(name, value -> parseObject(name, value));
    }

    /** JSON objects, each in a parameter of this name. */
    public static Parameter objects(String name) {
        return new Parameter(name, false, Optional.empty(), values -> {
            var list = JsonNodeFactory.instance.arrayNode();
            values.forEach(value -> list.add(parseObject(name, value)));
            return list;
        });
    }

    /** Texts, each in a parameter of this name. */
    public static Parameter texts(String name) {
        return new Parameter(name, false, Optional.empty(), values -> {
            var list = JsonNodeFactory.instance.arrayNode();
            values.forEach(list::add);
            return list;
        });
    }

    /** Some of these words, each in a parameter of this name. */
    public static Parameter someOf(String name, String... allowed) {
        var one = oneOf(name, allowed);
        return new Parameter(name, false, Optional.empty(), values -> {
            var list = JsonNodeFactory.instance.arrayNode();
            values.forEach(value -> list.add(one.parse().apply(List.of(value))));
            return list;
        });
    }

    /** The same, only that creation needs it. */
    public Parameter whichIsRequired() {
        return new Parameter(name, true, byDefault, parse);
    }

    /** The same, only that the property is this when creation does not give it. */
    public Parameter orElse(String value) {
        return new Parameter(name, required, Optional.of(parse.apply(List.of(value))), parse);
    }

    /** The same, only that its value is also looked at, and perhaps replaced, by this check. */
    public Parameter checkedBy(UnaryOperator<JsonNode> check) {
        return new Parameter(name, required, byDefault, values -> check.apply(parse.apply(values)));
    }

    /** The property's name. */
    public String property() {
        return snakeCase(name);
    }

    /** A name as Twilio writes it in JSON. */
    public static String snakeCase(String name) {
        return WORD_START.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    /** A whole number; 20001 when it is not. */
    public static int integer(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw invalid(name, "is not a whole number");
        }
    }

    /** A number; 20001 when it is not. */
    public static double number(String name, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw invalid(name, "is not a number");
        }
    }

    /** True or false; 20001 when it is neither. */
    public static boolean bool(String name, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name, "is neither true nor false");
        };
    }

    /** The refusal of a parameter, such as "Parameter Status is not valid". */
    public static TwilioException invalid(String name, String why) {
        return new TwilioException(ErrorCode.INVALID_PARAMETER, "Parameter " + name + " " + why);
    }

    private static Parameter single(String name, Function<String, JsonNode> parse) {
        return new Parameter(name, false, Optional.empty(), values -> parse.apply(values.getLast()));
    }

    private static JsonNode parseObject(String name, String value) {
        try {
            var node = Json.read(value);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw invalid(name, "is not JSON");
        }
        throw invalid(name, "is not a JSON object");
    }
}
