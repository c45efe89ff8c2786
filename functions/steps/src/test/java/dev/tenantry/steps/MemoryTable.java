package dev.tenantry.steps;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * One table of DynamoDB, as far as jobs and ledger need it, for tests that make a hundred thousand calls: a call takes
 * microseconds here and milliseconds in DynamoDB Local. What it does not know, it refuses.
 */
final class MemoryTable implements DynamoDbClient {
    private final NavigableMap<String, NavigableMap<String, Map<String, AttributeValue>>> partitions;
    private final Optional<OutboundCalls> outbound;

    MemoryTable() {
        this(new TreeMap<>(), Optional.empty());
    }

    private MemoryTable(
            NavigableMap<String, NavigableMap<String, Map<String, AttributeValue>>> partitions,
            Optional<OutboundCalls> outbound) {
        this.partitions = partitions;
        this.outbound = outbound;
    }

    /** The same table, with every call going through these outbound calls. */
    MemoryTable behind(OutboundCalls outbound) {
        return new MemoryTable(partitions, Optional.of(outbound));
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return pass("GetItem", () -> {
            var item = find(request.key());
            return item == null
                    ? GetItemResponse.builder().build()
                    : GetItemResponse.builder().item(item).build();
        });
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return pass("PutItem", () -> {
            var write = new Write(
                    request.item(),
                    new Expressions(
                            request.conditionExpression(),
                            request.expressionAttributeNames(),
                            request.expressionAttributeValues()));
            require(write);
            put(request.item());
            return PutItemResponse.builder().build();
        });
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return pass("UpdateItem", () -> {
            var expressions = new Expressions(
                    request.conditionExpression(),
                    request.expressionAttributeNames(),
                    request.expressionAttributeValues());
            require(new Write(request.key(), expressions));
            var before = Optional.ofNullable(find(request.key())).orElse(Map.of());
            put(expressions.update(request.updateExpression(), request.key(), before));
            return UpdateItemResponse.builder().attributes(before).build();
        });
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return pass("DeleteItem", () -> {
            require(new Write(
                    request.key(),
                    new Expressions(
                            request.conditionExpression(),
                            request.expressionAttributeNames(),
                            request.expressionAttributeValues())));
            remove(request.key());
            return DeleteItemResponse.builder().build();
        });
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return pass("TransactWriteItems", () -> {
            var reasons = new ArrayList<CancellationReason>();
            for (var item : request.transactItems()) {
                var holds = item.put() != null ? holds(item.put()) : holds(item.update());
                var reason = CancellationReason.builder().code(holds ? "None" : "ConditionalCheckFailed");
                reasons.add((holds ? reason : reason.item(stored(item))).build());
            }
            if (reasons.stream().anyMatch(reason -> !reason.code().equals("None"))) {
                throw TransactionCanceledException.builder()
                        .cancellationReasons(reasons)
                        .build();
            }
            request.transactItems().forEach(item -> {
                if (item.put() != null) {
                    put(item.put().item());
                } else {
                    var update = item.update();
                    var before = Optional.ofNullable(find(update.key())).orElse(Map.of());
                    put(expressions(update).update(update.updateExpression(), update.key(), before));
                }
            });
            return TransactWriteItemsResponse.builder().build();
        });
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return pass("Query", () -> {
            var condition = new Expressions(
                    request.keyConditionExpression(),
                    request.expressionAttributeNames(),
                    request.expressionAttributeValues());
            var found = condition.partition().map(this::partition).orElseGet(this::all).stream()
                    .filter(condition::hold);
            return QueryResponse.builder()
                    .items((request.limit() == null ? found : found.limit(request.limit())).toList())
                    .build();
        });
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return pass("Scan", () -> ScanResponse.builder().items(all()).build());
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    private <T> T pass(String operation, Supplier<T> work) {
        return outbound.map(calls -> calls.aws("DynamoDB " + operation, () -> alone(work)))
                .orElseGet(() -> alone(work));
    }

    private <T> T alone(Supplier<T> work) {
        synchronized (partitions) {
            return work.get();
        }
    }

    /** A write, by its key or its whole item, and its condition. */
    private record Write(Map<String, AttributeValue> key, Expressions condition) {}

    private void require(Write write) {
        var item = find(write.key());
        if (!write.condition().hold(item == null ? Map.of() : item)) {
            var refusal = ConditionalCheckFailedException.builder().message("The conditional request failed");
            throw (item == null ? refusal : refusal.item(item)).build();
        }
    }

    private boolean holds(Put put) {
        var item = find(put.item());
        return new Expressions(
                        put.conditionExpression(), put.expressionAttributeNames(), put.expressionAttributeValues())
                .hold(item == null ? Map.of() : item);
    }

    private boolean holds(Update update) {
        var item = find(update.key());
        return expressions(update).hold(item == null ? Map.of() : item);
    }

    /** The item that a refused write asks for. */
    private Map<String, AttributeValue> stored(TransactWriteItem refused) {
        var put = refused.put();
        return put == null || put.returnValuesOnConditionCheckFailure() != ReturnValuesOnConditionCheckFailure.ALL_OLD
                ? null
                : find(put.item());
    }

    private static Expressions expressions(Update update) {
        return new Expressions(
                update.conditionExpression(), update.expressionAttributeNames(), update.expressionAttributeValues());
    }

    private Map<String, AttributeValue> find(Map<String, AttributeValue> key) {
        return partitions
                .getOrDefault(key.get("PK").s(), new TreeMap<>())
                .get(key.get("SK").s());
    }

    private void put(Map<String, AttributeValue> item) {
        partitions
                .computeIfAbsent(item.get("PK").s(), _ -> new TreeMap<>())
                .put(item.get("SK").s(), Map.copyOf(item));
    }

    private void remove(Map<String, AttributeValue> key) {
        partitions
                .getOrDefault(key.get("PK").s(), new TreeMap<>())
                .remove(key.get("SK").s());
    }

    private Collection<Map<String, AttributeValue>> partition(String key) {
        return partitions.getOrDefault(key, new TreeMap<>()).values();
    }

    private Collection<Map<String, AttributeValue>> all() {
        return partitions.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .toList();
    }

    /** The expressions of one request, with what its placeholders stand for. */
    private static final class Expressions {
        private static final Pattern TOKEN = Pattern.compile("[#:]?\\w+|<=|>=|[=<>(),]");
        private static final Map<String, List<String>> TOKENS = new ConcurrentHashMap<>();

        private final Map<String, String> names;
        private final Map<String, AttributeValue> values;
        private final String condition;
        private List<String> tokens = List.of();
        private int next;

        Expressions(String condition, Map<String, String> names, Map<String, AttributeValue> values) {
            this.condition = condition;
            this.names = names;
            this.values = values;
        }

        /** The partition that a key condition names; empty for one of an index, which has another partition key. */
        Optional<String> partition() {
            begin(condition);
            return name(take()).equals("PK") && skip("=")
                    ? Optional.of(values.get(take()).s())
                    : Optional.empty();
        }

        /** Whether the condition holds for an item; without a condition it does. */
        boolean hold(Map<String, AttributeValue> item) {
            if (condition == null) {
                return true;
            }
            begin(condition);
            return any(item);
        }

        /** The item after an update. */
        Map<String, AttributeValue> update(
                String expression, Map<String, AttributeValue> key, Map<String, AttributeValue> before) {
            var after = new HashMap<>(before);
            after.putAll(key);
            begin(expression);
            while (next < tokens.size()) {
                switch (take()) {
                    case "SET" -> {
                        do {
                            set(after, before);
                        } while (skip(","));
                    }
                    case "REMOVE" -> {
                        do {
                            after.remove(name(take()));
                        } while (skip(","));
                    }
                    case "ADD" -> {
                        do {
                            add(after);
                        } while (skip(","));
                    }
                    case String other -> throw new UnsupportedOperationException(other + " in " + expression);
                }
            }
            return after;
        }

        private void set(Map<String, AttributeValue> after, Map<String, AttributeValue> before) {
            var target = name(take());
            require("=");
            if (skip("if_not_exists")) {
                require("(");
                var there = before.get(name(take()));
                require(",");
                var otherwise = values.get(take());
                require(")");
                after.put(target, there == null ? otherwise : there);
            } else {
                after.put(target, values.get(take()));
            }
        }

        private void add(Map<String, AttributeValue> after) {
            var target = name(take());
            var sum = number(values.get(take()))
                    .add(Optional.ofNullable(after.get(target))
                            .map(Expressions::number)
                            .orElse(BigDecimal.ZERO));
            after.put(target, AttributeValue.fromN(sum.toPlainString()));
        }

        private boolean any(Map<String, AttributeValue> item) {
            var holds = every(item);
            while (skip("OR")) {
                holds |= every(item);
            }
            return holds;
        }

        private boolean every(Map<String, AttributeValue> item) {
            var holds = one(item);
            while (skip("AND")) {
                holds &= one(item);
            }
            return holds;
        }

        private boolean one(Map<String, AttributeValue> item) {
            var first = take();
            return switch (first) {
                case "(" -> {
                    var holds = any(item);
                    require(")");
                    yield holds;
                }
                case "attribute_exists" -> argument(item) != null;
                case "attribute_not_exists" -> argument(item) == null;
                case "begins_with" -> {
                    require("(");
                    var text = item.get(name(take()));
                    require(",");
                    var prefix = values.get(take()).s();
                    require(")");
                    yield text != null && text.s().startsWith(prefix);
                }
                default -> compare(item.get(name(first)));
            };
        }

        private AttributeValue argument(Map<String, AttributeValue> item) {
            require("(");
            var value = item.get(name(take()));
            require(")");
            return value;
        }

        private boolean compare(AttributeValue value) {
            var operator = take();
            var other = values.get(take());
            return switch (operator) {
                case "=" -> other.equals(value);
                case "<" -> value != null && order(value, other) < 0;
                case "<=" -> value != null && order(value, other) <= 0;
                case "BETWEEN" -> {
                    require("AND");
                    var last = values.get(take());
                    yield value != null && order(value, other) >= 0 && order(value, last) <= 0;
                }
                default -> throw new UnsupportedOperationException(operator + " in " + condition);
            };
        }

        private static int order(AttributeValue one, AttributeValue other) {
            return one.n() == null ? one.s().compareTo(other.s()) : number(one).compareTo(number(other));
        }

        private static BigDecimal number(AttributeValue value) {
            return new BigDecimal(value.n());
        }

        private void begin(String expression) {
            tokens = TOKENS.computeIfAbsent(expression, Expressions::split);
            next = 0;
        }

        private static List<String> split(String expression) {
            return TOKEN.matcher(expression).results().map(MatchResult::group).toList();
        }

        private String take() {
            return tokens.get(next++);
        }

        private boolean skip(String token) {
            var isNext = next < tokens.size() && tokens.get(next).equals(token);
            next += isNext ? 1 : 0;
            return isNext;
        }

        private void require(String token) {
            if (!skip(token)) {
                throw new UnsupportedOperationException("No " + token + " in " + tokens);
            }
        }

        private String name(String token) {
            return token.startsWith("#") ? names.get(token) : token;
        }
    }
}
