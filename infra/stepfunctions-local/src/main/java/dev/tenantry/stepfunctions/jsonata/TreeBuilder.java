package dev.tenantry.stepfunctions.jsonata;

import dev.tenantry.stepfunctions.jsonata.Node.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the tree of symbols into the tree that is evaluated: chains of dots become paths, predicates go to the step
 * they follow, and the last call of a function is marked so that it does not deepen the stack.
 */
final class TreeBuilder {
    private final Ancestry ancestry = new Ancestry();
    private int parents;

    Node build(Node symbols) {
        Node tree = process(symbols);
        if (tree.is(Kind.PARENT) || tree.seekingParent != null) {
            throw JsonataException.of("S0217").token(tree.type.name());
        }
        return tree;
    }

    private Node process(Node symbol) {
        Node result =
                switch (symbol.type) {
                    case BINARY -> binary(symbol);
                    case UNARY -> unary(symbol);
                    case FUNCTION, PARTIAL -> call(symbol);
                    case LAMBDA -> lambda(symbol);
                    case CONDITION -> condition(symbol);
                    case TRANSFORM -> transform(symbol);
                    case BLOCK -> block(symbol);
                    case NAME -> name(symbol);
                    case PARENT -> parent();
                    case OPERATOR -> operator(symbol);
                    case END -> throw JsonataException.of("S0207");
                    default -> symbol;
                };
        if (symbol.keepArray) {
            result.keepArray = true;
        }
        return result;
    }

    private Node operator(Node symbol) {
        return switch (symbol.text()) {
            case "and", "or", "in" -> {
                symbol.type = Kind.NAME;
                yield process(symbol);
            }
            case "?" -> symbol;
            default -> throw JsonataException.of("S0201").token(symbol.text());
        };
    }

    private static Node name(Node symbol) {
        Node path = Node.path(symbol);
        path.keepSingletonArray = symbol.keepArray;
        return path;
    }

    private Node parent() {
        var parent = new Node(Kind.PARENT);
        parent.slot = new Node.Slot("!" + parents++);
        return parent;
    }

    private Node binary(Node symbol) {
        return switch (symbol.text()) {
            case "." -> path(symbol);
            case "[" -> predicate(symbol);
            case "{" -> group(symbol);
            case "^" -> sort(symbol);
            case ":=" -> bind(symbol);
            case "@" -> focus(symbol);
            case "#" -> index(symbol);
            case "~>" -> apply(symbol);
            default -> operation(symbol);
        };
    }

    private Node operation(Node symbol) {
        Node result = Node.of(Kind.BINARY, symbol.value);
        result.left = process(symbol.left);
        result.right = process(symbol.right);
        Ancestry.inherit(result, result.left);
        Ancestry.inherit(result, result.right);
        return result;
    }

    private Node path(Node symbol) {
        Node left = process(symbol.left);
        Node path = left.is(Kind.PATH) ? left : Node.path(left);
        if (left.is(Kind.PARENT)) {
            path.seekingParent = new ArrayList<>(List.of(left.slot));
        }
        Node rest = process(symbol.right);
        if (rest.is(Kind.PATH)) {
            path.children.addAll(rest.children);
        } else {
            rest.stages = rest.predicates;
            rest.predicates = List.of();
            path.children.add(rest);
        }
        for (Node step : path.children) {
            if (step.is(Kind.NUMBER) || step.is(Kind.VALUE)) {
                throw JsonataException.of("S0213").value(step.value);
            }
            if (step.is(Kind.STRING)) {
                step.type = Kind.NAME;
            }
            path.keepSingletonArray |= step.keepArray;
        }
        markArray(path.children.get(0));
        markArray(path.lastChild());
        ancestry.resolve(path);
        return path;
    }

    private static void markArray(Node step) {
        if (step.is(Kind.UNARY) && step.isOperator("[")) {
            step.constructsArray = true;
        }
    }

    private Node predicate(Node symbol) {
        Node result = process(symbol.left);
        boolean inPath = result.is(Kind.PATH);
        Node step = inPath ? result.lastChild() : result;
        if (step.hasGroup) {
            throw JsonataException.of("S0209");
        }
        Node predicate = process(symbol.right);
        if (predicate.seekingParent != null) {
            for (Node.Slot slot : predicate.seekingParent) {
                if (slot.level == 1) {
                    ancestry.seek(step, slot);
                } else {
                    slot.level--;
                }
            }
            Ancestry.inherit(step, predicate);
        }
        var filter = new Node(Kind.FILTER);
        filter.left = predicate;
        if (inPath) {
            step.addStage(filter);
        } else {
            step.addPredicate(filter);
        }
        return result;
    }

    private Node group(Node symbol) {
        Node result = process(symbol.left);
        if (result.hasGroup) {
            throw JsonataException.of("S0210");
        }
        List<Node.Pair> pairs = new ArrayList<>();
        for (Node.Pair pair : symbol.pairs) {
            pairs.add(new Node.Pair(process(pair.key()), process(pair.value())));
        }
        result.group = pairs;
        result.hasGroup = true;
        return result;
    }

