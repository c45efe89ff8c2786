package dev.tenantry.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.Environment;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.LocalTable;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The handlers as Lambda makes them: by their public constructors, in their environment. */
class LiveHandlersTest {
    private static final String ID = "L0SM9cOFvHcCIhw=";
    private static final Topic ACME = new Topic.OfOrg(new OrgId("acme"));

    @RegisterExtension
    final LocalTable local = new LocalTable();

    @RegisterExtension
    final ConnectionsServer server = new ConnectionsServer();

    private final Invocation invocation = new Invocation();
    private Connections connections;

    @BeforeEach
    void connections() {
        connections = new Connections(local.table(), InstantSource.system());
    }

    @Test
    void connectStoresTheConnectionAndPostsNothing() throws Exception {
        assertThat(invoke(ConnectHandler::new, Events.connect(ID, Events.OPERATOR)))
                .isEqualTo(200);

        assertThat(connections.find(ID)).hasValueSatisfying(connection -> assertThat(connection.caller())
                .isEqualTo(Events.OPERATOR));
        assertThat(server.posts(ID)).isZero();
    }

    @Test
    void connectRefusesWhomNobodyVouchesFor() throws Exception {
        assertThat(invoke(ConnectHandler::new, Events.connectWithoutAuthorizer(ID)))
                .isEqualTo(403);

        assertThat(connections.find(ID)).isEmpty();
        assertThat(invocation.lines()).singleElement().asString().contains(ID);
    }

    @Test
    void disconnectRemovesTheConnectionAndItsSubscriptions() throws Exception {
        subscribe();

        assertThat(invoke(DisconnectHandler::new, Events.disconnect(ID))).isEqualTo(200);

        assertThat(connections.find(ID)).isEmpty();
        assertThat(connections.subscribers(ACME)).isEmpty();
    }

    @Test
    void disconnectOfAnUnknownConnectionIsNoFailure() throws Exception {
        assertThat(invoke(DisconnectHandler::new, Events.disconnect(ID))).isEqualTo(200);
    }

    @Test
    void unsubscribeEndsTheSubscription() throws Exception {
        subscribe();

        var status = invoke(UnsubscribeHandler::new, message("unsubscribe", """
                {"action":"unsubscribe","orgId":"acme"}"""));

        assertThat(status).isEqualTo(200);
        assertThat(connections.subscribers(ACME)).isEmpty();
        assertThat(connections.find(ID)).isPresent();
    }

    @Test
    void unsubscribeLogsWhatItCannotRead() throws Exception {
        subscribe();

        var status = invoke(UnsubscribeHandler::new, message("unsubscribe", """
                {"action":"unsubscribe","orgId":"acme","after":1}"""));

        assertThat(status).isEqualTo(200);
        assertThat(connections.subscribers(ACME)).containsExactly(ID);
        assertThat(invocation.lines()).singleElement().asString().contains(ID, "unknown-field");
    }

    @Test
    void pingIsAnsweredWithPong() throws Exception {
        connections.open(ID, Events.OPERATOR);
        assertThat(invoke(PingHandler::new, message("ping", "{\"action\":\"ping\"}")))
                .isEqualTo(200);

        assertThat(server.frames(ID)).containsExactly(Json.object().put("type", "pong"));
        assertThat(invocation.lines()).isEmpty();
    }

    @Test
    void pingThatNamesAJobIsAnsweredWithItsVersion() throws Exception {
        connections.open(ID, Events.OPERATOR);
        var job = new Jobs(local.table()).atVersion("acme", 3);

        var ping = Json.object().put("action", "ping").put("jobId", job.value());
        invoke(PingHandler::new, message("ping", Json.write(ping)));

        assertThat(server.frames(ID))
                .extracting(Json::write)
                .containsExactly("{\"type\":\"pong\",\"jobId\":\"%s\",\"version\":3}".formatted(job));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"action\":\"ping\",\"jobId\":\"job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G\"}|not-found",
                "{\"action\":\"ping\",\"jobId\":\"acme\"}|malformed-request",
                "{\"action\":\"ping\",\"jobId\":7}|malformed-request",
                "{\"action\":\"ping\",\"orgId\":\"acme\"}|unknown-field",
            })
    void pingThatCannotBeAnsweredIsAnsweredWithAProblem(String body, String code) throws Exception {
        connections.open(ID, Events.OPERATOR);
        assertThat(invoke(PingHandler::new, message("ping", body))).isEqualTo(200);

        assertThat(server.frames(ID)).singleElement().satisfies(frame -> {
            assertThat(frame.required("type").asText()).isEqualTo("error");
            assertThat(problem(frame, "code")).isEqualTo(code);
        });
    }

    @Test
    void pingOfAConnectionThatIsGoneEndsQuietly() throws Exception {
        connections.open(ID, Events.OPERATOR);
        server.answer(ID, 410);

        assertThat(invoke(PingHandler::new, message("ping", "{\"action\":\"ping\"}")))
                .isEqualTo(200);
        assertThat(invocation.lines()).singleElement().asString().contains(ID, "Gone");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"action\":\"dance\"}|unknown-action",
                "{}|unknown-action",
                "[]|malformed-json",
                "\"subscribe\"|malformed-json",
                "hello|malformed-json",
                "{\"action\":\"ping\"}{}|malformed-json",
                "{\"action\":\"dance\",\"action\":\"ping\"}|malformed-json",
                "|malformed-json",
            })
    void anUnknownActionIsAnsweredWithTheKnownOnes(String body, String code) throws Exception {
        assertThat(invoke(UnknownActionHandler::new, message("$default", body))).isEqualTo(200);

        assertThat(server.frames(ID)).singleElement().satisfies(frame -> {
            assertThat(frame.required("type").asText()).isEqualTo("error");
            assertThat(problem(frame, "code")).isEqualTo(code);
            assertThat(problem(frame, "nextAction")).contains("subscribe", "unsubscribe", "ping");
        });
    }

    private static String problem(JsonNode frame, String member) {
        return frame.required("problem").required(member).asText();
    }

    private void subscribe() {
        connections.open(ID, Events.OPERATOR);
        connections.subscribe(connections.find(ID).orElseThrow(), ACME);
    }

    private static APIGatewayV2WebSocketEvent message(String route, String body) {
        return Events.message(route, ID, body);
    }

    private int invoke(
            Callable<RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse>> constructor,
            APIGatewayV2WebSocketEvent event)
            throws Exception {
        var variables = new HashMap<>(local.variables());
        variables.put("CONNECTIONS_ENDPOINT", server.endpoint().toString());
        return Environment.callWith(variables, constructor)
                .handleRequest(event, invocation)
                .getStatusCode();
    }
}
