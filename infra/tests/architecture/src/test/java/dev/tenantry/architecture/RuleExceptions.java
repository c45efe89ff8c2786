package dev.tenantry.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The listed exceptions from the rules. */
final class RuleExceptions {
    /**
     * An exception.
     *
     * @param subject what the rule does not hold for
     * @param reason why it need not
     */
    record RuleException(String subject, String reason) {
        private static RuleException parse(String line) {
            String[] parts = line.split(":", 2);
            return new RuleException(parts[0].strip(), parts.length == 2 ? parts[1].strip() : "");
        }
    }

    /** A dependency between two classes, by their full names, that is left out of account. */
    record ExcludedDependency(String origin, String target) {}

    private static final String ARROW = " -> ";
    private static final List<RuleException> ALL = read();

    private RuleExceptions() {}

    static List<RuleException> all() {
        return ALL;
    }

    /** The exceptions that are dependencies. */
    static List<ExcludedDependency> dependencies() {
        return ALL.stream()
                .map(each -> each.subject().split(ARROW, 2))
                .filter(parts -> parts.length == 2)
                .map(parts -> new ExcludedDependency(parts[0], parts[1]))
                .toList();
    }

    static boolean contains(String subject) {
        return ALL.stream().anyMatch(each -> each.subject().equals(subject));
    }

    private static List<RuleException> read() {
        try (var text = RuleExceptions.class.getResourceAsStream("/exceptions.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(RuleException::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
