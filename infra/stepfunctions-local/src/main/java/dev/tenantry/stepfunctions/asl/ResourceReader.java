package dev.tenantry.stepfunctions.asl;

import dev.tenantry.stepfunctions.asl.Resource.IntegrationPattern;
import dev.tenantry.stepfunctions.asl.Resource.LambdaFunction;
import dev.tenantry.stepfunctions.asl.Resource.ServiceIntegration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the Resource of a Task state, and refuses what this engine cannot call. */
final class ResourceReader {
    private static final Pattern LAMBDA =
            Pattern.compile("arn:aws[a-z-]*:lambda:[a-z0-9-]+:\\d{12}:function:[A-Za-z0-9-_.]+(:[A-Za-z0-9-_$]+)?");
    private static final Pattern INTEGRATION = Pattern.compile(
            "arn:aws[a-z-]*:states:[a-z0-9-]*:\\d*:((?:aws-sdk:)?[A-Za-z0-9-]+):([A-Za-z]+)(\\.sync:2|\\.sync|\\.waitForTaskToken)?");
    private static final Map<String, Set<String>> ACTIONS = Map.of(
            "lambda",
            Set.of("invoke"),
            "states",
            Set.of("startExecution"),
            "dynamodb",
            Set.of("getItem", "putItem", "updateItem", "deleteItem"),
            // Every operation of this engine.
            "aws-sdk:sfn",
            Set.of(
                    "createStateMachine",
                    "createStateMachineAlias",
                    "deleteStateMachine",
                    "deleteStateMachineAlias",
                    "deleteStateMachineVersion",
                    "describeExecution",
                    "describeStateMachine",
                    "describeStateMachineAlias",
                    "describeStateMachineForExecution",
                    "getExecutionHistory",
                    "listExecutions",
                    "listStateMachineAliases",
                    "listStateMachineVersions",
                    "listStateMachines",
                    "listTagsForResource",
                    "publishStateMachineVersion",
                    "redriveExecution",
                    "sendTaskFailure",
                    "sendTaskHeartbeat",
                    "sendTaskSuccess",
                    "startExecution",
                    "stopExecution",
                    "tagResource",
                    "testState",
                    "untagResource",
                    "updateStateMachine",
                    "updateStateMachineAlias",
                    "validateStateMachineDefinition"));

    private ResourceReader() {}

    static Optional<Resource> read(Node node, String arn) {
        if (LAMBDA.matcher(arn).matches()) {
            return Optional.of(new LambdaFunction(arn));
        }
        Matcher matcher = INTEGRATION.matcher(arn);
        if (!matcher.matches()) {
            node.fieldError("Resource", "Value is not a valid resource ARN");
            return Optional.empty();
        }
        var integration = new ServiceIntegration(arn, matcher.group(1), matcher.group(2), pattern(matcher.group(3)));
        if (!supported(integration)) {
            node.fieldError(
                    "Resource",
                    "The resource provided " + arn + " is not recognized. The value is not a valid resource ARN,"
                            + " or the resource is not available in this region.");
            return Optional.empty();
        }
        return Optional.of(integration);
    }

    private static IntegrationPattern pattern(String suffix) {
        return switch (suffix) {
            case null -> IntegrationPattern.REQUEST_RESPONSE;
            case ".sync" -> IntegrationPattern.SYNC;
            case ".sync:2" -> IntegrationPattern.SYNC_2;
            default -> IntegrationPattern.WAIT_FOR_TASK_TOKEN;
        };
    }

    private static boolean supported(ServiceIntegration integration) {
        boolean sdkForDynamo = integration.service().equals("aws-sdk:dynamodb");
        boolean known = sdkForDynamo
                || ACTIONS.getOrDefault(integration.service(), Set.of()).contains(integration.action());
        return known
                && switch (integration.pattern()) {
                    case REQUEST_RESPONSE -> true;
                    case SYNC, SYNC_2 -> integration.service().equals("states");
                    case WAIT_FOR_TASK_TOKEN ->
                        integration.service().equals("states")
                                || integration.service().equals("lambda");
                };
    }
}
