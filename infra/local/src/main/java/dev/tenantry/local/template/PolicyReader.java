package dev.tenantry.local.template;

import dev.tenantry.local.template.PolicyStatement.Condition;
import dev.tenantry.local.template.PolicyStatement.Operator;
import dev.tenantry.local.template.evaluation.PropertyReader;
import dev.tenantry.local.template.evaluation.UnsupportedPropertyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the property {@code Policies} of a function or state machine: a list of policies with one statement each, all
 * of which allow. SAM's policy templates and managed policies are not supported.
 */
final class PolicyReader {

    private PolicyReader() {}

    /** The statements in the order of the template; none where the property is missing. */
    static List<PolicyStatement> read(PropertyReader properties) {
        return properties.items("Policies").stream()
                .map(policy -> statement(policy.child("Statement")))
                .toList();
    }

    private static PolicyStatement statement(PropertyReader statement) {
        statement.oneOf("Effect", "", List.of("Allow"));
        return new PolicyStatement(statement.texts("Action"), statement.texts("Resource"), conditions(statement));
    }

    private static List<Condition> conditions(PropertyReader statement) {
        var conditions = new ArrayList<Condition>();
        statement.children("Condition").keySet().forEach(name -> statement
                .child("Condition")
                .textLists(name)
                .forEach((key, values) -> conditions.add(new Condition(operator(name, statement), key, values))));
        return conditions;
    }

    private static Operator operator(String name, PropertyReader statement) {
        return Arrays.stream(Operator.values())
                .filter(known -> known.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnsupportedPropertyException(
                        statement.path("Condition"), name, statement.line("Condition")));
    }
}
