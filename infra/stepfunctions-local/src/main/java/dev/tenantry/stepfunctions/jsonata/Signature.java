package dev.tenantry.stepfunctions.jsonata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signature of a function, such as {@code <s-n?:s>}: which arguments it takes, and which one the context stands in
 * for.
 */
public final class Signature {
    private static final Map<Character, String> ITEMS =
            Map.of('a', "arrays", 'b', "booleans", 'f', "functions", 'n', "numbers", 'o', "objects", 's', "strings");

    /** A parameter. */
    private static final class Parameter {
        private final String type;
        private String regex;
        private String subtype;
        private Pattern context;

        Parameter(String type, String regex) {
            this.type = type;
            this.regex = regex;
        }
    }

    private final List<Parameter> parameters;
    private final Pattern pattern;

    private Signature(List<Parameter> parameters) {
        this.parameters = parameters;
        var regex = new StringBuilder();
        parameters.forEach(each -> regex.append('(').append(each.regex).append(')'));
        this.pattern = Pattern.compile(regex.toString());
    }

    static Signature parse(String text) {
        List<Parameter> parameters = new ArrayList<>();
        Parameter last = new Parameter("", "");
        int position = 1;
        while (position < text.length() && text.charAt(position) != ':') {
            char symbol = text.charAt(position);
            switch (symbol) {
                case 's', 'n', 'b', 'l', 'o' -> last = add(parameters, symbol, "[" + symbol + "m]");
                case 'a', 'x' -> last = add(parameters, symbol, "[asnblfom]");
                case 'f' -> last = add(parameters, symbol, "f");
                case 'j' -> last = add(parameters, symbol, "[asnblom]");
                case '-' -> {
                    last.context = Pattern.compile(last.regex);
                    last.regex += "?";
                }
                case '?', '+' -> last.regex += symbol;
                case '(' -> {
                    int end = closing(text, position, '(', ')');
                    String choice = text.substring(position + 1, end);
                    if (choice.contains("<")) {
                        throw JsonataException.of("S0402").value(choice);
                    }
                    last = new Parameter("(" + choice + ")", "[" + choice.replaceAll("[^a-z]", "") + "m]");
                    parameters.add(last);
                    position = end;
                }
                case '<' -> {
                    if (!last.type.equals("a") && !last.type.equals("f")) {
                        throw JsonataException.of("S0401").value(last.type);
                    }
                    int end = closing(text, position, '<', '>');
                    last.subtype = text.substring(position + 1, end);
                    position = end;
                }
                default -> {}
            }
            position++;
        }
        return new Signature(parameters);
    }

    private static Parameter add(List<Parameter> parameters, char type, String regex) {
        var parameter = new Parameter(String.valueOf(type), regex);
        parameters.add(parameter);
        return parameter;
    }

    private static int closing(String text, int start, char open, char close) {
        int depth = 1;
        int position = start;
        while (position < text.length() - 1) {
            position++;
            if (text.charAt(position) == close && --depth == 0) {
                return position;
            }
            if (text.charAt(position) == open) {
                depth++;
            }
        }
        return text.length();
    }

    /** The letter of a value's type in a signature; {@code m} is a missing one. */
    static char symbol(Object value) {
        return switch (value) {
            case null -> 'm';
            case String _ -> 's';
            case Number _ -> 'n';
            case Boolean _ -> 'b';
            case Sequence _ -> 'a';
            case Function _ -> 'f';
            case JsonNull _ -> 'l';
            default -> 'o';
        };
    }

    /**
     * The arguments as the function is to see them: the context in place of one that is missing, and arrays where it
     * wants arrays.
     */
    List<Object> validate(List<Object> arguments, Object context, Meter meter) {
        var supplied = new StringBuilder();
        arguments.forEach(each -> supplied.append(symbol(each)));
        Matcher matcher = pattern.matcher(meter.bounded(supplied.toString()));
        if (!matcher.matches()) {
            throw mismatch(supplied.toString());
        }
        List<Object> validated = new ArrayList<>();
        int index = 0;
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            String match = matcher.group(i + 1);
            if (match == null || match.isEmpty()) {
                if (parameter.context != null) {
                    validated.add(context(parameter, context, index));
                } else {
                    validated.add(index < arguments.size() ? arguments.get(index) : null);
                    index++;
                }
            } else {
                for (int place = 0; place < match.length(); place++) {
                    char single = match.charAt(place);
                    Object argument = arguments.get(index);
                    validated.add(
                            parameter.type.equals("a") && single != 'm'
                                    ? array(parameter, argument, match, index, meter)
                                    : argument);
                    index++;
                }
            }
        }
        return validated;
    }

    private static Object context(Parameter parameter, Object context, int index) {
        if (!parameter.context.matcher(String.valueOf(symbol(context))).matches()) {
            throw JsonataException.of("T0411").value(context).index(index + 1);
        }
        return context;
    }

    private static Object array(Parameter parameter, Object argument, String match, int index, Meter meter) {
        boolean fits = true;
        if (parameter.subtype != null) {
            if (argument instanceof Sequence array) {
                fits = array.isEmpty() || isUniform(array, parameter.subtype.charAt(0), meter);
            } else {
                fits = match.equals(parameter.subtype);
            }
        }
        if (!fits) {
            throw JsonataException.of("T0412")
                    .value(argument)
                    .index(index + 1)
                    .type(ITEMS.get(parameter.subtype.charAt(0)));
        }
        return argument instanceof Sequence ? argument : Sequence.arrayOf(argument);
    }

    private static boolean isUniform(Sequence array, char type, Meter meter) {
        meter.work(array.size());
        for (Object item : array) {
            if (symbol(item) != type) {
                return false;
            }
        }
        return true;
    }

    private JsonataException mismatch(String supplied) {
        var partial = new StringBuilder();
        int good = 0;
        for (Parameter parameter : parameters) {
            partial.append(parameter.regex);
            Matcher matcher = Pattern.compile(partial.toString()).matcher(supplied);
            if (!matcher.lookingAt()) {
                break;
            }
            good = matcher.end();
        }
        return JsonataException.of("T0410").index(good + 1);
    }
}
