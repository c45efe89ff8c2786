package dev.tenantry.local.template.support;

import dev.tenantry.local.template.evaluation.EvaluatedResource;
import dev.tenantry.local.template.evaluation.Node;
import dev.tenantry.local.template.evaluation.ResourceType;
import dev.tenantry.local.template.evaluation.UnsupportedPropertyException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one register of the effect that each property of each resource type has in a local run.
 *
 * <p>What is neither honoured nor listed as without effect is an error that names the property and its line.
 */
public final class PropertySupport {

    private static final String IAM = "only the policies of functions are enforced";
    private static final String LOGS = "logs go to the run's own log";
    private static final String METRICS = "there are no traces, nor metrics that must be asked for";
    private static final String DASHBOARD = "there is no dashboard";
    private static final String MESSAGES = "the messages of alarms are kept, and sent to nobody";
    private static final String DOCUMENTATION = "documentation";
    private static final String TAGS = "tags are not kept";
    private static final String ENCRYPTION = "data at rest is not encrypted";
    private static final String LIFE = "the run's data live as long as the run, or as its data folder";
    private static final String ONE_PROCESS = "all functions share this machine and one JVM";
    private static final String CAPACITY = "nothing is throttled";
    private static final String DELIVERY =
            "Lambda takes every event; a function that fails is EventInvokeConfig's affair";
    private static final String ORDER = "everything is made before anything runs";
    private static final String LOCAL_ADDRESS = "the addresses are local ones";

    private static final Schema ATTRIBUTES = new Schema("every resource")
            .honours("Type", "Condition")
            .ignores(ORDER, "DependsOn.**")
            .ignores(LIFE, "DeletionPolicy.**", "UpdateReplacePolicy.**")
            .ignores(DOCUMENTATION, "Metadata.**");

    private static final Map<String, Schema> SCHEMAS = Stream.of(
                    function(),
                    httpApiEvent(),
                    streamEvent(),
                    ruleEvent(),
                    scheduleEvent("Schedule", "Schedule"),
                    scheduleEvent("ScheduleV2", "ScheduleExpression"),
                    httpApi(),
                    webSocketApi(),
                    stateMachine(),
                    table(),
                    queue(),
                    key(),
                    new Schema(ResourceType.PARAMETER)
                            .honours("Name", "Type", "Value")
                            .ignores(DOCUMENTATION, "Description")
                            .ignores(TAGS, "Tags.**"),
                    new Schema(ResourceType.LOG_GROUP).ignores(LOGS, "**"),
                    alarm(),
                    new Schema("AWS::CloudWatch::Dashboard").ignores(DASHBOARD, "DashboardBody"),
                    new Schema(ResourceType.TOPIC).ignores(MESSAGES, "**"),
                    new Schema("AWS::SNS::TopicPolicy").ignores(IAM, "**"),
                    new Schema("AWS::Budgets::Budget").ignores("a local run costs nothing", "**"),
                    new Schema("AWS::IAM::Role").ignores(IAM, "**"),
                    new Schema("AWS::Lambda::Permission").ignores(IAM, "**"))
            .collect(Collectors.toMap(Schema::owner, schema -> schema));

    private PropertySupport() {}

    private static Schema function() {
        return new Schema(ResourceType.FUNCTION)
                .honours("CodeUri", "Handler", "Runtime", "Timeout", "FunctionName", "AutoPublishAlias")
                .honours("Environment.Variables.*", "ReservedConcurrentExecutions", "Events.*.Type")
                .honours("EventInvokeConfig.MaximumRetryAttempts", "EventInvokeConfig.MaximumEventAgeInSeconds")
                .honours("EventInvokeConfig.DestinationConfig.OnFailure.Destination")
                .honours("EventInvokeConfig.DestinationConfig.OnFailure.Type")
                .honours("Policies.**")
                .ignores(IAM, "Role", "PermissionsBoundary")
                .ignores(LOGS, "LoggingConfig.**")
                .ignores(METRICS, "Tracing")
                .ignores(ONE_PROCESS, "MemorySize", "Architectures.**", "SnapStart.**", "EphemeralStorage.**")
                .ignores("there is one version of a function", "VersionDescription", "DeploymentPreference.**")
                .ignores("there is one version of a function", "AutoPublishAliasAllProperties", "VersionDeletionPolicy")
                .ignores("a function cannot invoke itself in a loop unseen", "RecursiveLoop")
                .ignores(ENCRYPTION, "KmsKeyArn")
                .ignores(TAGS, "Tags.**", "PropagateTags")
                .ignores(DOCUMENTATION, "Description");
    }

