package dev.tenantry.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import dev.tenantry.core.Environment;
import dev.tenantry.core.TemplateText;
import dev.tenantry.core.access.Caller;
import dev.tenantry.core.access.LiveTickets;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.metrics.MetricLines;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.storage.Table;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The policies of the live feed's functions in {@code template.yaml}, against the items that they read and write: any
 * client may make these functions run, so they reach no further than connections, topics and what they show of jobs.
 */
class LivePermissionsTest {
    private static final String ID = "L0SM9cOFvHcCIhw=";
    private static final Pattern STATEMENT = Pattern.compile(
            "Action: \\[([^]]+)], Resource: !GetAtt TableArn.Value, Condition: .*LeadingKeys\": \\[([^]]+)]");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    @RegisterExtension
    final ConnectionsServer server = new ConnectionsServer();

    private final Invocation invocation = new Invocation();
    private final Set<Access> accesses = ConcurrentHashMap.newKeySet();
    private Table table;
    private Connections connections;
    private JobStore jobs;
    private ConnectionPoster poster;
    private Jobs made;

    /** An operation on an item, or on the items of a partition. */
    private record Access(String action, String partition) {
        boolean isAllowedBy(Statement statement) {
            return statement.actions().contains(action)
                    && statement.prefixes().stream().anyMatch(partition::startsWith);
        }
    }

    /** What a policy allows: actions on items whose partition begins so. */
    private record Statement(List<String> actions, List<String> prefixes) {}

    @BeforeEach
    void watch() {
        table = local.table(new Watcher());
        connections = new Connections(table, InstantSource.system());
        jobs = new JobStore(table);
        var variables = new HashMap<>(local.variables());
        variables.put("CONNECTIONS_ENDPOINT", server.endpoint().toString());
        poster = ConnectionPoster.of(Environment.of(variables));
        made = new Jobs(local.table());
        new Connections(local.table(), InstantSource.system()).open(ID, Events.OPERATOR);
    }

    @Test
    void theAuthorizerMayConsumeTickets() throws IOException {
        var ticket = new LiveTickets(local.table(), InstantSource.system()).issue(Events.OPERATOR);

        new TicketAuthorizerHandler(new LiveTickets(table, InstantSource.system()))
                .handleRequest(Events.handshake(Map.of("ticket", ticket.secret())), invocation);

        assertAllowed("LiveAuthorizerFunction");
    }

    @Test
    void connectMayStoreConnections() throws IOException {
        new ConnectHandler(connections).handleRequest(Events.connect(ID, Events.OPERATOR), invocation);

        assertAllowed("ConnectFunction");
    }

    @Test
    void disconnectMayForgetConnections() throws IOException {
        var job = made.create("acme");
        subscribe(job.value());
        accesses.clear();

        new DisconnectHandler(connections).handleRequest(Events.disconnect(ID), invocation);

        assertAllowed("DisconnectFunction");
    }

    @Test
    void subscribeMayReadJobsAndStoreSubscriptions() throws IOException {
        var job = made.atVersion("acme", 3);

        subscribe(job.value());
        handleSubscription("{\"action\":\"subscribe\",\"jobId\":\"" + job.value() + "\",\"after\":1}");
        handleSubscription("{\"action\":\"subscribe\",\"orgId\":\"acme\"}");
        handleSubscription("{\"action\":\"subscribe\",\"jobs\":\"all\"}");
        openBoundTo("acme");
        subscribe(job.value());

        assertAllowed("SubscribeFunction");
    }

    @Test
    void unsubscribeMayForgetSubscriptions() throws IOException {
        var job = made.create("acme");

        new UnsubscribeHandler(connections)
                .handleRequest(
                        message("unsubscribe", "{\"action\":\"unsubscribe\",\"jobId\":\"" + job.value() + "\"}"),
                        invocation);

        assertAllowed("UnsubscribeFunction");
    }

    @Test
    void pingMayReadJobs() throws IOException {
        var job = made.create("acme");

        var ping = message("ping", "{\"action\":\"ping\",\"jobId\":\"" + job.value() + "\"}");
        var handler = new PingHandler(table, poster, InstantSource.system());
        handler.handleRequest(ping, invocation);
        openBoundTo("acme");
        handler.handleRequest(ping, invocation);

        assertAllowed("PingFunction");
    }

    @Test
    void broadcastMayReadTopicsAndForgetConnectionsThatAreGone() throws IOException {
        var job = made.create("acme");
        subscribe(job.value());
        accesses.clear();
        server.answer(ID, 410);

        var system = InstantSource.system();
        new BroadcastHandler(
                        new Broadcaster(connections, poster, system),
                        new MetricLines.Source("Tenantry/test", system),
                        system)
                .handleRequest(Events.stream(made.images()), invocation);

        assertAllowed("BroadcastFunction");
    }

    /** Replaces the connection's caller by one that may act for an organisation only. */
    private void openBoundTo(String orgId) {
        var caller = new Caller("me", Set.of(Scope.READ), Optional.of(Set.of(new OrgId(orgId))), Optional.empty());
        new Connections(local.table(), InstantSource.system()).open(ID, caller);
    }

    private void subscribe(String job) {
        handleSubscription("{\"action\":\"subscribe\",\"jobId\":\"" + job + "\"}");
    }

    private void handleSubscription(String body) {
        new SubscribeHandler(new SubscriptionService(connections, jobs, poster, InstantSource.system()), poster)
                .handleRequest(message("subscribe", body), invocation);
    }

    private static APIGatewayV2WebSocketEvent message(String route, String body) {
        return Events.message(route, ID, body);
    }

    private void assertAllowed(String function) throws IOException {
        var statements = statements(function);
        assertThat(accesses).isNotEmpty().allSatisfy(access -> assertThat(statements)
                .anyMatch(access::isAllowedBy));
    }

    private static List<Statement> statements(String function) throws IOException {
        return STATEMENT
                .matcher(TemplateText.of(function))
                .results()
                .map(found -> new Statement(
                        items(found.group(1)), items(found.group(2).replace("*", ""))))
                .toList();
    }

    private static List<String> items(String list) {
        return Arrays.stream(list.split(", ", -1))
                .map(item -> item.replace("\"", ""))
                .toList();
    }

    /** Notes each item that is read or written. */
    private final class Watcher implements ExecutionInterceptor {
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof ExecuteStatementRequest select) {
                // All its parameters that are texts are partitions.
                select.parameters().stream()
                        .filter(parameter -> parameter.s() != null)
                        .forEach(parameter -> accesses.add(new Access("dynamodb:PartiQLSelect", parameter.s())));
                return;
            }
            var action = "dynamodb:" + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
            accesses.add(new Access(action, partition(context.request())));
        }

        private static String partition(SdkRequest request) {
            return switch (request) {
                case GetItemRequest get -> get.key().get("PK").s();
                case PutItemRequest put -> put.item().get("PK").s();
                case DeleteItemRequest delete -> delete.key().get("PK").s();
                case QueryRequest query -> partition(query);
                default -> throw new AssertionError("Where does it read or write? " + request);
            };
        }

        private static String partition(QueryRequest query) {
            var name = query.keyConditionExpression().replaceFirst("PK = (:\\w+).*", "$1");
            return query.expressionAttributeValues().get(name).s();
        }
    }
}
