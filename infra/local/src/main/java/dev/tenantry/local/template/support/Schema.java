package dev.tenantry.local.template.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The properties of one resource type that a local run knows.
 *
 * <p>A pattern names a property by its path. {@code *} stands for any one key, {@code []} for the items of a list, a
 * last {@code **} for whatever stands there. The first pattern that fits decides.
 */
final class Schema {

    private record Declaration(String pattern, List<String> segments, Support support) {}

    /** A declaration that fits a path: the pattern in its own words, and what it says. */
    record Match(String pattern, Support support) {}

    private final String owner;
    private final List<Declaration> declarations = new ArrayList<>();

    Schema(String owner) {
        this.owner = owner;
    }

    String owner() {
        return owner;
    }

    Schema honours(String... patterns) {
        return add(new Support.Honoured(), patterns);
    }

    Schema ignores(String reason, String... patterns) {
        return add(new Support.WithoutEffect(reason), patterns);
    }

    /** What is known of a path whose list items are written as {@code []}. */
    Optional<Match> find(List<String> path) {
        return declarations.stream()
                .filter(declaration -> fits(declaration.segments(), path))
                .findFirst()
                .map(declaration -> new Match(declaration.pattern(), declaration.support()));
    }

    private Schema add(Support support, String... patterns) {
        for (var pattern : patterns) {
            declarations.add(new Declaration(pattern, List.of(pattern.split("\\.")), support));
        }
        return this;
    }

    private static boolean fits(List<String> pattern, List<String> path) {
        for (var i = 0; i < pattern.size(); i++) {
            var segment = pattern.get(i);
            if (segment.equals("**")) {
                return true;
            } else if (i >= path.size() || !(segment.equals("*") || segment.equals(path.get(i)))) {
                return false;
            }
        }
        return pattern.size() == path.size();
    }
}