    private static Schema httpApiEvent() {
        return eventOf("HttpApi").honours("ApiId", "Method", "Path", "Auth.Authorizer");
    }

    private static Schema streamEvent() {
        return eventOf("DynamoDB")
                .honours("Stream", "BatchSize", "StartingPosition", "MaximumBatchingWindowInSeconds")
                .honours("MaximumRetryAttempts", "MaximumRecordAgeInSeconds", "BisectBatchOnFunctionError")
                .honours("FunctionResponseTypes.[]", "FilterCriteria.Filters.[].Pattern")
                .honours("DestinationConfig.OnFailure.Destination", "DestinationConfig.OnFailure.Type")
                .ignores(METRICS, "MetricsConfig.**");
    }

    private static Schema ruleEvent() {
        return eventOf("EventBridgeRule")
                .honours("Pattern.**", "Input", "EventBusName", "RuleName")
                .honours("DeadLetterConfig.Type", "DeadLetterConfig.QueueLogicalId")
                .ignores(DELIVERY, "DeadLetterConfig.Arn", "RetryPolicy.**");
    }

    private static Schema scheduleEvent(String type, String expression) {
        return eventOf(type)
                .honours(expression, "Input")
                .honours("DeadLetterConfig.Type", "DeadLetterConfig.QueueLogicalId")
                .ignores(DELIVERY, "DeadLetterConfig.Arn", "RetryPolicy.**")
                .ignores(DOCUMENTATION, "Description", "Name");
    }

    private static Schema httpApi() {
        return new Schema(ResourceType.HTTP_API)
                .honours("Auth.EnableIamAuthorizer", "Auth.DefaultAuthorizer")
                .honours("CorsConfiguration.AllowOrigins.[]", "CorsConfiguration.AllowMethods.[]")
                .honours("CorsConfiguration.AllowHeaders.[]", "CorsConfiguration.ExposeHeaders.[]")
                .honours("CorsConfiguration.AllowCredentials", "CorsConfiguration.MaxAge")
                .honours("Auth.Authorizers.*.FunctionArn", "Auth.Authorizers.*.Identity.ReauthorizeEvery")
                .honours(
                        "Auth.Authorizers.*.AuthorizerPayloadFormatVersion", "Auth.Authorizers.*.EnableSimpleResponses")
                .honours("Auth.Authorizers.*.Identity.Headers.[]")
                .ignores(IAM, "Auth.Authorizers.*.EnableFunctionDefaultPermissions")
                .ignores(LOGS, "AccessLogSettings.**")
                .ignores(CAPACITY, "DefaultRouteSettings.**", "RouteSettings.**")
                .ignores(LOCAL_ADDRESS, "DisableExecuteApiEndpoint", "Domain.**")
                .ignores(TAGS, "Tags.**", "PropagateTags")
                .ignores(DOCUMENTATION, "Description", "Name");
    }

    private static Schema webSocketApi() {
        return new Schema(ResourceType.WEB_SOCKET_API)
                .honours("RouteSelectionExpression", "StageName", "Routes.*.FunctionArn", "Auth.AuthType")
                .honours("Auth.AuthArn", "Auth.IdentitySource.[]")
                .ignores(IAM, "Auth.InvokeRole")
                .ignores(DOCUMENTATION, "Auth.Name")
                .ignores(LOGS, "AccessLogSettings.**")
                .ignores(CAPACITY, "DefaultRouteSettings.**", "RouteSettings.**")
                .ignores(LOCAL_ADDRESS, "DisableExecuteApiEndpoint", "Domain.**", "IpAddressType")
                .ignores(TAGS, "Tags.**", "PropagateTags")
                .ignores(DOCUMENTATION, "Description", "Name");
    }

