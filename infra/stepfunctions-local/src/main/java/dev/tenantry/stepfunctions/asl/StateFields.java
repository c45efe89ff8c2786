package dev.tenantry.stepfunctions.asl;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which fields a state of each type may have. */
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
    private static final Set<String> JSONATA_ONLY = Set.of("Arguments", "Output", "Items", "Assign");

    private StateFields() {}

    static Optional<Set<String>> of(String type) {
        return Optional.ofNullable(OF_TYPE.get(type));
    }

    static void check(Node node, String type, QueryLanguage language) {
        Set<String> allowed = new TreeSet<>(OF_TYPE.get(type));
        allowed.addAll(COMMON);
        if (language == QueryLanguage.JSON_PATH) {
            allowed.removeAll(JSONATA_ONLY);
            if (type.equals("Pass")) {
                allowed.add("Result");
            }
        }
        node.json().fieldNames().forEachRemaining(field -> {
            if (!allowed.contains(field)) {
                node.error(message(field, language));
            }
        });
    }

    private static String message(String field, QueryLanguage language) {
        boolean jsonPathOnly = JSON_PATH_ONLY.contains(field);
        if (jsonPathOnly && language == QueryLanguage.JSON_PATH) {
            return "Field '" + field + "' of the JSONPath query language is not supported by this engine";
        }
        if (jsonPathOnly || (language == QueryLanguage.JSON_PATH && JSONATA_ONLY.contains(field))) {
            return "The QueryLanguage is set to '" + language.text() + "', but field '" + field
                    + "' is only supported for the '" + language.other().text() + "' QueryLanguage";
        }
        return "Field '" + field + "' is not supported";
    }
}
