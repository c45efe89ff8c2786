package dev.tenantry.local.template.evaluation;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The names, ids and ARNs of resources in a local run, and so the values of {@code Ref} and {@code Fn::GetAtt}.
 *
 * <p>All of it follows from the template alone, so a resource can be referred to before it has been made.
 */
public final class PhysicalIds {

    /** The property that names a resource of a type; without it the name is made of the stack's and the logical id. */
    private static final Map<String, String> NAME_PROPERTIES = Map.of(
            ResourceType.FUNCTION, "FunctionName",
            ResourceType.STATE_MACHINE, "Name",
            ResourceType.TABLE, "TableName",
            ResourceType.QUEUE, "QueueName",
            ResourceType.LOG_GROUP, "LogGroupName",
            ResourceType.PARAMETER, "Name",
            ResourceType.ALARM, "AlarmName",
            ResourceType.TOPIC, "TopicName");

    private static final Pattern API_ADDRESS =
            Pattern.compile("(https|wss)://([a-z0-9]+)\\.execute-api\\.[a-z0-9-]+\\.amazonaws\\.com");

    private final Node.Mapping resources;
    private final Stack stack;
    private final TemplateEvaluator evaluator;
    private final Set<String> namesUnderWay = new LinkedHashSet<>();

    PhysicalIds(Node.Mapping resources, Stack stack, TemplateEvaluator evaluator) {
        this.resources = resources;
        this.stack = stack;
        this.evaluator = evaluator;
    }

    /** Whether the name is what SAM lets {@code Ref} take besides logical ids: a function's alias or version. */
    static boolean isPublishedVersion(String name) {
        return name.endsWith(".Alias") || name.endsWith(".Version");
    }

    String ref(String name, int line) {
        if (isPublishedVersion(name)) {
            return publishedVersion(name, line);
        }
        return switch (type(name, line)) {
            case ResourceType.STATE_MACHINE -> stateMachineArn(name, line);
            case ResourceType.QUEUE -> queueUrl(name, line);
            case ResourceType.HTTP_API, ResourceType.WEB_SOCKET_API -> apiId(name);
            case ResourceType.KEY -> keyId(name);
            case ResourceType.TOPIC -> stack.arn("sns", name(name, line));
            default -> name(name, line);
        };
    }

    /** The value of {@code Fn::GetAtt}. */
    public String getAtt(String logicalId, String attribute, int line) {
        return switch (type(logicalId, line) + " " + attribute) {
            case ResourceType.FUNCTION + " Arn" -> functionArn(logicalId, line);
            case ResourceType.STATE_MACHINE + " Arn" -> stateMachineArn(logicalId, line);
            case ResourceType.STATE_MACHINE + " Name", ResourceType.QUEUE + " QueueName" -> name(logicalId, line);
            case ResourceType.TABLE + " Arn" -> stack.arn("dynamodb", "table/" + name(logicalId, line));
            case ResourceType.TABLE + " StreamArn" -> streamArn(name(logicalId, line));
            case ResourceType.QUEUE + " Arn" -> queueArn(name(logicalId, line));
            case ResourceType.QUEUE + " QueueUrl" -> queueUrl(logicalId, line);
            case ResourceType.KEY + " Arn" -> stack.arn("kms", "key/" + keyId(logicalId));
            case ResourceType.KEY + " KeyId" -> keyId(logicalId);
            case ResourceType.PARAMETER + " Value" -> parameterValue(logicalId, line);
            case ResourceType.LOG_GROUP + " Arn" -> stack.arn("logs", "log-group:" + name(logicalId, line) + ":*");
            case ResourceType.ALARM + " Arn" -> stack.arn("cloudwatch", "alarm:" + name(logicalId, line));
            case ResourceType.HTTP_API + " ApiEndpoint" ->
                withoutSlash(stack.addresses().http());
            default ->
                throw new TemplateException(
                        "Fn::GetAtt " + logicalId + "." + attribute + " is not supported by a local run", line);
        };
    }

    private String parameterValue(String logicalId, int line) {
        return property(logicalId, "Value")
                .map(evaluator::text)
                .orElseThrow(() -> new TemplateException(logicalId + " has no Value", line));
    }