    private static Schema stateMachine() {
        return new Schema(ResourceType.STATE_MACHINE)
                .honours("Name", "Type", "DefinitionUri", "DefinitionSubstitutions.*")
                .ignores("the engine invokes functions without asking IAM", "Policies.**")
                .ignores(IAM, "Role", "PermissionsBoundary")
                .ignores(LOGS, "Logging.**")
                .ignores(METRICS, "Tracing.**")
                .ignores("there is one version of a state machine", "AutoPublishAlias", "DeploymentPreference.**")
                .ignores("there is one version of a state machine", "UseAliasAsEventTarget")
                .ignores(TAGS, "Tags.**", "PropagateTags");
    }

    private static Schema table() {
        return new Schema(ResourceType.TABLE)
                .honours("TableName", "KeySchema.[].AttributeName", "KeySchema.[].KeyType")
                .honours("AttributeDefinitions.[].AttributeName", "AttributeDefinitions.[].AttributeType")
                .honours("GlobalSecondaryIndexes.[].IndexName", "GlobalSecondaryIndexes.[].KeySchema.[].AttributeName")
                .honours("GlobalSecondaryIndexes.[].KeySchema.[].KeyType")
                .honours("GlobalSecondaryIndexes.[].Projection.ProjectionType")
                .honours("GlobalSecondaryIndexes.[].Projection.NonKeyAttributes.[]")
                .honours("StreamSpecification.StreamViewType", "TimeToLiveSpecification.AttributeName")
                .honours("TimeToLiveSpecification.Enabled")
                .ignores(CAPACITY, "BillingMode", "OnDemandThroughput.**", "ContributorInsightsSpecification.**")
                .ignores(LIFE, "PointInTimeRecoverySpecification.**", "DeletionProtectionEnabled")
                .ignores(ENCRYPTION, "SSESpecification.**")
                .ignores(IAM, "ResourcePolicy.**")
                .ignores(TAGS, "Tags.**");
    }

