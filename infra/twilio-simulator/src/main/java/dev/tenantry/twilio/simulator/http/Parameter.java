package dev.tenantry.twilio.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tenantry.twilio.simulator.domain.ErrorCode;
import dev.tenantry.twilio.simulator.domain.TwilioException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A form parameter that becomes a property of a resource.
 *
 * @param name its name, such as {@code SmsUrl}; the property's is the same in snake case
 * @param parse its value as JSON; 20001 when it is not one
 */
record Parameter(String name, Function<String, JsonNode> parse) {
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    static Parameter text(String name) {
        return new Parameter(name, TextNode::valueOf);
    }

    static Parameter text(String name, int maxLength) {
        return new Parameter(name, value -> {
            if (value.length() > maxLength) {
                throw invalid(name, "has more than " + maxLength + " characters");
            }
            return TextNode.valueOf(value);
        });
    }

    static Parameter flag(String name) {
        return new Parameter(name, value -> BooleanNode.valueOf(bool(name, value)));
    }

    static Parameter oneOf(String name, List<String> allowed) {
        return new Parameter(name, value -> {
            if (!allowed.contains(value)) {
                throw invalid(name, "must be one of " + allowed);
            }
            return TextNode.valueOf(value);
        });
    }

    static Parameter method(String name) {
        return oneOf(name, List.of("GET", "POST"));
    }

    static Parameter sid(String name, String prefix) {
        var form = Pattern.compile(prefix + "[0-9a-fA-F]{32}");
        return new Parameter(name, value -> {
            if (value.isEmpty()) {
                return NullNode.getInstance();
            }
            if (!form.matcher(value).matches()) {
                throw invalid(name, "is not the SID of such a resource");
            }
            return TextNode.valueOf(value);
        });
    }

    /** The property's name. */
    String property() {
        return WORD_START.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    static int integer(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw invalid(name, "is not a whole number");
        }
    }

    static double number(String name, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw invalid(name, "is not a number");
        }
    }

    static boolean bool(String name, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name, "is neither true nor false");
        };
    }

    static TwilioException invalid(String name, String why) {
        return new TwilioException(ErrorCode.INVALID_PARAMETER, "Parameter " + name + " " + why);
    }
}
