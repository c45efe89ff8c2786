package dev.tenantry.stepfunctions.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.jsonata.Host;
import dev.tenantry.stepfunctions.jsonata.Jsonata;
import dev.tenantry.stepfunctions.jsonata.JsonataException;
import dev.tenantry.stepfunctions.jsonata.Meter;
import dev.tenantry.stepfunctions.jsonata.References;
import dev.tenantry.stepfunctions.jsonata.library.Library;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A compiled JSONata expression: what stands between <code>{%</code> and <code>%}</code>. It may be evaluated by many
 * threads at once.
 *
 * <p>Source of the rules: AWS Step Functions Developer Guide, "Transforming data with JSONata in Step Functions".
 */
public final class Expression {
    private static final Jsonata.Functions FUNCTIONS = new Jsonata.Functions(Library.FUNCTIONS);

    private final String source;
    private final Jsonata compiled;
    private final References references;

    private Expression(String source, Jsonata compiled) {
        this.source = source;
        this.compiled = compiled;
        this.references = compiled.references();
    }

    /**
     * Compiles an expression.
     *
     * @param source the text between the delimiters, trimmed
     * @throws ExpressionException when it is not JSONata
     */
    public static Expression compile(String source) throws ExpressionException {
        try {
            return new Expression(source, Jsonata.compile(source));
        } catch (JsonataException e) {
            throw ExpressionException.of(e);
        }
    }

    /**
     * What the expression refers to. It has no context: input and variables are reached by {@code $states} and by their
     * names with a dollar sign, and AWS refuses the rest when a machine is created.
     */
    public References references() {
        return references;
    }

    /** The text that was compiled. */
    public String source() {
        return source;
    }

    /**
     * Evaluates the expression.
     *
     * @return empty when the result is undefined
     * @throws ExpressionException when the evaluation fails, is beyond its limits, or returns a function
     */
    public Optional<JsonNode> evaluate(Scope scope) throws ExpressionException {
        try {
            Map<String, Object> variables = new HashMap<>();
            for (String name : references.variables()) {
                Optional<JsonNode> value = scope.variable(name);
                if (value.isPresent()) {
                    variables.put(name, Values.toJsonata(value.get()));
                }
            }
            Object result = compiled.evaluate(null, variables, FUNCTIONS, host(scope), scope.budget());
            return result == null ? Optional.empty() : Optional.of(Values.toJson(result));
        } catch (JsonataException e) {
            throw ExpressionException.of(e);
        } catch (StackOverflowError e) {
            throw ExpressionException.of(Meter.TOO_DEEP, e);
        } catch (OutOfMemoryError e) {
            throw ExpressionException.of(Meter.TOO_LARGE, e);
        } catch (RuntimeException | Error e) {
            throw ExpressionException.internal(e);
        }
    }

    private static Host host(Scope scope) {
        return new Host() {
            @Override
            public long timeMillis() {
                return scope.timeMillis();
            }

            @Override
            public RandomGenerator random() {
                return scope.random();
            }
        };
    }

    @Override
    public String toString() {
        return source;
    }
}
