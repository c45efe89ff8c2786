package dev.tenantry.stepfunctions.jsonata;

import dev.tenantry.stepfunctions.jsonata.Node.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an expression refers to.
 *
 * @param topLevel the names, and {@code $}, that are looked up in the context of the whole expression, each once, in
 *     the order of the text
 * @param root whether it refers to the root, {@code $$}
 * @param errorOutput whether it refers to {@code $states.errorOutput}
 * @param variables every variable's name without the dollar sign, functions included
 */
public record References(List<String> topLevel, boolean root, boolean errorOutput, Set<String> variables) {
    static References of(Node tree) {
        var walk = new Walk();
        walk.visit(tree, true);
        return new References(List.copyOf(walk.topLevel), walk.root, walk.errorOutput, Set.copyOf(walk.variables));
    }

    /** Walks the tree; only the first step of a path has the context that the path stands in. */
    private static final class Walk {
        private final Set<String> topLevel = new LinkedHashSet<>();
        private final Set<String> variables = new LinkedHashSet<>();
        private boolean root;
        private boolean errorOutput;

        void visit(Node node, boolean outside) {
            switch (node.type) {
                case PATH -> path(node, outside);
                case NAME -> name(node.text(), outside);
                case VARIABLE -> variable(node.text(), outside);
                case LAMBDA -> visit(node.body, outside);
                case TRANSFORM -> {
                    visit(node.left, false);
                    visit(node.right, false);
                    visit(node.delete);
                }
                default -> parts(node, outside);
            }
            inside(node);
        }

        private void parts(Node node, boolean outside) {
            visitAll(node.condition, outside);
            visitAll(node.procedure, outside);
            visitAll(node.left, outside);
            visitAll(node.right, outside);
            visitAll(node.otherwise, outside);
            node.children.forEach(each -> visit(each, outside));
            node.arguments.forEach(each -> visit(each, outside));
            for (Node.Pair pair : node.pairs) {
                visit(pair.key(), outside);
                visit(pair.value(), outside);
            }
        }

        private void visitAll(Node node, boolean outside) {
            if (node != null) {
                visit(node, outside);
            }
        }

        private void visit(Node node) {
            visitAll(node, false);
        }

        /** Predicates, groupings and order-by terms have the values before them as their context. */
        private void inside(Node node) {
            node.predicates.forEach(each -> visit(each.left));
            node.stages.stream().filter(each -> each.is(Kind.FILTER)).forEach(each -> visit(each.left));
            node.terms.forEach(each -> visit(each.expression()));
            for (Node.Pair pair : node.group) {
                visit(pair.key());
                visit(pair.value());
            }
        }

        private void path(Node path, boolean outside) {
            List<Node> steps = path.children;
            visit(steps.get(0), outside);
            steps.subList(1, steps.size()).forEach(this::visit);
            if (steps.size() > 1
                    && steps.get(0).is(Kind.VARIABLE)
                    && steps.get(0).value.equals("states")
                    && steps.get(1).is(Kind.NAME)
                    && steps.get(1).value.equals("errorOutput")) {
                errorOutput = true;
            }
        }

        private void name(String name, boolean outside) {
            if (outside) {
                topLevel.add(name);
            }
        }

        private void variable(String name, boolean outside) {
            if (name.isEmpty()) {
                name("$", outside);
            } else if (name.equals("$")) {
                root = true;
            } else {
                variables.add(name);
            }
        }
    }
}
