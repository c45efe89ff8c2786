package dev.tenantry.local.iam;

import dev.tenantry.local.template.PolicyStatement;
import dev.tenantry.local.template.PolicyStatement.Condition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a function may do: its policies (IAM User Guide, "Policy evaluation logic": what no statement allows is denied).
 *
 * @param function the function's logical id
 * @param arn the ARN of the function's session
 * @param statements in the order of the template
 */
record Role(String function, String arn, List<PolicyStatement> statements) {

    Role {
        statements = List.copyOf(statements);
    }

    /** Decides about an access. */
    Decision decide(Access access) {
        var allowing = IntStream.range(0, statements.size())
                .filter(number -> allows(statements.get(number), access))
                .boxed()
                .toList();
        return new Decision(function, access, allowing);
    }

    private static boolean allows(PolicyStatement statement, Access access) {
        return isOneOf(access.action(), statement.actions())
                && access.resource()
                        .map(resource -> Wildcards.isLikeOne(resource, statement.resources()))
                        .orElse(true)
                && statement.conditions().stream().allMatch(condition -> holds(condition, access.context()));
    }

    /** The names of actions are the same in upper and lower case. */
    private static boolean isOneOf(String action, List<String> patterns) {
        return Wildcards.isLikeOne(
                action.toLowerCase(Locale.ROOT),
                patterns.stream()
                        .map(pattern -> pattern.toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static boolean holds(Condition condition, Map<String, List<String>> context) {
        var values = context.getOrDefault(condition.key(), List.of());
        return switch (condition.operator()) {
            case STRING_EQUALS, BOOL -> values.size() == 1 && condition.values().contains(values.getFirst());
            case FOR_ALL_VALUES_STRING_LIKE ->
                values.stream().allMatch(value -> Wildcards.isLikeOne(value, condition.values()));
        };
    }
}