    /** The resource's name: from its properties, or made of the stack's name and the logical id. */
    public String name(String logicalId, int line) {
        var property = NAME_PROPERTIES.getOrDefault(type(logicalId, line), "");
        if (!namesUnderWay.add(logicalId)) {
            throw new TemplateException("Names refer to each other: " + namesUnderWay, line);
        }
        var name = property(logicalId, property).map(evaluator::text).orElse(generatedName(logicalId));
        namesUnderWay.remove(logicalId);
        return name;
    }

    /** The ARN of a function, without alias. */
    public String functionArn(String logicalId, int line) {
        return stack.arn("lambda", "function:" + name(logicalId, line));
    }

    /** The ARN of a state machine. */
    public String stateMachineArn(String logicalId, int line) {
        return stack.arn("states", "stateMachine:" + name(logicalId, line));
    }

    /** The ARN of the stream of a table with this name. */
    public String streamArn(String tableName) {
        return stack.arn("dynamodb", "table/" + tableName + "/stream/2026-01-01T00:00:00.000");
    }

    /** The ARN of a queue with this name. */
    public String queueArn(String name) {
        return stack.arn("sqs", name);
    }

    private String queueUrl(String logicalId, int line) {
        return withoutSlash(stack.addresses().aws()) + "/" + stack.accountId() + "/" + name(logicalId, line);
    }

    /** The name of a resource that SAM generates, or that the template gives no name. */
    public String generatedName(String logicalId) {
        return stack.name() + "-" + logicalId;
    }

    /** The id of an HTTP API or a WebSocket API. */
    public String apiId(String logicalId) {
        return logicalId.toLowerCase(Locale.ROOT);
    }

    /** The id of a KMS key. */
    public String keyId(String logicalId) {
        return UUID.nameUUIDFromBytes((stack.name() + "/" + logicalId).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Puts local addresses where a text has AWS's address of an API of this template. */
    String localize(String text) {
        return API_ADDRESS.matcher(text).replaceAll(this::localAddress);
    }

    private String localAddress(MatchResult address) {
        var type = resources.entries().keySet().stream()
                .filter(logicalId -> apiId(logicalId).equals(address.group(2)))
                .map(logicalId -> type(logicalId, resources.line()))
                .findFirst()
                .orElse("");
        return switch (type + " " + address.group(1)) {
            case ResourceType.HTTP_API + " https" ->
                withoutSlash(stack.addresses().http());
            case ResourceType.WEB_SOCKET_API + " wss" ->
                withoutSlash(stack.addresses().webSocket());
            case ResourceType.WEB_SOCKET_API + " https" ->
                withoutSlash(stack.addresses().aws());
            default -> address.group();
        };
    }

    private String publishedVersion(String name, int line) {
        var logicalId = name.substring(0, name.indexOf('.'));
        var alias = property(logicalId, "AutoPublishAlias")
                .map(evaluator::text)
                .orElseThrow(() -> new TemplateException(logicalId + " has no AutoPublishAlias", line));
        return functionArn(logicalId, line) + ":" + (name.endsWith(".Alias") ? alias : "1");
    }

    private Optional<Node> property(String logicalId, String property) {
        return resource(logicalId).entries().get("Properties") instanceof Node.Mapping properties
                ? Optional.ofNullable(properties.entries().get(property))
                : Optional.empty();
    }

    private String type(String logicalId, int line) {
        if (!resources.entries().containsKey(logicalId)) {
            throw new TemplateException("There is no parameter or resource " + logicalId, line);
        }
        var resource = resource(logicalId);
        if (resource.entries().get("Condition") instanceof Node.Scalar condition
                && !evaluator.condition(condition.text(), condition.line())) {
            throw new TemplateException("The condition of " + logicalId + " does not hold, so it is not there", line);
        }
        return ((Node.Scalar) resource.entries().get("Type")).text();
    }

    private Node.Mapping resource(String logicalId) {
        return (Node.Mapping) resources.entries().get(logicalId);
    }

    private static String withoutSlash(URI uri) {
        var text = uri.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
