package dev.tenantry.stepfunctions.asl;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Fields that a state of each type may have. */
final class StateFields {
    private static final Set<String> COMMON = Set.of("Type", "Comment", "QueryLanguage");
    private static final Map<String, Set<String>> OF_TYPE = Map.of(
            "Task",
                    Set.of(
                            "Resource",
                            "Arguments",
                            "TimeoutSeconds",
                            "HeartbeatSeconds",
                            "Credentials",
                            "Retry",
                            "Catch",
                            "Output",
                            "Assign",
                            "Next",
                            "End"),
            "Pass", Set.of("Output", "Assign", "Next", "End"),
            "Choice", Set.of("Choices", "Default", "Output", "Assign"),
            "Wait", Set.of("Seconds", "Timestamp", "Output", "Assign", "Next", "End"),
            "Succeed", Set.of("Output"),
            "Fail", Set.of("Error", "Cause"),
            "Parallel", Set.of("Branches", "Arguments", "Retry", "Catch", "Output", "Assign", "Next", "End"),
            "Map",
                    Set.of(
                            "Items",
                            "ItemSelector",
                            "ItemBatcher",
                            "ItemProcessor",
                            "MaxConcurrency",
                            "ToleratedFailureCount",
                            "ToleratedFailurePercentage",
                            "Label",
                            "Retry",
                            "Catch",
                            "Output",
                            "Assign",
                            "Next",
                            "End"));
    private static final Set<String> JSON_PATH_ONLY = Set.of(
            "InputPath",
            "OutputPath",
            "ResultPath",
            "ResultSelector",
            "Parameters",
            "Result",
            "SecondsPath",
            "TimestampPath",
            "TimeoutSecondsPath",
            "HeartbeatSecondsPath",
            "ErrorPath",
            "CausePath",
            "ItemsPath",
            "MaxConcurrencyPath",
            "ToleratedFailureCountPath",
            "ToleratedFailurePercentagePath",
            "Iterator");
    private static final Set<String> JSONATA_ONLY = Set.of("Arguments", "Output", "Items");
    private static final String ASSIGN = "Assign";
    private static final Set<String> JSONATA_ONLY_IN_RULES = Set.of("Condition", "Output");

    private StateFields() {}

    static Optional<Set<String>> of(String type) {
        return Optional.ofNullable(OF_TYPE.get(type));
    }

    static void check(Node node, String type, QueryLanguage language) {
        Set<String> allowed = new TreeSet<>(OF_TYPE.get(type));
        allowed.addAll(COMMON);
        if (language == QueryLanguage.JSON_PATH) {
            allowed.removeAll(JSONATA_ONLY);
            allowed.remove(ASSIGN);
            if (type.equals("Pass")) {
                allowed.add("Result");
            }
        }
        node.json().fieldNames().forEachRemaining(field -> {
            if (language == QueryLanguage.JSON_PATH
                    && (JSON_PATH_ONLY.contains(field) || ownWay(type, field))
                    && !allowed.contains(field)) {
                notSupported(node, field);
            } else if (!allowed.contains(field)) {
                node.error(message(field, language));
            }
        });
    }

    /** Whether both languages have the field, and mean different things by it. */
    private static boolean ownWay(String type, String field) {
        return field.equals(ASSIGN) && OF_TYPE.get(type).contains(ASSIGN);
    }

    private static void notSupported(Node node, String field) {
        node.limit("", "Field '" + field + "' of the JSONPath query language is not supported by this engine");
    }

    /** Reports the fields of a Choice rule or a catcher that belong to JSONata alone. */
    static void checkRule(Node rule, QueryLanguage language) {
        if (language == QueryLanguage.JSON_PATH) {
            rule.json().fieldNames().forEachRemaining(field -> {
                if (JSONATA_ONLY_IN_RULES.contains(field)) {
                    rule.error(otherLanguage(field, language));
                } else if (field.equals(ASSIGN)) {
                    notSupported(rule, field);
                }
            });
        }
    }

    private static String message(String field, QueryLanguage language) {
        boolean jsonPathOnly = JSON_PATH_ONLY.contains(field);
        return jsonPathOnly || (language == QueryLanguage.JSON_PATH && JSONATA_ONLY.contains(field))
                ? otherLanguage(field, language)
                : "Field '" + field + "' is not supported";
    }

    private static String otherLanguage(String field, QueryLanguage language) {
        return "The QueryLanguage is set to '" + language.text() + "', but field '" + field
                + "' is only supported for the '" + language.other().text() + "' QueryLanguage";
    }
}
