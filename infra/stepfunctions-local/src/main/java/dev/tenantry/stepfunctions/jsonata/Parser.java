package dev.tenantry.stepfunctions.jsonata;

import dev.tenantry.stepfunctions.jsonata.Node.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads an expression by operator precedence (Pratt's method) into a tree of its symbols, which {@link TreeBuilder}
 * then turns into the tree that is evaluated.
 */
final class Parser {
    /** The deepest nesting; evaluation allows far less, and this keeps the parser off the end of the thread's stack. */
    private static final int MAX_DEPTH = 1_000;

    private static final int PREFIX_POWER = 70;
    private static final Set<String> TERMINALS = Set.of("(end)", "(name)", "(literal)", "(regex)", "and", "or", "in");

    private final Tokenizer tokens;
    private Node node;
    private int depth;

    private Parser(String source) {
        this.tokens = new Tokenizer(source);
    }

    /**
     * Parses an expression.
     *
     * @throws JsonataException when it is not JSONata
     */
    static Node parse(String source) {
        var parser = new Parser(source);
        parser.advance(false);
        Node tree = parser.expression(0);
        if (!parser.at("(end)")) {
            throw JsonataException.of("S0201").token(parser.node.value);
        }
        return new TreeBuilder().build(tree);
    }

    private boolean at(String symbol) {
        return node.symbol.equals(symbol);
    }

    private void expect(String symbol, boolean infix) {
        if (!at(symbol)) {
            throw JsonataException.of(at("(end)") ? "S0203" : "S0202")
                    .value(symbol)
                    .token(node.value);
        }
        advance(infix);
    }

    private void expect(String symbol) {
        expect(symbol, false);
    }

    private Node advance(boolean infix) {
        Tokenizer.Token token = tokens.next(infix);
        if (token == null) {
            node = Node.of(Kind.END, "(end)");
            node.symbol = "(end)";
            return node;
        }
        node = Node.of(token.type(), token.value());
        node.symbol = switch (token.type()) {
            case NAME, VARIABLE -> "(name)";
            case REGEX -> "(regex)";
            case OPERATOR -> operator((String) token.value());
            default -> "(literal)";
        };
        node.bindingPower = token.type() == Kind.OPERATOR ? Tokenizer.OPERATORS.get(node.symbol) : 0;
        return node;
    }

    private static String operator(String operator) {
        if (operator.equals("!") || operator.equals("~")) {
            throw JsonataException.of("S0204").token(operator);
        }
        return operator;
    }

    private Node expression(int power) {
        int before = depth;
        enter();
        Node symbol = node;
        advance(true);
        Node left = prefix(symbol);
        while (power < node.bindingPower) {
            enter();
            symbol = node;
            advance(false);
            left = infix(symbol, left);
        }
        depth = before;
        return left;
    }

    /** Counts a level of the tree: each operator of a chain puts what stands before it one level deeper. */
    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw JsonataException.of("", "The expression is nested too deeply");
        }
    }

    private Node prefix(Node symbol) {
        switch (symbol.symbol) {
            case "-" -> {
                symbol.left = expression(PREFIX_POWER);
                symbol.type = Kind.UNARY;
            }
            case "*" -> symbol.type = Kind.WILDCARD;
            case "**" -> symbol.type = Kind.DESCENDANT;
            case "%" -> symbol.type = Kind.PARENT;
            case "(" -> block(symbol);
            case "[" -> array(symbol);
            case "{" -> {
                symbol.pairs = pairs();
                symbol.type = Kind.UNARY;
            }
            case "|" -> transform(symbol);
            default -> {
                if (!TERMINALS.contains(symbol.symbol)) {
                    throw JsonataException.of("S0211").token(symbol.text());
                }
            }
        }
        return symbol;
    }

    private void block(Node block) {
        block.children = new ArrayList<>();
        while (!at(")")) {
            block.children.add(expression(0));
            if (!at(";")) {
                break;
            }
            expect(";");
        }
        expect(")", true);
        block.type = Kind.BLOCK;
    }

    private void array(Node array) {
        array.children = new ArrayList<>();
        if (!at("]")) {
            while (true) {
                Node item = expression(0);
                if (at("..")) {
                    Node range = Node.of(Kind.BINARY, "..");
                    expect("..");
                    range.left = item;
                    range.right = expression(0);
                    item = range;
                }
                array.children.add(item);
                if (!at(",")) {
                    break;
                }
                expect(",");
            }
        }
        expect("]", true);
        array.type = Kind.UNARY;
    }

    private List<Node.Pair> pairs() {
        List<Node.Pair> pairs = new ArrayList<>();
        if (!at("}")) {
            while (true) {
                Node key = expression(0);
                expect(":");
                pairs.add(new Node.Pair(key, expression(0)));
                if (!at(",")) {
                    break;
                }
                expect(",");
            }
        }
        expect("}", true);
        return pairs;
    }

    private void transform(Node transform) {
        transform.left = expression(0);
        expect("|");
        transform.right = expression(0);
        if (at(",")) {
            expect(",");
            transform.delete = expression(0);
        }
        expect("|");
        transform.type = Kind.TRANSFORM;
    }

    private Node infix(Node symbol, Node left) {
        symbol.left = left;
        switch (symbol.symbol) {
            case "(" -> call(symbol, left);
            case "[" -> {
                return subscript(symbol, left);
            }
            case "^" -> {
                symbol.terms = terms();
                symbol.type = Kind.BINARY;
            }
            case "{" -> {
                symbol.pairs = pairs();
                symbol.type = Kind.BINARY;
            }
            case ":=" -> {
                if (!left.is(Kind.VARIABLE)) {
                    throw JsonataException.of("S0212").token(left.text());
                }
                symbol.right = expression(symbol.bindingPower - 1);
                symbol.type = Kind.BINARY;
            }
            case "@", "#" -> {
                symbol.right = expression(symbol.bindingPower);
                if (!symbol.right.is(Kind.VARIABLE)) {
                    throw JsonataException.of("S0214").token(symbol.symbol);
                }
                symbol.type = Kind.BINARY;
            }
            case "?" -> condition(symbol, left);
            case "?:", "??" -> {
                symbol.type = Kind.CONDITION;
                symbol.otherwise = expression(0);
            }
            default -> {
                symbol.right = expression(symbol.bindingPower);
                symbol.type = Kind.BINARY;
            }
        }
        return symbol;
    }

    private void condition(Node symbol, Node left) {
        symbol.type = Kind.CONDITION;
        symbol.condition = left;
        symbol.left = expression(0);
        if (at(":")) {
            expect(":");
            symbol.otherwise = expression(0);
        }
    }

    private Node subscript(Node symbol, Node left) {
        if (at("]")) {
            Node step = left;
            while (step != null && step.isOperator("[") && step.is(Kind.BINARY)) {
                step = step.left;
            }
            step.keepArray = true;
            expect("]");
            return left;
        }
        symbol.right = expression(0);
        symbol.type = Kind.BINARY;
        expect("]", true);
        return symbol;
    }

    private List<Node.Term> terms() {
        expect("(");
        List<Node.Term> terms = new ArrayList<>();
        while (true) {
            boolean descending = at(">");
            if (descending || at("<")) {
                advance(false);
            }
            terms.add(new Node.Term(expression(0), descending));
            if (!at(",")) {
                break;
            }
            expect(",");
        }
        expect(")");
        return terms;
    }

    private void call(Node symbol, Node left) {
        symbol.procedure = left;
        symbol.type = Kind.FUNCTION;
        symbol.arguments = new ArrayList<>();
        if (!at(")")) {
            while (true) {
                if (at("?")) {
                    symbol.type = Kind.PARTIAL;
                    symbol.arguments.add(node);
                    expect("?");
                } else {
                    symbol.arguments.add(expression(0));
                }
                if (!at(",")) {
                    break;
                }
                expect(",");
            }
        }
        expect(")", true);
        if (left.is(Kind.NAME) && (left.value.equals("function") || left.value.equals("λ"))) {
            lambda(symbol);
        }
    }

    private void lambda(Node symbol) {
        for (int i = 0; i < symbol.arguments.size(); i++) {
            Node parameter = symbol.arguments.get(i);
            if (!parameter.is(Kind.VARIABLE)) {
                throw JsonataException.of("S0208").value((long) i + 1).token(parameter.text());
            }
        }
        symbol.type = Kind.LAMBDA;
        if (at("<")) {
            symbol.signature = signature();
        }
        expect("{");
        symbol.body = expression(0);
        expect("}");
    }

    private Signature signature() {
        var text = new StringBuilder("<");
        int open = 1;
        while (open > 0 && !at("{") && !at("(end)")) {
            Node token = advance(false);
            if (at(">")) {
                open--;
            } else if (at("<")) {
                open++;
            }
            text.append(token.value);
        }
        expect(">");
        return Signature.parse(text.toString());
    }
}
