package dev.tenantry.stepfunctions.jsonata;

import java.util.ArrayList;
import java.util.List;

/**
 * A node of the syntax tree. The parser fills it in, in two passes ({@link Parser}, {@link TreeBuilder}); after that
 * nothing changes it, so a tree may be evaluated by several threads.
 */
final class Node {
    /** Kind of a node. */
    enum Kind {
        NAME,
        VARIABLE,
        STRING,
        NUMBER,
        VALUE,
        REGEX,
        OPERATOR,
        END,
        PATH,
        BINARY,
        UNARY,
        WILDCARD,
        DESCENDANT,
        PARENT,
        CONDITION,
        BLOCK,
        BIND,
        FUNCTION,
        PARTIAL,
        LAMBDA,
        APPLY,
        TRANSFORM,
        SORT,
        FILTER,
        INDEX
    }

    /** A key and a value of an object constructor or a grouping. */
    record Pair(Node key, Node value) {}

    /** A term of an order-by clause. */
    record Term(Node expression, boolean descending) {}

    /** A place of a path whose parent a {@code %} refers to. */
    static final class Slot {
        String label;
        int level = 1;

        Slot(String label) {
            this.label = label;
        }
    }

    Kind type;

    /** The symbol in the grammar, such as {@code (name)} or {@code +}. */
    String symbol;

    /** The name, the literal or the operator. */
    Object value;

    int bindingPower;

    Node left;
    Node right;
    Node condition;
    Node otherwise;
    Node procedure;
    Node body;
    Node delete;
    List<Node> children = List.of();
    List<Node> arguments = List.of();
    List<Pair> pairs = List.of();
    List<Term> terms = List.of();
    List<Node> predicates = List.of();
    List<Node> stages = List.of();
    Signature signature;

    boolean hasGroup;
    List<Pair> group = List.of();

    boolean keepArray;
    boolean keepSingletonArray;
    boolean constructsArray;
    boolean thunk;
    boolean tuple;
    String focus;
    String index;
    Slot slot;
    Slot ancestor;
    List<Slot> seekingParent;

    Node(Kind type) {
        this.type = type;
    }

    static Node of(Kind type, Object value) {
        var node = new Node(type);
        node.value = value;
        return node;
    }

    static Node path(Node step) {
        var node = new Node(Kind.PATH);
        node.children = new ArrayList<>(List.of(step));
        return node;
    }

    boolean is(Kind other) {
        return type == other;
    }

    /** Whether it is a unary or binary operator with this symbol. */
    boolean isOperator(String operator) {
        return operator.equals(value) && (type == Kind.UNARY || type == Kind.BINARY);
    }

    Node lastChild() {
        return children.get(children.size() - 1);
    }

    String text() {
        return String.valueOf(value);
    }

    void addPredicate(Node filter) {
        if (predicates.isEmpty()) {
            predicates = new ArrayList<>();
        }
        predicates.add(filter);
    }

    void addStage(Node stage) {
        if (stages.isEmpty()) {
            stages = new ArrayList<>();
        }
        stages.add(stage);
    }

    void seek(List<Slot> slots) {
        if (seekingParent == null) {
            seekingParent = new ArrayList<>();
        }
        seekingParent.addAll(slots);
    }
}
