package dev.tenantry.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.local.template.TableResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What requests to DynamoDB do (Service Authorization Reference, "Actions, resources, and condition keys for Amazon
 * DynamoDB"). A transaction needs the permission of each of its items' operations, and an operation on items has their
 * partition keys as {@code dynamodb:LeadingKeys}.
 */
final class DynamoDbAccess {
    private static final String LEADING_KEYS = "dynamodb:LeadingKeys";
    private static final String FULL_TABLE_SCAN = "dynamodb:FullTableScan";

    /** An equality of a key condition, for instance {@code PK = :org}. */
    private static final Pattern EQUALITY = Pattern.compile("(#?\\w+)\\s*=\\s*(:\\w+)");

    /** A PartiQL selection from a table; where it begins with a list of partitions, these are parameters. */
    private static final Pattern SELECT = Pattern.compile(
            "SELECT\\s.+?\\sFROM\\s+\"([\\w.-]+)\"(?:\\s+WHERE\\s+(\\w+)\\s+IN\\s+\\[([?,]+)])?.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Map<String, TableResource> tables;

    /** Takes the tables of the template. */
    DynamoDbAccess(List<TableResource> tables) {
        this.tables = tables.stream().collect(Collectors.toMap(TableResource::name, table -> table));
    }

    /**
     * What a request does.
     *
     * @throws UnknownAccessException when no function is known to send such requests
     */
    List<Access> of(String operation, JsonNode request) {
        return switch (operation) {
            case "GetItem", "UpdateItem", "DeleteItem" -> List.of(item(operation, table(request), request.path("Key")));
            case "PutItem" -> List.of(item(operation, table(request), request.path("Item")));
            case "Query" -> List.of(query(request));
            case "BatchGetItem" -> batch(request.path("RequestItems"));
            case "TransactWriteItems" -> transaction(request.path("TransactItems"));
            case "ExecuteStatement" -> List.of(selection(request));
            default -> throw new UnknownAccessException("DynamoDB's " + operation);
        };
    }

    private Access item(String operation, TableResource table, JsonNode attributes) {
        return access(operation, table.arn(), Stream.of(value(attributes.path(hashKey(table.keys())))));
    }

    private List<Access> transaction(JsonNode items) {
        return stream(items)
                .flatMap(item -> item.properties().stream())
                .map(item -> switch (item.getKey()) {
                    case "Put" ->
                        item("PutItem", table(item.getValue()), item.getValue().path("Item"));
                    case "ConditionCheck" ->
                        item(
                                "ConditionCheckItem",
                                table(item.getValue()),
                                item.getValue().path("Key"));
                    default ->
                        item(
                                item.getKey() + "Item",
                                table(item.getValue()),
                                item.getValue().path("Key"));
                })
                .toList();
    }

    private List<Access> batch(JsonNode requests) {
        return requests.properties().stream()
                .map(request -> {
                    var table = table(request.getKey());
                    var hashKey = hashKey(table.keys());
                    return access(
                            "BatchGetItem",
                            table.arn(),
                            stream(request.getValue().path("Keys")).map(key -> value(key.path(hashKey))));
                })
                .toList();
    }

    private Access query(JsonNode request) {
        var table = table(request);
        var index = Optional.ofNullable(request.path("IndexName").textValue());
        var keys = index.map(name -> index(table, name).keys()).orElse(table.keys());
        var values = request.path("ExpressionAttributeValues");
        var partition = EQUALITY.matcher(request.path("KeyConditionExpression").asText())
                .results()
                .filter(equality -> name(equality.group(1), request).equals(hashKey(keys)))
                .map(equality -> value(values.path(equality.group(2))));
        return access("Query", table.arn() + index.map(name -> "/index/" + name).orElse(""), partition);
    }

    private static String name(String inExpression, JsonNode request) {
        return inExpression.startsWith("#")
                ? request.path("ExpressionAttributeNames").path(inExpression).asText()
                : inExpression;
    }

    private Access selection(JsonNode request) {
        var statement = request.path("Statement").asText();
        var select = SELECT.matcher(statement);
        if (!select.matches()) {
            throw new UnknownAccessException(statement);
        }
        var table = table(select.group(1));
        var isByPartition = hashKey(table.keys()).equals(select.group(2));
        var partitions = isByPartition ? parameters(select.group(3), request) : List.<String>of();
        return Access.of(
                "dynamodb:PartiQLSelect",
                table.arn(),
                Map.of(LEADING_KEYS, partitions, FULL_TABLE_SCAN, List.of(Boolean.toString(!isByPartition))));
    }

    /** The values of as many parameters as there are question marks: those of the partitions are the first. */
    private static List<String> parameters(String questionMarks, JsonNode request) {
        return stream(request.path("Parameters"))
                .limit(questionMarks.chars().filter(one -> one == '?').count())
                .map(DynamoDbAccess::value)
                .toList();
    }

    private static Access access(String operation, String resource, Stream<String> partitions) {
        return Access.of("dynamodb:" + operation, resource, Map.of(LEADING_KEYS, partitions.toList()));
    }

    private TableResource table(JsonNode request) {
        return table(request.path("TableName").asText());
    }

    private TableResource table(String nameOrArn) {
        var table = tables.get(nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1));
        if (table == null) {
            throw new UnknownAccessException("There is no table " + nameOrArn + " in the template");
        }
        return table;
    }

    private static TableResource.GlobalIndex index(TableResource table, String name) {
        return table.globalIndexes().stream()
                .filter(index -> index.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownAccessException("There is no index " + name + " in the template"));
    }

    private static String hashKey(List<TableResource.Key> keys) {
        return keys.stream()
                .filter(key -> key.type().equals("HASH"))
                .findFirst()
                .orElseThrow()
                .attribute();
    }

    /** The value of an attribute, for instance of {@code {"S": "JOB#01…"}}; all partition keys are strings. */
    private static String value(JsonNode attribute) {
        return attribute.path("S").asText();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
