package dev.tenantry.stepfunctions.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A compiled JSONata expression: what stands between <code>{%</code> and <code>%}</code>. It may be evaluated by many
 * threads at once.
 *
 * <p>Source of the rules: AWS Step Functions Developer Guide, "Transforming data with JSONata in Step Functions".
 */
public final class Expression {
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");

    private static final Pattern LEADING_NAME = Pattern.compile("^([A-Za-z_][A-Za-z0-9_]*)");
    private static final Set<String> KEYWORDS = Set.of("function", "true", "false", "null", "and", "or", "in");

    private final String source;
    private final Jsonata compiled;
    private final List<String> variables;

    private Expression(String source, Jsonata compiled) {
        this.source = source;
        this.compiled = compiled;
        var names = new TreeSet<String>();
        var matcher = VARIABLE.matcher(source);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        this.variables = List.copyOf(names);
    }

    /**
     * Compiles an expression.
     *
     * @param source the text between the delimiters, trimmed
     * @throws ExpressionException when it is not JSONata
     */
    public static Expression compile(String source) throws ExpressionException {
        try {
            Jsonata compiled = Jsonata.jsonata(source);
            compiled.setOutputConvertNulls(false);
            compiled.setValidateInput(false);
            return new Expression(source, compiled);
        } catch (JException e) {
            throw Errors.of(e);
        } catch (RuntimeException e) {
            // The parser lets some of its own failures through, such as an index beyond the end of the text.
            throw new ExpressionException("S0201", "Syntax error", e);
        }
    }

    /**
     * The name that the expression begins with, when it is one that would have to be looked up in a context item. There
     * is none: input and variables are reached by {@code $states} and by their names with a dollar sign, and AWS
     * refuses the rest when a machine is created.
     */
    public Optional<String> topLevelReference() {
        var matcher = LEADING_NAME.matcher(source);
        return matcher.find() && !KEYWORDS.contains(matcher.group(1))
                ? Optional.of(matcher.group(1))
                : Optional.empty();
    }

    /** The text that was compiled. */
    public String source() {
        return source;
    }

    /**
     * The names after a dollar sign, without it: every variable that the expression can refer to, and perhaps its
     * functions.
     */
    public List<String> variables() {
        return variables;
    }

    /**
     * Evaluates the expression.
     *
     * @return empty when the result is undefined
     * @throws ExpressionException when the evaluation fails, takes too many steps, or returns a function
     */
    public Optional<JsonNode> evaluate(Scope scope) throws ExpressionException {
        Jsonata.Frame frame = compiled.createFrame();
        Bounds.apply(frame);
        Functions.bind(frame, scope);
        for (String name : variables) {
            Optional<JsonNode> value = scope.variable(name);
            if (value.isPresent()) {
                frame.bind(name, Values.toJsonata(value.get()));
            }
        }
        Object result = run(frame);
        return result == null ? Optional.empty() : Optional.of(Values.toJson(result));
    }

    private Object run(Jsonata.Frame frame) throws ExpressionException {
        try {
            return compiled.evaluate(null, frame);
        } catch (JException e) {
            throw Errors.of(e);
        } catch (StackOverflowError e) {
            throw new ExpressionException("", Bounds.TOO_DEEP, e);
        } catch (RuntimeException e) {
            throw Errors.of(e);
        }
    }

    @Override
    public String toString() {
        return source;
    }
}
