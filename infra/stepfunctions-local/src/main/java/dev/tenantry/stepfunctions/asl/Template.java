package dev.tenantry.stepfunctions.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.expression.Expression;
import java.util.List;
import java.util.Map;

/**
 * A JSON value that may hold expressions: what stands in Arguments, Output, Assign and every other field that is
 * evaluated.
 */
public sealed interface Template {
    /** A value without any expression in it. */
    record Literal(JsonNode value) implements Template {}

    /** One expression, which stands for the whole value. */
    record Query(Expression expression) implements Template {}

    /** An object with an expression somewhere in it; the fields keep their order. */
    record Fields(Map<String, Template> fields) implements Template {}

    /** An array with an expression somewhere in it. */
    record Elements(List<Template> elements) implements Template {}
}