    private Node sort(Node symbol) {
        Node left = process(symbol.left);
        Node path = left.is(Kind.PATH) ? left : Node.path(left);
        var sort = new Node(Kind.SORT);
        sort.terms = new ArrayList<>();
        for (Node.Term term : symbol.terms) {
            Node expression = process(term.expression());
            Ancestry.inherit(sort, expression);
            sort.terms.add(new Node.Term(expression, term.descending()));
        }
        path.children.add(sort);
        ancestry.resolve(path);
        return path;
    }

    private Node bind(Node symbol) {
        Node result = Node.of(Kind.BIND, symbol.value);
        result.left = process(symbol.left);
        result.right = process(symbol.right);
        Ancestry.inherit(result, result.right);
        return result;
    }

    private Node focus(Node symbol) {
        Node result = process(symbol.left);
        Node step = result.is(Kind.PATH) ? result.lastChild() : result;
        if (!step.stages.isEmpty() || !step.predicates.isEmpty()) {
            throw JsonataException.of("S0215");
        }
        if (step.is(Kind.SORT)) {
            throw JsonataException.of("S0216");
        }
        step.keepArray |= symbol.keepArray;
        step.focus = symbol.right.text();
        step.tuple = true;
        return result;
    }

    private Node index(Node symbol) {
        Node result = process(symbol.left);
        Node step = result;
        if (result.is(Kind.PATH)) {
            step = result.lastChild();
        } else {
            result = Node.path(step);
            step.stages = step.predicates;
            step.predicates = List.of();
        }
        if (step.stages.isEmpty()) {
            step.index = symbol.right.text();
        } else {
            step.addStage(Node.of(Kind.INDEX, symbol.right.value));
        }
        step.tuple = true;
        return result;
    }

    private Node apply(Node symbol) {
        Node result = Node.of(Kind.APPLY, symbol.value);
        result.left = process(symbol.left);
        result.right = process(symbol.right);
        result.keepArray = result.left.keepArray || result.right.keepArray;
        return result;
    }

    private Node unary(Node symbol) {
        Node result = Node.of(Kind.UNARY, symbol.value);
        switch (symbol.text()) {
            case "[" -> {
                result.children = new ArrayList<>();
                for (Node item : symbol.children) {
                    Node value = process(item);
                    Ancestry.inherit(result, value);
                    result.children.add(value);
                }
            }
            case "{" -> {
                result.pairs = new ArrayList<>();
                for (Node.Pair pair : symbol.pairs) {
                    Node key = process(pair.key());
                    Ancestry.inherit(result, key);
                    Node value = process(pair.value());
                    Ancestry.inherit(result, value);
                    result.pairs.add(new Node.Pair(key, value));
                }
            }
            default -> {
                result.left = process(symbol.left);
                if (result.left.is(Kind.NUMBER)) {
                    result = result.left;
                    result.value = Numbers.of(-((Number) result.value).doubleValue());
                } else {
                    Ancestry.inherit(result, result.left);
                }
            }
        }
        return result;
    }

    private Node call(Node symbol) {
        Node result = Node.of(symbol.type, symbol.value);
        result.arguments = new ArrayList<>();
        for (Node argument : symbol.arguments) {
            Node processed = process(argument);
            Ancestry.inherit(result, processed);
            result.arguments.add(processed);
        }
        result.procedure = process(symbol.procedure);
        return result;
    }

    private Node lambda(Node symbol) {
        var result = new Node(Kind.LAMBDA);
        result.arguments = symbol.arguments;
        result.signature = symbol.signature;
        result.body = tailCall(process(symbol.body));
        return result;
    }

    private static Node tailCall(Node body) {
        switch (body.type) {
            case FUNCTION -> {
                if (body.predicates.isEmpty() && !body.hasGroup) {
                    var thunk = new Node(Kind.LAMBDA);
                    thunk.thunk = true;
                    thunk.body = body;
                    return thunk;
                }
            }
            case CONDITION -> {
                if (body.condition != null) {
                    body.left = tailCall(body.left);
                }
                if (body.otherwise != null) {
                    body.otherwise = tailCall(body.otherwise);
                }
            }
            case BLOCK -> {
                if (!body.children.isEmpty()) {
                    body.children.set(body.children.size() - 1, tailCall(body.lastChild()));
                }
            }
            default -> {}
        }
        return body;
    }

    private Node condition(Node symbol) {
        Node result = Node.of(Kind.CONDITION, symbol.value);
        if (symbol.condition != null) {
            result.condition = process(symbol.condition);
            Ancestry.inherit(result, result.condition);
        }
        result.left = process(symbol.left);
        Ancestry.inherit(result, result.left);
        if (symbol.otherwise != null) {
            result.otherwise = process(symbol.otherwise);
            Ancestry.inherit(result, result.otherwise);
        }
        return result;
    }

    private Node transform(Node symbol) {
        var result = new Node(Kind.TRANSFORM);
        result.left = process(symbol.left);
        result.right = process(symbol.right);
        result.delete = symbol.delete == null ? null : process(symbol.delete);
        return result;
    }

    private Node block(Node symbol) {
        var result = new Node(Kind.BLOCK);
        result.children = new ArrayList<>();
        for (Node item : symbol.children) {
            Node part = process(item);
            Ancestry.inherit(result, part);
            boolean startsWithArray = part.is(Kind.PATH) && part.children.get(0).constructsArray;
            result.constructsArray |= part.constructsArray || startsWithArray;
            result.children.add(part);
        }
        return result;
    }
}