    private static Schema queue() {
        return new Schema(ResourceType.QUEUE)
                .honours("QueueName")
                .ignores("messages are kept as long as the run", "MessageRetentionPeriod")
                .ignores(ENCRYPTION, "SqsManagedSseEnabled", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds")
                .ignores("nothing of the system reads a queue", "VisibilityTimeout", "ReceiveMessageWaitTimeSeconds")
                .ignores(TAGS, "Tags.**");
    }

    private static Schema key() {
        return new Schema(ResourceType.KEY)
                .ignores(IAM, "KeyPolicy.**")
                .ignores("a key of a local run guards nothing", "EnableKeyRotation", "RotationPeriodInDays", "Enabled")
                .ignores("a key of a local run guards nothing", "PendingWindowInDays", "MultiRegion", "KeySpec")
                .ignores("a key of a local run guards nothing", "KeyUsage")
                .ignores(TAGS, "Tags.**")
                .ignores(DOCUMENTATION, "Description");
    }

    private static Schema alarm() {
        var metric = "Metrics.[].MetricStat.";
        return new Schema(ResourceType.ALARM)
                .honours("AlarmDescription", "AlarmActions.[]", "OKActions.[]")
                .honours("Namespace", "MetricName", "Dimensions.[].Name", "Dimensions.[].Value", "Statistic", "Period")
                .honours("Metrics.[].Id", "Metrics.[].Expression", "Metrics.[].ReturnData")
                .honours(metric + "Metric.Namespace", metric + "Metric.MetricName", metric + "Stat", metric + "Period")
                .honours(metric + "Metric.Dimensions.[].Name", metric + "Metric.Dimensions.[].Value")
                .honours("EvaluationPeriods", "DatapointsToAlarm", "ComparisonOperator", "Threshold")
                .honours("TreatMissingData")
                .ignores(TAGS, "Tags.**")
                .ignores(DOCUMENTATION, "Metrics.[].Label");
    }

    private static Schema eventOf(String type) {
        return new Schema(eventOwner(type));
    }

    private static String eventOwner(String type) {
        return ResourceType.FUNCTION + " event " + type;
    }

    /**
     * Looks up every property that a resource sets.
     *
     * @throws UnsupportedPropertyException if one is neither honoured nor known to be without effect
     */
    public static List<PropertyUse> uses(EvaluatedResource resource) {
        var schema = SCHEMAS.get(resource.type());
        if (schema == null) {
            throw new UnsupportedPropertyException(
                    "Resources." + resource.logicalId() + ".Type", resource.type(), resource.line());
        }
        var root = List.of("Resources", resource.logicalId());
        var uses = new ArrayList<PropertyUse>();
        new Walk(ATTRIBUTES, root, uses).into(resource.attributes(), List.of());
        new Walk(schema, append(root, "Properties"), uses).into(resource.properties(), List.of());
        return uses;
    }

    /** The printed list: each reason, and what it makes ineffective. */
    public static List<String> withoutEffect(List<PropertyUse> uses) {
        var byReason = new LinkedHashMap<String, TreeSet<String>>();
        for (var use : uses) {
            if (use.support() instanceof Support.WithoutEffect(var reason)) {
                var pattern = use.pattern().replace(".**", "");
                byReason.computeIfAbsent(reason, _ -> new TreeSet<>())
                        .add(pattern.equals("**") ? use.owner() : use.owner() + " " + pattern);
            }
        }
        return byReason.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .toList();
    }

    private static List<String> append(List<String> path, String segment) {
        return Stream.concat(path.stream(), Stream.of(segment)).toList();
    }

    /** Goes through the properties of one owner and collects what is known of each. */
    private record Walk(Schema schema, List<String> root, List<PropertyUse> uses) {

        void into(Node.Mapping properties, List<String> path) {
            properties.entries().forEach((key, value) -> visit(value, append(path, key)));
        }

        private void visit(Node node, List<String> path) {
            switch (node) {
                case Node.Mapping mapping when isEvent(path) -> event(mapping, path);
                case Node.Mapping mapping when !mapping.entries().isEmpty() -> into(mapping, path);
                case Node.Sequence sequence
                when !sequence.items().isEmpty() -> {
                    for (var i = 0; i < sequence.items().size(); i++) {
                        visit(sequence.items().get(i), append(path, Integer.toString(i)));
                    }
                }
                default -> leaf(node, path);
            }
        }

        private boolean isEvent(List<String> path) {
            return schema.owner().equals(ResourceType.FUNCTION)
                    && path.size() == 2
                    && path.getFirst().equals("Events");
        }

        /** An event's properties are those of its type, so they have a schema of their own. */
        private void event(Node.Mapping event, List<String> path) {
            event.entries().forEach((key, value) -> {
                var type = event.entries().get("Type");
                var events = type instanceof Node.Scalar scalar ? SCHEMAS.get(eventOwner(scalar.text())) : null;
                var at = append(path, key);
                if (key.equals("Properties") && events != null && value instanceof Node.Mapping properties) {
                    new Walk(events, full(at), uses).into(properties, List.of());
                } else if (key.equals("Type") && events == null) {
                    throw new UnsupportedPropertyException(String.join(".", full(at)), value.line());
                } else {
                    visit(value, at);
                }
            });
        }

        private void leaf(Node node, List<String> path) {
            var general = path.stream()
                    .map(segment -> segment.matches("[0-9]+") ? "[]" : segment)
                    .toList();
            var match = schema.find(general)
                    .orElseThrow(() -> new UnsupportedPropertyException(String.join(".", full(path)), node.line()));
            uses.add(new PropertyUse(schema.owner(), match.pattern(), full(path), node.line(), match.support()));
        }

        private List<String> full(List<String> path) {
            return Stream.concat(root.stream(), path.stream()).toList();
        }
    }
}
