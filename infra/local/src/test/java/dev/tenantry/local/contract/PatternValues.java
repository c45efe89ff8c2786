package dev.tenantry.local.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Makes random texts that match a regular expression: literals, escapes, classes, groups, alternatives and quantifiers.
 * What it cannot make by construction, such as what a lookahead demands, it tries again.
 */
final class PatternValues {
    private static final int MANY = 6;
    private static final int ATTEMPTS = 1_000;
    private static final String PRINTABLE = "aZ09-._~!$&'()*+,;=:@/?%20";

    private final String regex;
    private final Random random;
    private int at;

    private PatternValues(String regex, Random random) {
        this.regex = regex;
        this.random = random;
    }

    static String of(String regex, Random random) {
        var pattern = Pattern.compile(regex);
        for (var i = 0; i < ATTEMPTS; i++) {
            var text = new PatternValues(regex, random).alternatives();
            if (pattern.matcher(text).find()) {
                return text;
            }
        }
        throw new IllegalStateException("No text found that matches " + regex);
    }

    private String alternatives() {
        var all = new ArrayList<String>();
        do {
            all.add(sequence());
        } while (at < regex.length() && regex.charAt(at) == '|' && at++ >= 0);
        return all.get(random.nextInt(all.size()));
    }

    private String sequence() {
        var text = new StringBuilder();
        while (at < regex.length() && "|)".indexOf(regex.charAt(at)) < 0) {
            var start = at;
            var once = atom();
            var end = at;
            var count = quantity();
            var after = at;
            for (var i = 0; i < count; i++) {
                if (i == 0) {
                    text.append(once);
                } else {
                    at = start;
                    text.append(atom());
                }
            }
            at = Math.max(after, end);
        }
        return text.toString();
    }

    private String atom() {
        var c = regex.charAt(at++);
        return switch (c) {
            case '^', '$' -> "";
            case '(' -> group();
            case '[' -> oneOf();
            case '\\' -> Character.toString(regex.charAt(at++));
            case '.' -> any(PRINTABLE);
            default -> Character.toString(c);
        };
    }

    private String group() {
        var isLookahead = regex.startsWith("?=", at);
        at += isLookahead || regex.startsWith("?:", at) ? 2 : 0;
        var text = alternatives();
        at++;
        return isLookahead ? "" : text;
    }

    private String oneOf() {
        var excludes = regex.charAt(at) == '^';
        at += excludes ? 1 : 0;
        var chosen = new StringBuilder();
        while (regex.charAt(at) != ']') {
            var from = regex.charAt(at++);
            if (from == '\\') {
                chosen.append(regex.charAt(at++) == 's' ? " " : regex.charAt(at - 1));
            } else if (regex.charAt(at) == '-' && regex.charAt(at + 1) != ']') {
                for (var each = from; each <= regex.charAt(at + 1); each++) {
                    chosen.append(each);
                }
                at += 2;
            } else {
                chosen.append(from);
            }
        }
        at++;
        if (!excludes) {
            return any(chosen.toString());
        }
        return any(PRINTABLE
                .chars()
                .filter(each -> chosen.indexOf(Character.toString(each)) < 0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
    }

    private int quantity() {
        if (at == regex.length()) {
            return 1;
        }
        return switch (regex.charAt(at)) {
            case '?' -> {
                at++;
                yield random.nextInt(2);
            }
            case '*' -> {
                at++;
                yield random.nextInt(MANY);
            }
            case '+' -> {
                at++;
                yield 1 + random.nextInt(MANY);
            }
            case '{' -> {
                var end = regex.indexOf('}', at);
                var bounds = List.of(regex.substring(at + 1, end).split(",", -1));
                at = end + 1;
                var least = Integer.parseInt(bounds.getFirst());
                var most = bounds.getLast().isEmpty() ? least + MANY : Integer.parseInt(bounds.getLast());
                yield least + random.nextInt(most - least + 1);
            }
            default -> 1;
        };
    }

    private String any(String characters) {
        return Character.toString(characters.charAt(random.nextInt(characters.length())));
    }
}
