package dev.tenantry.local.template;

import java.util.List;

/**
 * A statement of an IAM policy that allows something (IAM User Guide, "IAM JSON policy elements").
 *
 * @param actions for instance {@code dynamodb:GetItem}; {@code *} and {@code ?} stand for any characters
 * @param resources ARNs, with the same wildcards
 * @param conditions all of which must hold
 */
public record PolicyStatement(List<String> actions, List<String> resources, List<Condition> conditions) {

    /** Copies the lists. */
    public PolicyStatement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
    }

    /**
     * A condition of a statement.
     *
     * @param operator how values are compared
     * @param key the condition key, for instance {@code dynamodb:LeadingKeys}
     * @param values one of which a value of the request must be like
     */
    public record Condition(Operator operator, String key, List<String> values) {

        /** Copies the values. */
        public Condition {
            values = List.copyOf(values);
        }
    }

    /** A condition operator. The constants are those that the template uses. */
    public enum Operator {
        /** The request has the key, and its value is one of the condition's. */
        STRING_EQUALS("StringEquals"),

        /** The same as {@link #STRING_EQUALS}, for a value that is {@code true} or {@code false}. */
        BOOL("Bool"),

        /** Each of the request's values is like one of the condition's; so it holds where the request has none. */
        FOR_ALL_VALUES_STRING_LIKE("ForAllValues:StringLike");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        /** The operator as policies write it. */
        String text() {
            return text;
        }
    }
}
