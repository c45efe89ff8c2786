package dev.tenantry.stepfunctions.jsonata;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits an expression into its tokens. */
final class Tokenizer {
    /**
     * A token.
     *
     * @param type what it is
     * @param value the operator, name or literal
     */
    record Token(Node.Kind type, Object value) {}

    /** The binding powers of the operators; an operator of power 0 only ends a name. */
    static final Map<String, Integer> OPERATORS = Map.ofEntries(
            Map.entry(".", 75),
            Map.entry("[", 80),
            Map.entry("]", 0),
            Map.entry("{", 70),
            Map.entry("}", 0),
            Map.entry("(", 80),
            Map.entry(")", 0),
            Map.entry(",", 0),
            Map.entry("@", 80),
            Map.entry("#", 80),
            Map.entry(";", 0),
            Map.entry(":", 0),
            Map.entry("?", 20),
            Map.entry("+", 50),
            Map.entry("-", 50),
            Map.entry("*", 60),
            Map.entry("/", 60),
            Map.entry("%", 60),
            Map.entry("|", 0),
            Map.entry("=", 40),
            Map.entry("<", 40),
            Map.entry(">", 40),
            Map.entry("^", 40),
            Map.entry("**", 0),
            Map.entry("..", 0),
            Map.entry(":=", 10),
            Map.entry("!=", 40),
            Map.entry("<=", 40),
            Map.entry(">=", 40),
            Map.entry("~>", 40),
            Map.entry("?:", 40),
            Map.entry("??", 40),
            Map.entry("and", 30),
            Map.entry("or", 25),
            Map.entry("in", 40),
            Map.entry("&", 50),
            Map.entry("!", 0),
            Map.entry("~", 0));

    private static final String BLANKS = " \t\n\r\u000b";
    private static final Pattern NUMBER = Pattern.compile("-?(0|([1-9][0-9]*))(\\.[0-9]+)?([Ee][-+]?[0-9]+)?");
    private static final Map<Character, Character> ESCAPES =
            Map.of('"', '"', '\\', '\\', '/', '/', 'b', '\b', 'f', '\f', 'n', '\n', 'r', '\r', 't', '\t');

    private final String source;
    private int position;

    Tokenizer(String source) {
        this.source = source;
    }

    /**
     * Reads the next token.
     *
     * @param infix whether an operator is expected, so that a slash is a division rather than a regular expression
     * @return null at the end
     */
    Token next(boolean infix) {
        skipBlanksAndComments();
        if (position >= source.length()) {
            return null;
        }
        char current = source.charAt(position);
        if (!infix && current == '/') {
            position++;
            return new Token(Node.Kind.REGEX, regex());
        }
        if (position + 1 < source.length()) {
            String two = source.substring(position, position + 2);
            if (OPERATORS.containsKey(two) && !Character.isLetter(current)) {
                position += 2;
                return new Token(Node.Kind.OPERATOR, two);
            }
        }
        if (OPERATORS.containsKey(String.valueOf(current))) {
            position++;
            return new Token(Node.Kind.OPERATOR, String.valueOf(current));
        }
        if (current == '"' || current == '\'') {
            return new Token(Node.Kind.STRING, string(current));
        }
        Matcher number = NUMBER.matcher(source).region(position, source.length());
        if (number.lookingAt()) {
            return new Token(Node.Kind.NUMBER, number(number.group()));
        }
        return current == '`' ? new Token(Node.Kind.NAME, quotedName()) : name();
    }

    private void skipBlanksAndComments() {
        while (position < source.length()) {
            if (BLANKS.indexOf(source.charAt(position)) >= 0) {
                position++;
            } else if (source.startsWith("/*", position)) {
                int end = source.indexOf("*/", position + 2);
                if (end < 0) {
                    throw JsonataException.of("S0106");
                }
                position = end + 2;
            } else {
                return;
            }
        }
    }

    private Object number(String text) {
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw JsonataException.of("S0102").token(text);
        }
        position += text.length();
        return Numbers.of(number);
    }

    private String string(char quote) {
        position++;
        var text = new StringBuilder();
        while (position < source.length()) {
            char current = source.charAt(position);
            if (current == quote) {
                position++;
                return text.toString();
            }
            text.append(current == '\\' ? escaped() : current);
            position++;
        }
        throw JsonataException.of("S0101");
    }

    private char escaped() {
        position++;
        char escape = position < source.length() ? source.charAt(position) : '\0';
        if (ESCAPES.containsKey(escape)) {
            return ESCAPES.get(escape);
        }
        if (escape != 'u') {
            throw JsonataException.of("S0103").token(escape == '\0' ? "" : String.valueOf(escape));
        }
        String digits = source.substring(position + 1, Math.min(position + 5, source.length()));
        if (digits.length() < 4 || !digits.chars().allMatch(each -> Character.digit(each, 16) >= 0)) {
            throw JsonataException.of("S0104");
        }
        position += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    private String quotedName() {
        int end = source.indexOf('`', position + 1);
        if (end < 0) {
            throw JsonataException.of("S0105");
        }
        String name = source.substring(position + 1, end);
        position = end + 1;
        return name;
    }

    private Token name() {
        int end = position;
        while (end < source.length()
                && BLANKS.indexOf(source.charAt(end)) < 0
                && !OPERATORS.containsKey(String.valueOf(source.charAt(end)))) {
            end++;
        }
        String name = source.substring(position, end);
        position = end;
        if (name.startsWith("$")) {
            return new Token(Node.Kind.VARIABLE, name.substring(1));
        }
        return switch (name) {
            case "or", "in", "and" -> new Token(Node.Kind.OPERATOR, name);
            case "true" -> new Token(Node.Kind.VALUE, true);
            case "false" -> new Token(Node.Kind.VALUE, false);
            case "null" -> new Token(Node.Kind.VALUE, JsonNull.NULL);
            default -> new Token(Node.Kind.NAME, name);
        };
    }

    private Regex regex() {
        int start = position;
        int depth = 0;
        for (; position < source.length(); position++) {
            char current = source.charAt(position);
            if (current == '/' && depth == 0 && backslashesBefore(position) % 2 == 0) {
                String pattern = source.substring(start, position);
                if (pattern.isEmpty()) {
                    throw JsonataException.of("S0301");
                }
                position++;
                return Regex.compile(pattern, flags());
            }
            boolean escaped = position > 0 && source.charAt(position - 1) == '\\';
            if ("([{".indexOf(current) >= 0 && !escaped) {
                depth++;
            } else if (")]}".indexOf(current) >= 0 && !escaped) {
                depth--;
            }
        }
        throw JsonataException.of("S0302");
    }

    private int backslashesBefore(int index) {
        int count = 0;
        while (index - count - 1 >= 0 && source.charAt(index - count - 1) == '\\') {
            count++;
        }
        return count;
    }

    private String flags() {
        int start = position;
        while (position < source.length() && "im".indexOf(source.charAt(position)) >= 0) {
            position++;
        }
        return source.substring(start, position);
    }
}
